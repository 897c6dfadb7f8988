"""exampaper practice, as a user runs it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from exampaper.questions.bank import Bank
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
    done = run("practice", "rnn/statements", "rnn/gradient_explosion", "-n", "3", "--seed", "1", cwd=tmp_path)
    assert done.returncode == 0
    again = re.search(r"note: question 3 is question ([12]) again, with other values", done.stderr)
    assert again
    questions = (tmp_path / "output" / "practice" / "1" / "questions.pdf").read_bytes()
    assert f"Question 3 is question {again[1]} again, with other values." in pages.text(questions)


def test_a_question_that_draws_too_little_says_that_it_is_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "bank" / "topic"
    folder.mkdir(parents=True)
    (folder / "fixed.md").write_text(FIXED)
    done = run("practice", "-n", "2", cwd=tmp_path)
    assert "note: question 2 is question 1 again, and has the same values: it draws too few" in done.stderr


FIXED = """---
title: Fixed
kind: open
marks: 1
---
Why?

## Answer

Because.

## Marking

- [1] Because.
"""


def test_the_paper_has_space_times_and_the_command_that_draws_it(tmp_path: Path, bank: Bank) -> None:
    done = run("practice", "convolutions/parameter_count", "--seed", "3", cwd=tmp_path)
    folder = tmp_path / "output" / "practice" / "3"
    printed = pages.text((folder / "questions.pdf").read_bytes())
    minutes = f"{bank['convolutions/parameter_count'].source.front.minutes:g}"
    assert f"Times to aim at: question 1, {minutes} min." in printed
    assert f"about {minutes} minutes" in printed
    command = "exampaper practice convolutions/parameter_count -n 1 --seed 3"
    assert command.replace(" ", "") in "".join(printed.split())
    code = re.search(r"(?m)^code: (\S+)$", done.stdout)
    assert code
    assert code[1] in printed
    ruled = (folder / "questions.pdf").read_bytes()
    run("practice", "convolutions/parameter_count", "--seed", "3", "--no-space", cwd=tmp_path)
    assert (folder / "questions.pdf").read_bytes() != ruled


def test_the_answers_tell_common_errors(tmp_path: Path) -> None:
    run("practice", "convolutions/parameter_count", "--seed", "3", cwd=tmp_path)
    answers = pages.text((tmp_path / "output" / "practice" / "3" / "answers.pdf").read_bytes())
    assert "Common errors" in answers
    assert "bias" in answers.partition("Common errors")[2]


def test_practice_is_drawn_again_by_its_code(tmp_path: Path) -> None:
    done = run("practice", "rnn", "vae", "-n", "2", "--kind", "statements", "--seed", "8", cwd=tmp_path)
    code = done.stdout.partition("code: ")[2].split()[0]
    folder = tmp_path / "output" / "practice" / "8"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.glob("*.pdf"):
        path.unlink()
    again = run("reprint", code.lower(), cwd=tmp_path)
    assert (again.returncode, again.stderr) == (0, "")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_code_whose_question_has_changed_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "bank" / "topic"
    folder.mkdir(parents=True)
    (folder / "fixed.md").write_text(FIXED)
    code = run("practice", cwd=tmp_path).stdout.partition("code: ")[2].split()[0]
    (folder / "fixed.md").write_text(FIXED.replace("Why?", "Why not?"))
    done = run("reprint", code, cwd=tmp_path)
    assert done.returncode == 1
    assert "1 question changed since: topic/fixed: the paper would not be the same" in done.stderr
    assert run("reprint", code, "--anyway", cwd=tmp_path).returncode == 0


def test_filters_choose_and_leave_out(tmp_path: Path) -> None:
    first = run("practice", "--difficulty", "2-3", "--minutes", "12", "-n", "3", "--seed", "1", cwd=tmp_path)
    code = first.stdout.partition("code: ")[2].split()[0]
    had = _questions(tmp_path, "1")
    assert len(had) == 3
    run("practice", "--minutes", "12", "--not-like", code, "--not-like", "rnn", "--seed", "2", cwd=tmp_path)
    others = _questions(tmp_path, "2")
    assert others
    assert had.isdisjoint(others)
    assert not any(id.startswith("rnn/") for id in others)


def _questions(folder: Path, seed: str) -> set[str]:
    record = json.loads((folder / "output" / "practice" / seed / "practice.json").read_text())
    return {question["id"] for question in record["questions"]}


def test_what_does_not_fit_is_told(tmp_path: Path) -> None:
    for arguments, message in (
        (("--difficulty", "5", "--kind", "graph"), "no question fits"),
        (("--kind", "grahp"), "did you mean 'graph'?"),
        (("--answer", "numbr"), "did you mean 'number'?"),
        (("--minutes", "4-2"), "the lower number comes first"),
        (("--not-like", "K7P2-9XWA-5"), "practice paper"),
    ):
        done = run("practice", *arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert message in done.stderr
        assert "Traceback" not in done.stderr
