"""Which questions a rule looks at, by traits of their kinds.

The docstrings are read by people: `exampaper explain` prints them.
"""

from __future__ import annotations

from collections.abc import Callable

from exampaper.languages import DEFAULT
from exampaper.questions.question import Question


def every(question: Question) -> bool:
    """all"""
    return True


def computes(question: Question) -> bool:
    """questions whose answers are computed (computed, graph)"""
    return question.kind.computes


def draws_answer(question: Question) -> bool:
    """questions whose answer is a drawing (graph)"""
    return question.kind.draws_answer


def computes_values(question: Question) -> bool:
    """questions whose answers are computed values (computed)"""
    return computes(question) and not draws_answer(question)


def lists(question: Question) -> bool:
    """questions that list statements (statements)"""
    return question.kind.lists


def lists_nothing(question: Question) -> bool:
    """all but those that list statements (computed, graph, open)"""
    return not lists(question)


def marked_by_person(question: Question) -> bool:
    """questions that a person marks (open)"""
    return question.kind.marked_by_person


def english(kinds: Callable[[Question], bool] = every) -> Callable[[Question], bool]:
    """Those of some kinds that are in English: for a rule that looks for English words."""

    def applies(question: Question) -> bool:
        return question.source.front.lang == DEFAULT and kinds(question)

    applies.__doc__ = f"{kinds.__doc__}; in English only"
    return applies


def has_key(question: Question) -> bool:
    """all but those that a person marks (computed, graph, statements)"""
    return not marked_by_person(question)
