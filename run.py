#!/usr/bin/env python3
"""Run Replicity, or its tests, from a fresh clone: sets up what is missing, then hands over.

python3 run.py plan "Santiago, CL"     the product (see `python3 run.py --help`)
python3 run.py serve                   the web platform
python3 run.py test [PYTEST OPTIONS]   the tests
python3 run.py check                   the quality gates (types, style, import directions)
python3 run.py benchmark               the benchmarks
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SETS = {"test": "test", "check": "test", "benchmark": "benchmark"}


def fail(sentence: str) -> None:
    """Say in one sentence what is wrong and what to do, and stop."""
    sys.exit(f"run.py: {sentence}")


def make_environment(folder: Path) -> None:
    """Create the virtual environment, or say what the machine lacks."""
    if (folder / "bin" / "python").exists():
        return
    print("Setting up (once, under a minute) ...", file=sys.stderr)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        fail(
            f"cannot create the virtual environment {folder}: Python's venv module is missing or broken. "
            "Install it (Debian, Ubuntu: sudo apt install python3-venv) and run the command again."
        )


def install(folder: Path, requirements: Path) -> None:
    """Install the pinned, hashed requirements once for each change of the file."""
    stamp = folder / f".installed-{requirements.stem}"
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    python = str(folder / "bin" / "python")
    uv = shutil.which("uv")
    tool = (
        [uv, "pip", "install", "--python", python]
        if uv
        else [python, "-m", "pip", "install", "--disable-pip-version-check"]
    )
    print(f"Installing {requirements.name} ...", file=sys.stderr)
    done = subprocess.run(
        [*tool, "--quiet", "--require-hashes", "-r", str(requirements)], stdout=sys.stderr, check=False
    )
    if done.returncode:
        fail(
            f"installing {requirements} failed (see above). "
            "Check the network or the package index and run again."
        )
    stamp.write_text(digest)


def main(arguments: list[str]) -> None:
    """Prepare the environment that the command needs and become that command."""
    if sys.version_info < (3, 11):
        fail(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}. Install a newer python3.")
    command = arguments[0] if arguments else ""
    folder = HERE / ".venv"
    make_environment(folder)
    install(folder, HERE / "requirements" / f"{SETS.get(command, 'run')}.txt")
    python = str(folder / "bin" / "python")
    environment = dict(os.environ)
    environment["PYTHONPATH"] = str(HERE / "src")
    environment.setdefault("REPLICITY_HOME", str(HERE / "var"))
    # compiled code is kept, out of the source tree: without it every start compiles all libraries anew
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("PYTHONPYCACHEPREFIX", str(folder / "pycache"))
    # the products of the engine are small: threads that wait for each other cost more than they save
    environment.setdefault("OPENBLAS_NUM_THREADS", "1")
    # freed arrays are used again; by default the C library gives each back and asks for it anew (Linux)
    environment.setdefault("MALLOC_MMAP_THRESHOLD_", str(32 * 2**20))
    environment.setdefault("MALLOC_TRIM_THRESHOLD_", str(256 * 2**20))
    if command in SETS:
        words = [python, str(HERE / "scripts" / f"{command}.py"), *arguments[1:]]
    else:
        words = [python, "-m", "replicity", *arguments]
    os.execve(python, words, environment)


if __name__ == "__main__":
    main(sys.argv[1:])
