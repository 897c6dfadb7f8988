"""exampaper practice, as a user runs it."""

from __future__ import annotations

from pathlib import Path

from tests import pages
from tests.command import run


def test_practice_is_fresh_and_can_be_redrawn(tmp_path: Path) -> None:
    first, second = (run("practice", "rnn", "vae", "-n", "4", cwd=tmp_path) for _ in range(2))
    assert first.stdout != second.stdout
    again = first.stdout.splitlines()[-1].removeprefix("again: exampaper ").split()
    folder = tmp_path / "output" / "practice" / again[-1]
    before = (folder / "questions.pdf").read_bytes()
    assert run(*again, cwd=tmp_path).returncode == 0
    assert (folder / "questions.pdf").read_bytes() == before
    assert "Answer" in pages.text((folder / "answers.pdf").read_bytes())


def test_practice_says_that_a_question_comes_again(tmp_path: Path) -> None:
    done = run("practice", "rnn", "-n", "3", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        0,
        "note: 2 questions to choose from: they come again, with other values where any are drawn\n",
    )
