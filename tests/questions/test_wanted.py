"""Which questions somebody asks for."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper.faults import Faulty
from exampaper.questions.bank import Bank
from exampaper.questions.wanted import ANSWERS, Range, Wanted, answers_of, read_range, select


@pytest.mark.parametrize(
    ("text", "range"),
    [("3", Range(3, 3)), ("2-4", Range(2, 4)), ("2..4", Range(2, 4)), ("2..", Range(2)), ("..4.5", Range(0, 4.5))],
)
def test_ranges(text: str, range: Range) -> None:
    assert read_range(text) == range


def test_one_number_may_be_the_highest() -> None:
    assert read_range("5", at_most=True) == Range(0, 5)
    assert 10**9 in read_range("2..", at_most=True)
    assert read_range("2..").high == inf


@given(st.text(max_size=8))
def test_any_text_is_a_range_or_refused(text: str) -> None:
    try:
        made = read_range(text)
    except ValueError:
        return
    assert made.low <= made.high


def test_names_come_in_their_order_and_once(bank: Bank) -> None:
    chosen = select(bank, Wanted(names=("vae", "rnn/statements", "vae/statements")))
    assert [question.id for question in chosen] == [*bank.of_topic("vae"), "rnn/statements"]


def test_all_words_must_stand_in_a_question(bank: Bank) -> None:
    both = select(bank, Wanted(search="gan DISCRIMINATOR"))
    one = select(bank, Wanted(search="discriminator"))
    assert {question.id for question in both} <= {question.id for question in one}
    with pytest.raises(Faulty, match="no question fits"):
        select(bank, Wanted(search="discriminator zebra"))


def test_what_is_left_out_does_not_come(bank: Bank) -> None:
    chosen = select(bank, Wanted(names=("rnn",), but=("rnn/statements",)))
    assert [question.id for question in chosen] == [id for id in bank.of_topic("rnn") if id != "rnn/statements"]
    with pytest.raises(Faulty, match="did you mean"):
        select(bank, Wanted(but=("rn",)))


def test_every_question_has_types_of_answers(bank: Bank) -> None:
    for question in bank.values():
        assert answers_of(question)
        assert set(answers_of(question)) <= set(ANSWERS)
    assert answers_of(bank["vae/statements"]) == ("statements",)
