"""Which questions a rule looks at, by traits of their kinds.

The docstrings are read by people: `exampaper explain` prints them.
"""

from __future__ import annotations

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
    """all but those that list statements (statements)"""
    return not lists(question)


def chooses(question: Question) -> bool:
    """questions whose answers are chosen from options that are made of them (`choices`)"""
    return bool(question.source.choices)


def marked_by_person(question: Question) -> bool:
    """questions that a person marks (open)"""
    return question.kind.marked_by_person


def has_key(question: Question) -> bool:
    """all but those that a person marks (open)"""
    return not marked_by_person(question)
