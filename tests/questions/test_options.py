"""Choices: what is offered, in which order, with which letters, and what a wrong one earns."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper.exams.loader import load
from exampaper.faults import Faulty
from exampaper.marking import asked_parts, mark
from exampaper.nodes import Listing
from exampaper.papers.assemble import assemble_label
from exampaper.papers.documents import source
from exampaper.practice.exercise import exercise
from exampaper.questions.bank import Bank
from exampaper.questions.front_matter import Choices
from exampaper.questions.options import NONE, TooFew, Value, offer, too_near
from exampaper.text import parse, walk
from exampaper.writers import html, latex, plain, typst
from tests.check.banks import SOUND


@dataclass(frozen=True)
class Params:
    n: int


KEY = Value(5, "$5$")
WRONG = [Value(n, f"${n}$") for n in (1, 10, 7, 2)]


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank.load(SOUND)


def listings(blocks: Any) -> list[Listing]:
    return [node for node in walk(blocks) if isinstance(node, Listing)]


# ------------------------------------------------------------------ what is offered


@given(st.integers(), st.booleans(), st.sampled_from(["drawn", "value"]))
def test_the_letter_is_that_of_the_right_option(n: int, none: bool, sort: Any) -> None:
    made = offer(Choices(of="x", count=4, none=none, sort=sort), Params(n), KEY, WRONG, alone=True)
    texts = {option.letter: option.text for option in made.options}
    assert list(texts) == list("ABCD")
    assert len(set(texts.values())) == 4
    assert texts[made.right] in ("$5$", NONE)
    assert (texts[made.right] == NONE) == ("$5$" not in texts.values())
    assert (texts["D"] == NONE) == none


def test_none_of_these_is_right_as_often_as_another_option() -> None:
    wanted = Choices(of="x", count=4, none=True)
    right = [offer(wanted, Params(n), KEY, WRONG, alone=True).right for n in range(4000)]
    for letter in "ABCD":
        assert 0.21 < right.count(letter) / 4000 < 0.29


def test_options_are_sorted_by_value_and_none_of_these_is_last() -> None:
    words = Choices(of="x", count=5, sort="value", none="keine davon")
    for n in range(20):
        *texts, last = [option.text for option in offer(words, Params(n), KEY, WRONG, alone=True).options]
        assert last == "keine davon"
        assert texts == sorted(texts, key=lambda text: int(text.strip("$")))


def test_two_choices_are_drawn_apart_and_too_few_are_told() -> None:
    one, other = Choices(of="x", count=4), Choices(of="y", count=4)
    pairs = {
        (offer(one, Params(n), KEY, WRONG, alone=False).right, offer(other, Params(n), KEY, WRONG, alone=False).right)
        for n in range(200)
    }
    assert len(pairs) == 16
    with pytest.raises(TooFew):
        offer(Choices(of="x", count=6), Params(1), KEY, WRONG, alone=True)


def test_values_nearer_than_declared_are_told_unless_they_are_one_option() -> None:
    wanted = Choices(of="x", apart=0.5)
    assert list(too_near(wanted, [1.0, 1.25], lambda one, other: False))
    assert not list(too_near(wanted, [1.0, 1.5, Fraction(5, 2)], lambda one, other: False))
    assert not list(too_near(wanted, [1.0, 1.25], lambda one, other: True))


# ------------------------------------------------------------------ in a question


def test_each_part_has_a_choice_of_its_own(bank: Bank) -> None:
    question = bank["choices/two"]
    for seed in range(30):
        variant = question.variant(seed)
        assert set(variant.choices) == {"area", "taller"}
        for part, name in zip(variant.parts, ("area", "taller"), strict=True):
            assert part.key.startswith(f"{variant.choices[name]}: ")
            assert all(slip.letter != variant.choices[name] for slip in part.slips)
        values = [int(plain.WRITER.blocks(item)) for item in listings(variant.parts[0].text)[0].items]
        assert values == sorted(values)
        assert min(later - earlier for earlier, later in pairwise(values)) >= 5


def test_a_wrong_option_earns_what_its_slip_does(bank: Bank) -> None:
    question = bank["choices/two"]
    variant = question.variant(1)
    parts = asked_parts(question, variant)
    slip = next(slip for slip in variant.parts[0].slips if slip.name == "added the sides")
    marked = mark(parts, {"a": slip.letter, "b": variant.choices["taller"]})
    assert [str(part.marks) for part in marked.parts] == ["½", "2"]
    assert marked.parts[0].fields[0].slip
    (asked, _) = exercise(question, [1]).variants[0].parts
    assert {known.key for known in asked.fields[0].slips} == {slip.letter for slip in variant.parts[0].slips}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{of: areas}", "no answer 'areas'"),
        ("[]", "choices"),
        ("{of: area, sort: size}", "choices"),
        ("{of: area, count: 6}", "needed"),
    ],
)
def test_wrong_choices_are_told(written: str, told: str, tmp_path: Path) -> None:
    text = (SOUND / "choices/two.md").read_text()
    start, end = text.index("choices:"), text.index("---\nA triangle")
    (tmp_path / "t").mkdir()
    (tmp_path / "t/q.md").write_text(f"{text[:start]}choices: {written}\n{text[end:]}")
    (tmp_path / "t/q.py").write_text((SOUND / "choices/two.py").read_text())
    with pytest.raises(Faulty, match=told):
        Bank.load(tmp_path)["t/q"].variant(1)


# ------------------------------------------------------------------ on the page

SHORT = "- **A** $1$\n- **B** two\n- **C** 3"
LONG = "- **A** " + "a rather long option " * 3 + "\n- **B** another one"


def test_a_list_with_letters_in_order_is_one_of_options() -> None:
    (listing,) = listings(parse(SHORT))
    assert listing.letters
    assert plain.WRITER.blocks((listing,)) == "A. 1\nB. two\nC. 3"
    for other in ("- **B** x\n- **A** y", "- **A** x\n- y", "- **A**\n- **B**", "- **A** alone"):
        assert not listings(parse(other))[0].letters


def test_short_options_stand_in_a_row() -> None:
    short, long = parse(SHORT), parse(LONG)
    assert "options-in-a-row(" in typst.WRITER.blocks(short)
    assert "options(" in typst.WRITER.blocks(long)
    assert r"\hspace{2em}" in latex.WRITER.blocks(short)
    assert r"label=\textbf{\Alph*}" in latex.WRITER.blocks(long)
    assert 'class="row"' in html.WRITER.blocks(short)
    assert html.WRITER.blocks(long).startswith('<ol type="A"><li>')


EXAM = """id = "ticks"
title = "Ticks"
answer_space = true
{tick}
[[sections]]
title = "One"
picks = ["choices/two", {{ question = "statements/defined"{own} }}]
"""


@pytest.mark.parametrize(
    ("tick", "own", "boxes"),
    [("", "", [0, 0, 0]), ('tick = "boxes"', "", [1, 1, 1]), ('tick = "boxes"', ', tick = "none"', [1, 1, 0])],
)
def test_an_exam_has_boxes_to_tick(bank: Bank, tmp_path: Path, tick: str, own: str, boxes: list[bool]) -> None:
    (tmp_path / "exam.toml").write_text(EXAM.format(tick=tick, own=own))
    paper = assemble_label(load(tmp_path / "exam.toml"), bank, b"secret", "A")
    parts = [part for question in paper.questions for part in question.variant.parts]
    assert [listings(part.text)[-1].boxes for part in parts] == boxes
    assert [part.space == 0 for part in parts] == boxes
    assert ("boxes: true" in source(paper, "question-paper", "typst")) == any(boxes)
    assert (r"$\square$~" in source(paper, "question-paper", "latex")) == any(boxes)


def test_a_question_has_boxes_of_its_own(tmp_path: Path) -> None:
    text = (SOUND / "statements/defined.md").read_text().replace("marks:", "tick: boxes\nmarks:", 1)
    (tmp_path / "t").mkdir()
    (tmp_path / "t/q.md").write_text(text)
    question = Bank.load(tmp_path)["t/q"]
    assert "☐ 1. " in plain.WRITER.blocks(question.variant(1).question_blocks)
    assert "☐" not in plain.WRITER.blocks(question.variant(1, boxes=False).question_blocks)
