#!/usr/bin/env python3
"""Run every benchmark of benchmarks/ on one core and print its rows as one table.

A benchmark is a file with a `main()` that prints rows made by `benchmarks/table.py`. Each runs in a process
of its own. Names given as arguments choose benchmarks: `python3 run.py benchmark finance`.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
HELPERS = {"table"}


def main(names: list[str]) -> int:
    """Run the chosen benchmarks (all without names); return the exit status."""
    files = {f.stem: f for f in sorted((ROOT / "benchmarks").glob("*.py")) if f.stem not in HELPERS}
    unknown = sorted(set(names) - set(files))
    if unknown:
        print(
            f"benchmark: no benchmark is named {unknown[0]}; there are: {', '.join(files)}.", file=sys.stderr
        )
        return 2
    # Threads are limited before numpy is imported, which is why each benchmark is a new process.
    environment = dict(os.environ) | dict.fromkeys(THREADS, "1")
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT / "benchmarks")))
    status = 0
    for name in names or files:
        command = [sys.executable, "-c", f"import {name}; {name}.main()"]
        print(f"\n{name}", flush=True)
        done = subprocess.run(command, check=False, env=environment, cwd=ROOT)
        status = status or done.returncode
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
