"""Backup and restore: the way there and back, also while a server writes; nothing changed is let in."""

import json
import os
import random
import stat

import pytest
from tests.web.installations import done, python, refused, replicity, start, verified

pytestmark = pytest.mark.installation
ON_POSTGRESQL = bool(os.environ.get("REPLICITY_DATABASE_URL"))
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
CURSOR = "from django.db import connection\ncursor = connection.cursor()\n"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """Return the home of an installation with a broker and a key, made once."""
    home = tmp_path_factory.mktemp("installation") / "home"
    link = done(home, "broker", "ana@example.org", "--organisation", "Office", "--country", "se")
    assert "/invitations/" in link
    (home / "keys" / "letters").mkdir(parents=True)
    (home / "keys" / "letters" / "7.pem").write_text("key")
    python(home, "from replicity.web.letters.sealing import authority\nauthority()")
    return home


@pytest.fixture(scope="module")
def archive(installation, tmp_path_factory):
    """Return a backup of the installation."""
    file = tmp_path_factory.mktemp("archive") / "backup.zip"
    done(installation, "backup", file)
    return file


@pytest.fixture
def home(archive, tmp_path):
    """Return an installation that a test may change."""
    done(tmp_path / "home", "restore", archive)
    return tmp_path / "home"


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
    signing = new / "signing_authority.pem"
    assert signing.read_bytes() == (installation / "signing_authority.pem").read_bytes()
    assert stat.S_IMODE(signing.stat().st_mode) == 0o600
    files = {"keys", "secret_key", "signing_authority.pem"} | (
        set() if ON_POSTGRESQL else {"replicity.sqlite3"}
    )
    assert {p.name for p in new.iterdir()} == files


def test_while_others_write(home, tmp_path):
    writer = start(home, "-c", WRITE)
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
    kept = ("version", "base_year", "evidence_hash", "entries_count", "head_sha256")
    assert verified(new) == {**{key: made[2][key] for key in kept}, "fault": None}


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
    if ON_POSTGRESQL:
        names = python(home, CURSOR + "cursor.execute('SELECT datname FROM pg_database')\nprint(*cursor)")
        ours = (home.parent / "home.database").read_text()
        assert [n for n in names if n.startswith(f"('{ours}_replaced_")]
    else:
        assert (next(home.glob("replaced-*")) / "replicity.sqlite3").exists()
    assert (next(home.glob("replaced-*")) / "signing_authority.pem").exists()


def test_a_served_installation_is_not_replaced(home, archive):
    insert = "INSERT INTO notices_lease VALUES ('worker', 'w', '2999-01-01 00:00:00+00:00')"
    python(home, f'{CURSOR}cursor.execute("{insert}")')
    assert "stop it first" in refused(home, "restore", archive, "--force")


def test_an_archive_with_a_broken_trail_is_refused(home, tmp_path):
    change = "UPDATE audit_entry SET action = 'letters.sign' WHERE number = 1"
    lift = "from replicity.web.audit.guard import release\nrelease(connection)\n"
    python(home, f'{CURSOR}{lift}cursor.execute("{change}")')
    broken = replicity(home, "audit", "verify")
    assert broken.returncode == 1
    assert "entry 1 was changed" in broken.stderr
    done(home, "backup", tmp_path / "broken.zip")
    assert "entry 1 was changed" in refused(tmp_path / "new", "restore", tmp_path / "broken.zip")


def test_an_archive_of_a_newer_version_is_refused(home, tmp_path):
    insert = "INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '0999_x', '2999-01-01')"
    python(home, f'{CURSOR}cursor.execute("{insert}")')
    done(home, "backup", tmp_path / "newer.zip")
    assert "newer version" in refused(tmp_path / "new", "restore", tmp_path / "newer.zip")


def test_a_backup_writes_over_nothing(installation, archive, tmp_path):
    assert "exists already" in refused(installation, "backup", archive)
    assert "There is no installation" in refused(tmp_path / "none", "backup", tmp_path / "b.zip")
    assert "There is no installation" in refused(tmp_path / "none", "audit", "verify")
