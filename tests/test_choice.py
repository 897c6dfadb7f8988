"""Questions of which candidates answer some: which of them count, and what a candidate reads."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper.choice import Choice
from exampaper.languages import language

MARKS = st.lists(st.none() | st.integers(0, 10).map(Fraction), min_size=2, max_size=6)


@given(MARKS, st.integers(1, 5))
def test_the_best_earn_most_of_all_ways_to_count(marks: list[Fraction | None], answer: int) -> None:
    counting = Choice(answer).counting(marks)
    had = sorted((each for each in marks if each is not None), reverse=True)
    assert sum(marks[at] or 0 for at in counting) == sum(had[:answer])
    assert len(counting) == min(answer, len(had))


def test_the_first_that_were_answered_count() -> None:
    marks = [None, Fraction(0), Fraction(5), None, Fraction(4)]
    assert Choice(2, "first").counting(marks) == {1, 2}
    assert Choice(2, "best").counting(marks) == {2, 4}


@pytest.mark.parametrize(
    ("choice", "names", "words"),
    [
        (Choice(3), "45678", "Answer any 3 of these 5 questions. If you answer more, the best 3 count."),
        (Choice(2, "first"), "123", "Answer any 2 of these 3 questions. If you answer more, the first 2 count."),
        (Choice(1), "123", "Answer any one of these 3 questions. If you answer more, the best one counts."),
        (Choice(1), "45", "Answer either question 4 or question 5. If you answer both, the better one counts."),
        (Choice(1, "first"), "45", "Answer either question 4 or question 5. If you answer both, the first one counts."),
    ],
)
def test_what_a_candidate_reads(choice: Choice, names: str, words: str) -> None:
    assert choice.rule(names, language("en")) == words
