"""Run the quality gates: `python3 run.py check`. All of them run; the exit status says whether all passed."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent

GATES = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "import directions": ["lint-imports"],
    "dependencies": ["deptry", "src"],
    "security": ["bandit", "-q", "-r", "src", "-c", "pyproject.toml"],
}


def main() -> int:
    """Run every gate and tell which failed."""
    failed = []
    for name, words in GATES.items():
        print(f"== {name}", flush=True)
        if subprocess.run([str(TOOLS / words[0]), *words[1:]], cwd=HERE, check=False).returncode:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}" if failed else "All gates passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
