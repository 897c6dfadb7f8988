"""An exam against a bank: what it asks for and cannot have is told with its line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper.exams.exam import Exam, Pick, Section
from exampaper.exams.loader import parse
from exampaper.exams.validation import request_faults, validate
from exampaper.faults import Faulty
from exampaper.questions.bank import Bank
from tests.exams.texts import HEAD, MARKS, PINS, SECTION

IMPOSSIBLE = {
    "unknown question": ('"a/x"', "no question 'a/x'", ""),
    "unknown topic": ('{ topic = "z" }', "no topic 'z'", ""),
    "unknown pin": ('{ question = "a/b", pin = "sed" }', "no pin 'sed'", "did you mean 'seed'?"),
    "twice": ('"a/b", "a/b"', "picked twice", ""),
    "too many of a topic": ('{ topic = "a", count = 4, marks = 3 }', "4 asked of topic a", "ask for fewer"),
    "too many after named": ('"a/b", { topic = "a", count = 3, marks = 3 }', "3 asked of topic a", ""),
    "too many after another": (
        '{ topic = "a", count = 2, marks = 1 }, { one_of = ["a/b", "a/c"], marks = 1 }',
        "1 asked",
        "",
    ),
    "twice in a list": ('{ one_of = ["a/b", "a/b"] }', "is listed twice in one_of", ""),
    "unequal marks": ('{ topic = "a" }', "papers would differ", "marks ="),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_an_impossible_exam_is_told_with_its_line(name: str) -> None:
    pick, message, remedy = IMPOSSIBLE[name]
    (fault,) = request_faults(parse(HEAD + SECTION.replace('"a/b"', pick), Path("x.toml")), MARKS, PINS)
    assert message in fault.message
    assert remedy in fault.remedy
    assert fault.place.line == 6


POSSIBLE = {
    "all that is left of a topic": '{ topic = "a", count = 3 }',
    "equal marks of those not named": '"a/b", { topic = "a" }',
    "marks of its own": '{ topic = "a", marks = 2 }',
    "a list that others cannot use up": (
        '{ one_of = ["a/b", "a/c"], marks = 1 }, { one_of = ["a/b", "a/d"], marks = 1 }, '
        '{ one_of = ["a/b", "e/f"], marks = 1 }'
    ),
}


@pytest.mark.parametrize("name", POSSIBLE)
def test_a_possible_exam_has_no_faults(name: str) -> None:
    exam = parse(HEAD + SECTION.replace('"a/b"', POSSIBLE[name]), Path("x.toml"))
    assert request_faults(exam, MARKS, PINS) == []


def test_each_pick_is_told_on_its_own_line() -> None:
    picks = '"a/x",\n"a/b",\n"a/b",\n{ question = "a/c", pin = "seed" },\n{ topic = "z" }'
    faults = request_faults(parse(HEAD + SECTION.replace('"a/b"', picks), Path("x.toml")), MARKS, PINS)
    assert [fault.place.line for fault in faults] == [6, 8, 9, 10]
    assert "line 7" in faults[1].remedy
    assert "has none" in faults[2].remedy


POOLS = st.lists(
    st.tuples(st.sets(st.sampled_from(list(MARKS)), min_size=1), st.integers(1, 2)), min_size=1, max_size=4
)


def papers(picks: list[tuple[set[str], int]], taken: frozenset[str] = frozenset()) -> Iterator[bool]:
    """Of every way to draw the picks one after another, whether each could be filled."""
    if not picks:
        yield True
        return
    (pool, count), *rest = picks
    if len(pool - taken) < count:
        yield False
        return
    for drawn in combinations(sorted(pool - taken), count):
        yield from papers(rest, taken | set(drawn))


@given(POOLS)
def test_an_exam_is_accepted_only_if_every_paper_can_be_filled(picks: list[tuple[set[str], int]]) -> None:
    asked = tuple(Pick(one_of=tuple(sorted(pool)), count=count, marks=1) for pool, count in picks)
    exam = Exam(id="x", title="T", sections=(Section(title="S", picks=asked),))
    assert (request_faults(exam, MARKS, PINS) == []) == all(papers(picks))


def test_marks_must_add_up_to_the_declared_total() -> None:
    (fault,) = request_faults(parse(HEAD + "marks = 9\n" + SECTION, Path("x.toml")), MARKS, PINS)
    assert "add up to 3, not to the declared 9" in fault.message
    assert fault.place.line == 3


def test_marking_of_statements_is_for_picks_that_may_ask_some(bank: Bank) -> None:
    exam = parse(
        HEAD + SECTION.replace('"a/b"', '{ topic = "convolutions", marks = 6, statements = "negative" }'),
        Path("x.toml"),
    )
    with pytest.raises(Faulty) as caught:
        validate(exam, bank)
    (fault,) = caught.value.faults
    assert "asks for no statements" in fault.message
    assert fault.place.line == 6


CHOICES = {
    "of all": ("answer = 2", '"a/c", "a/d"', 5, "answer = 2, but the section has 2 questions"),
    "of unequal marks": ("answer = 1", '"a/b", "a/c"', 5, "a choice of questions of 3 or 4 marks"),
    "none": ('counted = "first"', '"a/c", "a/d"', 5, "counted is for a choice of questions"),
    "of another total": (
        "answer = 1",
        '"a/c", "a/d", { topic = "e", marks = 4 }',
        3,
        "add up to 4, not to the declared 9",
    ),
}


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_that_cannot_be_is_told_with_its_line(name: str) -> None:
    key, picks, line, message = CHOICES[name]
    total = "marks = 9\n" if line == 3 else ""
    text = f'{HEAD}{total}[[sections]]\ntitle = "S"\n{key}\npicks = [{picks}]\n'
    (fault,) = request_faults(parse(text, Path("x.toml")), MARKS, PINS)
    assert (fault.place.line, message in fault.message) == (line, True)
    assert fault.remedy


def test_a_choice_has_the_marks_of_what_counts() -> None:
    picks = '["a/c", "a/d", { topic = "e", marks = 4 }]'
    text = f'{HEAD}marks = 11\n[[sections]]\ntitle = "S"\nanswer = 2\npicks = {picks}\n'
    text += '[[sections]]\ntitle = "T"\npicks = ["a/b"]\n'
    assert request_faults(parse(text, Path("x.toml")), MARKS, PINS) == []
