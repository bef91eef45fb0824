"""Run the tests: `python3 run.py test [PYTEST OPTIONS]`.

Two stages: first quantities, engine, catalogue, appraisal and reports with Django out of reach, since
they must not need it; then the command line, the web platform, the documentation and the house rules.
Installs Chromium where it can (Debian, as root), since browser tests need one; else they are skipped
visibly. With a file or folder among the options, pytest runs once on that alone.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "poppler-utils")
WITHOUT_DJANGO = ("quantities", "engine", "catalogue", "appraisal", "reports")


def install_browser() -> None:
    """Install Chromium by Debian's package manager where there is none and we may."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        print("No Chromium found: browser tests will be skipped (Debian: sudo apt install chromium).")
        return
    print("Installing Chromium for the browser tests ...", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update"], env=environment, check=False, **quiet)
    words = ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]
    if subprocess.run(words, env=environment, check=False, **quiet).returncode:
        print("Chromium could not be installed: browser tests will be skipped.")


def pytest(words: list[str], environment: dict[str, str]) -> int:
    """Run pytest in a process of its own and return its exit status."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", *words], cwd=HERE, env=environment, check=False
    ).returncode


def main(options: list[str]) -> int:
    """Run both stages, in random order, on all cores, with a floor for the coverage of both."""
    environment = dict(os.environ)
    if any(not option.startswith("-") for option in options):
        return pytest(options, environment)
    install_browser()
    shared = ["-n", str(min(os.cpu_count() or 1, 4)), "--cov", "--cov-report=", *options]
    first = [f"tests/{name}" for name in WITHOUT_DJANGO]
    rest = [f"--ignore={folder}" for folder in first]
    plain = {**environment, "REPLICITY_TEST_WITHOUT_DJANGO": "1"}
    early = pytest([*first, "-p", "no:django", "--cov-fail-under=0", *shared], plain)
    late = pytest(["tests", *rest, "--cov-append", "--cov-report=term:skip-covered", *shared], environment)
    return early or late


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
