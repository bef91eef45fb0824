"""Backup and restore: the way there and back, also while a server writes; nothing changed is let in."""

import json
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WRITE = """
import django
django.setup()
from replicity.web.accounts.services import ask_to_join
print("writing", flush=True)
while True:
    ask_to_join(
        {"name": "A", "email": "a@example.org", "organisation_name": "Lima", "kind": "city", "country": "PE"}
    )
"""


def environment(home):
    known = {**os.environ, "REPLICITY_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    known.pop("REPLICITY_DATABASE_URL", None)
    return {**known, "DJANGO_SETTINGS_MODULE": "replicity.web.settings"}


def replicity(home, *words):
    """Run a command on an installation."""
    return subprocess.run(
        [sys.executable, "-m", "replicity", *map(str, words)],
        env=environment(home), capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def done(home, *words):
    finished = replicity(home, *words)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def refused(home, *words):
    finished = replicity(home, *words)
    assert finished.returncode == 1, finished.stderr
    assert len(finished.stderr.strip().splitlines()) == 1
    return finished.stderr


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """Return the home of an installation with a broker and a key, made once."""
    home = tmp_path_factory.mktemp("installation")
    link = done(home, "broker", "ana@example.org", "--organisation", "Office", "--country", "se")
    assert "/invitations/" in link
    (home / "keys" / "letters").mkdir(parents=True)
    (home / "keys" / "letters" / "7.pem").write_text("key")
    return home


@pytest.fixture
def home(installation, tmp_path):
    """Return a copy of the installation that a test may change."""
    return Path(shutil.copytree(installation, tmp_path / "home"))


@pytest.fixture(scope="module")
def archive(installation, tmp_path_factory):
    """Return a backup of the installation."""
    file = tmp_path_factory.mktemp("archive") / "backup.zip"
    done(installation, "backup", file)
    return file


def verified(home):
    return json.loads(done(home, "audit", "verify", "--json"))


def test_there_and_back(installation, archive, tmp_path):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    new = tmp_path / "new"
    assert "2 verified entries" in done(new, "restore", archive)
    assert verified(new) == verified(installation)
    assert verified(new)["entries_count"] == 2
    assert (new / "secret_key").read_text() == (installation / "secret_key").read_text()
    key = new / "keys" / "letters" / "7.pem"
    assert key.read_text() == "key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE((new / "secret_key").stat().st_mode) == 0o600
    assert sorted(p.name for p in new.iterdir()) == ["keys", "replicity.sqlite3", "secret_key"]


def test_while_others_write(home, tmp_path):
    command = [sys.executable, "-c", WRITE]
    writer = subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout.readline() == "writing\n"
        made = [json.loads(done(home, "backup", tmp_path / f"{n}.zip", "--json")) for n in range(3)]
        live = verified(home)
    finally:
        writer.kill()
        writer.communicate()
    counts = [m["entries_count"] for m in made]
    assert 2 < counts[0] < counts[1] < counts[2] <= live["entries_count"]
    new = tmp_path / "new"
    done(new, "restore", tmp_path / "2.zip")
    assert verified(new) == {"entries_count": counts[2], "head_sha256": made[2]["head_sha256"], "fault": None}


@pytest.mark.parametrize("where", ["head", "middle", "manifest", "tail", "added", "cut"])
def test_a_changed_byte_is_refused(archive, tmp_path, where):
    content = bytearray(archive.read_bytes())
    places = {"head": 10, "middle": len(content) // 2, "manifest": 200, "tail": len(content) - 5}
    if where in places:
        content[places[where]] ^= 1
    changed = bytes(content) + b"\0" if where == "added" else bytes(content)
    changed = changed[:-1] if where == "cut" else changed
    file = tmp_path / "changed.zip"
    file.write_bytes(changed)
    new = tmp_path / "new"
    assert "cannot be restored" in refused(new, "restore", file)
    assert not (new / "replicity.sqlite3").exists()
    assert list(new.iterdir()) == []


def test_any_byte_counts(archive):
    from replicity.web.backups.archive import ArchiveUnusable, unpack

    content = archive.read_bytes()
    for place in random.Random(7).sample(range(len(content)), 200):
        changed = bytearray(content)
        changed[place] ^= 1 << place % 8
        file = archive.with_name("changed.zip")
        file.write_bytes(bytes(changed))
        with pytest.raises(ArchiveUnusable):
            unpack(file, archive.parent / "nowhere")
    assert not (archive.parent / "nowhere").exists()


def test_what_is_no_archive_is_refused(tmp_path):
    file = tmp_path / "x.zip"
    file.write_bytes(b"")
    assert "no backup of this product" in refused(tmp_path / "new", "restore", file)
    assert "There is no file" in refused(tmp_path / "new", "restore", tmp_path / "absent.zip")


def test_an_installation_in_use_is_replaced_by_force_alone_and_kept_aside(home, archive):
    done(home, "broker", "bo@example.org", "--organisation", "Office", "--country", "SE")
    before = verified(home)
    assert before["entries_count"] == 3
    assert "--force" in refused(home, "restore", archive)
    assert verified(home) == before
    done(home, "restore", archive, "--force")
    assert verified(home)["entries_count"] == 2
    aside = next(home.glob("replaced-*"))
    with closing(sqlite3.connect(aside / "replicity.sqlite3")) as kept:
        assert kept.execute("SELECT COUNT(*) FROM audit_entry").fetchone() == (3,)


def test_a_served_installation_is_not_replaced(home, archive):
    with closing(sqlite3.connect(home / "replicity.sqlite3")) as held:
        held.execute("INSERT INTO notices_lease VALUES ('worker', 'w', '2999-01-01 00:00:00')")
        held.commit()
    assert "stop it first" in refused(home, "restore", archive, "--force")


def test_an_archive_with_a_broken_trail_is_refused(home, tmp_path):
    with closing(sqlite3.connect(home / "replicity.sqlite3")) as held:
        held.execute("DROP TRIGGER audit_entry_no_update")
        held.execute("UPDATE audit_entry SET action = 'letters.sign' WHERE number = 1")
        held.commit()
    broken = replicity(home, "audit", "verify")
    assert broken.returncode == 1
    assert "entry 1 was changed" in broken.stderr
    done(home, "backup", tmp_path / "broken.zip")
    assert "entry 1 was changed" in refused(tmp_path / "new", "restore", tmp_path / "broken.zip")


def test_an_archive_of_a_newer_version_is_refused(home, tmp_path):
    with closing(sqlite3.connect(home / "replicity.sqlite3")) as held:
        held.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '0999_x', '2999-01-01')"
        )
        held.commit()
    done(home, "backup", tmp_path / "newer.zip")
    assert "newer version" in refused(tmp_path / "new", "restore", tmp_path / "newer.zip")


def test_a_backup_writes_over_nothing(installation, archive, tmp_path):
    assert "exists already" in refused(installation, "backup", archive)
    assert "There is no installation" in refused(tmp_path / "none", "backup", tmp_path / "b.zip")
    assert "There is no installation" in refused(tmp_path / "none", "audit", "verify")
