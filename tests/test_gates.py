"""The quality gates pass: style, types, import directions, dependencies, security (`run.py check`)."""

import importlib.util
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def gates():
    spec = importlib.util.spec_from_file_location("check", ROOT / "scripts" / "check.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.TOOLS, module.GATES


TOOLS, GATES = gates()


@pytest.mark.parametrize("name", list(GATES))
def test_gate(name):
    words = GATES[name]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [str(TOOLS / words[0]), *words[1:]], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_a_machine_without_venv_is_told_in_one_sentence(tmp_path):
    """A stand-in interpreter whose venv module fails, as Debian's python3 without python3-venv does."""
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    script = tmp_path / "run.py"
    script.write_text(source, encoding="utf-8")
    (tmp_path / "venv.py").write_text("import sys; sys.exit(1)\n", encoding="utf-8")
    python = subprocess.run(["which", "python3"], capture_output=True, text=True).stdout.strip()
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([python, str(script), "plan"], capture_output=True, text=True, env=environment)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert "python3-venv" in last
    assert "Traceback" not in done.stderr
    assert not (tmp_path / ".venv").exists()
