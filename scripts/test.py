"""Run the tests: `python3 run.py test [PYTEST OPTIONS]`.

Installs Chromium where it can (Debian, as root), since browser tests need one; else they are skipped
visibly. The engine and the appraisal are tested first without Django in reach.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "poppler-utils")


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
    subprocess.run(["apt-get", "update"], env=environment, **quiet)
    done = subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES], env=environment, **quiet)
    if done.returncode:
        print("Chromium could not be installed: browser tests will be skipped.")


def main(options: list[str]) -> int:
    """Run pytest over all tests, in random order, on all cores."""
    whole = not any(not option.startswith("-") for option in options)
    if whole:
        install_browser()
    workers = [] if any(o.startswith("-n") for o in options) else ["-n", str(min(os.cpu_count() or 1, 4))]
    return subprocess.run([sys.executable, "-m", "pytest", *workers, *options], cwd=HERE).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
