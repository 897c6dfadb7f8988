"""What the documentation shows is run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?m)^\$ exampaper (.*)$", README)
EXAMPAPER = Path(sys.executable).with_name("exampaper")


def test_the_commands_of_the_readme_work(tmp_path: Path) -> None:
    assert len(COMMANDS) > 5
    for command in COMMANDS:
        done = subprocess.run(
            [EXAMPAPER, *shlex.split(command)], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert done.stderr == ""


@pytest.mark.parametrize("code", re.findall(r"(?s)```python\n(.*?)```", README))
def test_the_code_of_the_readme_runs(code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
