#!/usr/bin/env bash
# Pin and hash the requirements anew (maintainers; needs uv). No index address gets into the files.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --generate-hashes pyproject.toml "$@"; }
compile -o requirements/run.txt
compile --extra test --extra benchmark -c requirements/run.txt -o requirements/test.txt
compile --extra benchmark -c requirements/run.txt -o requirements/benchmark.txt
compile --extra build -c requirements/run.txt -o requirements/build.txt
