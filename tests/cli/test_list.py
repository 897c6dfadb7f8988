"""exampaper list, as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from exampaper.questions.bank import Bank
from tests.command import run


def listed(*arguments: str, cwd: Path) -> set[str]:
    done = run("list", *arguments, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, "")
    return {line.split()[0] for line in done.stdout.splitlines()[1:] if "/" in line.split()[0]}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--kind", "statements"),
        ("--difficulty", "2"),
        ("--difficulty", "..2"),
        ("--minutes", "8"),
        ("--minutes", "10-15"),
        ("--answer", "statements"),
        ("--search", "discriminator"),
        ("--topic", "rnn"),
    ],
)
def test_a_filter_shows_some_questions_and_leaves_others_out(
    arguments: tuple[str, str], bank: Bank, tmp_path: Path
) -> None:
    found = listed(*arguments, cwd=tmp_path)
    assert set() < found < set(bank)


def test_filters_are_all_kept_to(bank: Bank, tmp_path: Path) -> None:
    found = listed("--topic", "gan", "--kind", "statements", cwd=tmp_path)
    assert found == {"gan/statements"}
    assert listed(cwd=tmp_path) == set(bank)


def test_difficulty_and_answers_are_listed(tmp_path: Path) -> None:
    done = run("list", "--topic", "convolutions", cwd=tmp_path)
    assert "difficulty" in done.stdout.splitlines()[0]
    assert "number" in done.stdout
