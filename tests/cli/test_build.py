"""exampaper build, as a user runs it."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

from tests.command import run, start


def test_versions_differ_and_are_complete(tmp_path: Path) -> None:
    done = start("build", "deep-learning", "--versions", "2", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    folder = tmp_path / "output" / "deep-learning"
    for label in "AB":
        for name in ("question-paper", "answer-paper", "marking-scheme"):
            assert (folder / label / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    first, second = manifest["papers"]
    assert first["code"] != second["code"]
    assert first["questions"] != second["questions"]
    rows = list(csv.reader((folder / "answer-key.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[0] for row in rows] == ["paper", "A", "B"]


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("build", "seed", "--seed", "5", "--output", name, cwd=tmp_path).returncode == 0
    for path in sorted((tmp_path / "one").rglob("*.*")):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


WIDE = """---
title: A wide matrix
kind: open
marks: 2
minutes: 90
difficulty: 1
---
Let

$$A = \\begin{pmatrix} NUMBERS \\end{pmatrix}.$$

Why?

## Answer

So.

## Marking

- [2] So.
"""


def test_build_tells_what_is_probably_not_meant_and_the_manifest_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "bank" / "t").mkdir(parents=True)
    wide = WIDE.replace("NUMBERS", " & ".join(["-37"] * 30))
    (tmp_path / "bank" / "t" / "wide.md").write_text(wide, encoding="utf-8")
    exam = 'id = "e"\ntitle = "E"\nduration = "1 hour"\n[[sections]]\ntitle = "S"\npicks = ["t/wide"]\n'
    (tmp_path / "e.toml").write_text(exam, encoding="utf-8")
    for _ in range(2):  # the second time from what the first has kept
        done = run("build", "e.toml", "--versions", "5", cwd=tmp_path)
        assert done.returncode == 0
        minutes, matrix = (line for line in done.stderr.splitlines() if "lasts" in line or "wider" in line)
        assert minutes == "note: the exam lasts 60 minutes, but its questions are expected to take 90 minutes"
        assert re.match(r"note: question 1 \(t/wide\): a displayed formula is \d+ mm wider than its line", matrix)
        assert "on papers A, B and 3 more (question paper, answer paper): A = " in matrix
        told = json.loads((tmp_path / "output/e/manifest.json").read_text(encoding="utf-8"))["told"]
        assert {minutes, matrix} <= {f"note: {each}" for each in told}


def test_no_pdflatex(tmp_path: Path) -> None:
    done = start("build", "seed", "--engine", "latex", cwd=tmp_path, env={"PATH": "/nonexistent"})
    assert done.returncode == 2
    assert "no pdflatex" in done.stderr
    assert not list(tmp_path.rglob("*.pdf"))
