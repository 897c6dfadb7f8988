"""Commands of the author's own in a question: on its page, in its key and slips, read back; and their faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exampaper.check.effort import Effort
from exampaper.check.worker import checked
from exampaper.faults import Faulty
from exampaper.questions.bank import Bank
from exampaper.questions.question import files_digest

Load = Callable[..., Bank]

QUESTION = r"""---
title: Divergence
marks: 1
draw: {factor: 2..9}
answers: {twice: int}
macros:
  KL: D_{\mathrm{KL}}
  of: '\left( #1 \,\middle\|\, #2 \right)'
key: "$\\KL = << twice >>$"
---
Let $\KL\of{p}{q} = << factor >>$. What is $2 \KL$? (`\KL` is a macro.)

## Answer

$2 \KL = << twice >>$.

## Marking

- [1] $\KL$ is doubled.
"""
PYTHON = r"""from exampaper.author import *

read = r"Let $\KL\of{p}{q} = << factor >>$"


def solve(factor):
    return 2 * factor


def check(factor):
    return factor + factor


def slips(factor):
    return {r"took $\KL$ itself": factor}
"""


def test_it_is_the_same_as_what_it_stands_for(one: Load, tmp_path: Path) -> None:
    made = one(QUESTION, PYTHON)["topic/name"].variant(seed=1)
    written_out = r"$2 {D_{\mathrm{KL}}}$? (`\KL` is a macro.)"
    assert written_out in made.markdown
    assert made.parts[0].key.startswith(r"$D_{\mathrm{KL}}") or made.parts[0].key.startswith(r"${D_{\mathrm{KL}}}")
    assert [slip.name for slip in made.parts[0].slips] == [r"took ${D_{\mathrm{KL}}}$ itself"]
    *_, (report, _) = checked(tmp_path / "topic" / "name.md", tmp_path, Effort(draws=5, walked=4, corners=2))
    assert [each.message for each in report.faults if not each.warning] == []


def test_several_questions_share_those_of_a_file_beside_them(one: Load, tmp_path: Path) -> None:
    shared = tmp_path / "topic" / "_macros.yaml"
    shared.parent.mkdir(exist_ok=True)
    shared.write_text("KL: D_{\\mathrm{KL}}\nof: '\\left( #1 \\,\\middle\\|\\, #2 \\right)'\n", encoding="utf-8")
    head, _, rest = QUESTION.partition("macros:\n")
    question = head + "macros: _macros.yaml\nkey" + rest.partition("\nkey")[2]
    assert "{D_{" in one(question, PYTHON)["topic/name"].variant(seed=1).markdown
    digest = files_digest(tmp_path / "topic" / "name.md")
    shared.write_text(shared.read_text(encoding="utf-8") + "R: \\mathbb{R}\n", encoding="utf-8")
    assert files_digest(tmp_path / "topic" / "name.md") != digest


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (r"KL: D_{\mathrm{KL}}", r"KL: D_{\mathrn{KL}}", r"name.md:7: macros: KL: in .*unknown command \\mathrn"),
        (r"KL: D_{\mathrm{KL}}", r"Pi: x", r"name.md:7: macros: Pi: \\Pi is a command already"),
        (r"$2 \KL$?", r"$\of{1}$", r"\\of without its argument"),
    ],
)
def test_what_is_wrong_with_them_is_told_with_its_line(one: Load, before: str, after: str, message: str) -> None:
    with pytest.raises(Faulty, match=message):
        one(QUESTION.replace(before, after, 1), PYTHON)["topic/name"].variant(seed=1)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("_none.yaml", "there is no _none.yaml beside"),
        ("shared.yaml", "begins with _"),
        ("../_x.yaml", "begins with _"),
    ],
)
def test_a_file_of_macros_that_cannot_be_is_told(one: Load, given: str, message: str) -> None:
    head, _, rest = QUESTION.partition("macros:\n")
    with pytest.raises(Faulty, match=message):
        one(head + f"macros: {given}\nkey" + rest.partition("\nkey")[2], PYTHON)
