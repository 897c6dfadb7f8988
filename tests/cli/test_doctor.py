"""exampaper doctor, as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import run


def test_doctor(tmp_path: Path) -> None:
    done = run("doctor", cwd=tmp_path)
    assert done.returncode == 0
    assert "Typst" in done.stdout


@pytest.mark.parametrize(
    ("patterns", "told"),
    [
        ("english hyphen.tex\n", "LaTeX does not hyphenate German or French"),
        ("english hyphen.tex\nngerman x\n", "LaTeX does not hyphenate French: without, it tears no words; Debian has"),
        ("ngerman x\nfrench y\n=patois\n", "LaTeX hyphenates every language"),
    ],
)
def test_hyphenation(patterns: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in (("pdflatex", ""), ("kpsewhich", f"echo {tmp_path}/language.dat")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{content}\n")
        program.chmod(0o755)
    (tmp_path / "language.dat").write_text(patterns)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert told in run("doctor", cwd=tmp_path).stdout
