"""Places in which papers are built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exampaper.papers import render
from tests.command import start
from tests.papers.candidates import BANK, EXAM, HOSTILE, WORKERS, roster
from tests.papers.place import ONE_QUESTION, PYTHON, QUESTION, Place


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with an exam and a roster of six."""
    (tmp_path / "small.toml").write_text(EXAM, encoding="utf-8")
    roster(tmp_path, {f"s{number}": f"Person {number}" for number in range(1, 7)})
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of a hostile roster, built with a key."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "small.toml").write_text(EXAM, encoding="utf-8")
    roster(folder, HOSTILE)
    done = start(*WORKERS, cwd=folder)
    assert (done.returncode, done.stderr.splitlines()[1:]) == (0, [])
    assert done.stderr.startswith("note: exam.key created: keep it")
    return folder


@pytest.fixture
def broken(workspace: Path) -> Path:
    """A bank whose question cannot be solved for every third candidate or so."""
    shutil.copytree(BANK, workspace / "bank")
    question = workspace / "bank" / "convolutions" / "parameter_count.py"
    text = question.read_text()
    head = "def solve(rows, columns, channels, filters, after):\n"
    assert head in text
    fails = head + "    assert (rows + columns + channels + filters) % 3, 'no'\n"
    question.write_text(text.replace(head, fails))
    return workspace


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.chdir(tmp_path)
    render.cached_bank.cache_clear()  # a process of one's own would load it afresh
    monkeypatch.setattr(render, "cached_bank", render.cached_bank.__wrapped__)
    (tmp_path / "bank" / "t").mkdir(parents=True)
    (tmp_path / "bank" / "t" / "q.md").write_text(QUESTION, encoding="utf-8")
    (tmp_path / "bank" / "t" / "q.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "e.toml").write_text(ONE_QUESTION, encoding="utf-8")
    made = Place(tmp_path)
    made.roster("s1", "s2", "s3")
    return made
