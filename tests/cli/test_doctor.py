"""exampaper doctor, as a user runs it."""

from __future__ import annotations

from pathlib import Path

from tests.command import run


def test_doctor(tmp_path: Path) -> None:
    done = run("doctor", cwd=tmp_path)
    assert done.returncode == 0
    assert "Typst" in done.stdout
