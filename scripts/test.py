"""Run the tests: `python3 run.py test [PYTEST OPTIONS]`.

Three stages: first quantities, engine, catalogue, appraisal and reports with Django out of reach, since
they must not need it; then the command line, the web platform, the documentation and the house rules; then
all that touches the database again, on PostgreSQL. Installs Chromium and PostgreSQL where it can (Debian, as
root); without them browser tests are skipped and the third stage is left out, visibly. With a file or folder
among the options, pytest runs once on that alone.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import postgresql

HERE = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WITHOUT_DJANGO = ("quantities", "engine", "catalogue", "appraisal", "reports")


def missing() -> list[str]:
    """Return the Debian packages that the tests can use and the machine lacks."""
    there = {
        "chromium": any(shutil.which(name) for name in BROWSERS),
        "poppler-utils": shutil.which("pdftotext"),
        "postgresql": postgresql.program("initdb") and postgresql.program("pg_dump"),
    }
    return [package for package, found in there.items() if not found]


def install(packages: list[str]) -> None:
    """Install packages by Debian's package manager where we may; else say what is skipped."""
    if not packages:
        return
    names = ", ".join(packages)
    if not shutil.which("apt-get") or os.geteuid() != 0:
        print(
            f"Missing: {names}. What needs them is skipped (Debian: sudo apt install {' '.join(packages)})."
        )
        return
    print(f"Installing {names} for the tests ...", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update"], env=environment, check=False, **quiet)
    # one by one: what one lacks does not keep the others away
    for package in packages:
        words = ["apt-get", "install", "-y", "--no-install-recommends", package]
        if subprocess.run(words, env=environment, check=False, **quiet).returncode:
            print(f"{package} could not be installed: what needs it is skipped.")


def pytest(words: list[str], environment: dict[str, str]) -> int:
    """Run pytest in a process of its own and return its exit status."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", *words], cwd=HERE, env=environment, check=False
    ).returncode


def on_postgresql(shared: list[str], environment: dict[str, str]) -> int:
    """Run what touches the database on a PostgreSQL server of the tests' own."""
    with postgresql.server() as address:
        if not address:
            print("No PostgreSQL found: the tests ran on SQLite alone (Debian: sudo apt install postgresql).")
            return 0
        print("Again on PostgreSQL: what touches the database.", flush=True)
        there = {**environment, "REPLICITY_DATABASE_URL": address}
        return pytest(["tests/web", "--touching-database", *shared], there)


def main(options: list[str]) -> int:
    """Run the stages, in random order, on all cores, with a floor for the coverage of the first two."""
    environment = dict(os.environ)
    if any(not option.startswith("-") for option in options):
        return pytest(options, environment)
    install(missing())
    # one more than there are cores: tests that wait for a browser or a process leave a core idle
    cores = ["-n", str(min((os.cpu_count() or 1) + 1, 4)), *options]
    shared = ["--cov", "--cov-report=", *cores]
    first = [f"tests/{name}" for name in WITHOUT_DJANGO]
    rest = [f"--ignore={folder}" for folder in first]
    plain = {**environment, "REPLICITY_TEST_WITHOUT_DJANGO": "1"}
    early = pytest([*first, "-p", "no:django", "--cov-fail-under=0", *shared], plain)
    late = pytest(["tests", *rest, "--cov-append", "--cov-report=term:skip-covered", *shared], environment)
    return early or late or on_postgresql(cores, environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
