"""Which questions of a bank somebody asks for: by name, topic, kind, difficulty, minutes, type of answer, or words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import inf

from exampaper.answers.collection import IntervalType, MatrixType, SetType, VectorType
from exampaper.answers.formula import FormulaType
from exampaper.answers.kind import AnswerType
from exampaper.answers.number import NumberType
from exampaper.answers.order import OrderType
from exampaper.answers.words import OneOfType, OutputType, WordType
from exampaper.faults import Faulty, fault, nearest
from exampaper.questions.bank import Bank
from exampaper.questions.kinds import KINDS
from exampaper.questions.question import Question
from exampaper.writers.plain import line

CHOICE, STATEMENTS, DRAWING, TEXT = "choice", "statements", "drawing", "text"

NAMES: Mapping[type[AnswerType], str] = {
    NumberType: "number",
    FormulaType: "formula",
    VectorType: "list",
    MatrixType: "matrix",
    SetType: "set",
    IntervalType: "interval",
    OrderType: "order",
    OneOfType: CHOICE,
    WordType: "word",
    OutputType: "code",
}
"""What the types of answers are asked for by; all others are marked by a person."""

ANSWERS = tuple(dict.fromkeys((*NAMES.values(), STATEMENTS, DRAWING, TEXT)))
"""All that an answer can be asked for by."""


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from the lowest to the highest, both included."""

    low: float = 0
    high: float = inf

    def __contains__(self, number: float) -> bool:
        return self.low <= number <= self.high


_RANGE = re.compile(r"(?P<low>\d+(?:\.\d+)?)?(?P<to>\.\.|-|–)?(?P<high>\d+(?:\.\d+)?)?")


def read_range(text: str, at_most: bool = False) -> Range:
    """The range of a text: 3, 2-4, 2.. or ..4. at_most: whether one number is the highest. Raises ValueError."""
    found = _RANGE.fullmatch(text.strip())
    if not found or not (found["low"] or found["high"]):
        raise ValueError(f"{text!r} is no number and no range such as 2-4, ..4 or 2..")
    if not found["to"]:
        number = float(text)
        return Range(0 if at_most else number, number)
    made = Range(float(found["low"] or 0), float(found["high"] or inf))
    if made.low > made.high:
        raise ValueError(f"{text!r}: the lower number comes first")
    return made


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; all of a bank without anything.

    names: ids and topics. kinds, answers: one of these. search: words that all must stand in it. but: ids and topics
    that are left out.
    """

    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    difficulty: Range = Range()
    minutes: Range = Range()
    answers: tuple[str, ...] = ()
    search: str = ""
    but: tuple[str, ...] = ()


def select(bank: Bank, wanted: Wanted) -> list[Question]:
    """The questions that fit, each once: in the order of the names, or of the bank. Raises Faulty for none."""
    for kind in wanted.kinds:
        _known("kind of question", kind, KINDS)
    for answer in wanted.answers:
        _known("type of answer", answer, ANSWERS)
    named = _named(bank, wanted.names) if wanted.names else list(bank)
    without = set(_named(bank, wanted.but))
    questions = [bank[id] for id in named if id not in without]
    chosen = list(filter(partial(_fits, wanted), questions))
    if not chosen:
        raise fault("no question fits", remedy="leave out a filter; exampaper list shows all questions")
    return chosen


def _known(what: str, word: str, known: Iterable[str]) -> None:
    names = list(known)
    if word not in names:
        raise fault(f"no {what} {word!r}", remedy=nearest(word, names))


def _named(bank: Bank, words: Iterable[str]) -> list[str]:
    """The ids of some ids and topics, each once. Raises Faulty for an unknown one."""
    ids: dict[str, None] = {}
    for word in words:
        if word in bank.broken:
            raise Faulty(*bank.broken[word])
        found = [id for id in bank if word in (id, bank[id].topic)]
        if not found:
            raise fault(f"no question or topic {word!r} in the bank", remedy=nearest(word, [*bank, *bank.topics]))
        ids |= dict.fromkeys(found)
    return list(ids)


def _fits(wanted: Wanted, question: Question) -> bool:
    front = question.source.front
    return (
        (not wanted.kinds or front.kind in wanted.kinds)
        and front.difficulty in wanted.difficulty
        and front.minutes in wanted.minutes
        and (not wanted.answers or not set(wanted.answers).isdisjoint(answers_of(question)))
        and _has_words(question, wanted.search)
    )


def _has_words(question: Question, search: str) -> bool:
    """Whether all words stand in its id, title or texts, in any case and anywhere."""
    words = search.casefold().split()
    if not words:
        return True
    text = "\n".join(_texts(question)).casefold()
    return all(word in text for word in words)


def _texts(question: Question) -> Iterator[str]:
    yield question.id
    yield line(question.title)
    yield question.title
    for section in question.source.sections:
        yield section.text
    for section in question.source.extra.values():
        yield section.text


def answers_of(question: Question) -> tuple[str, ...]:
    """The types of its answers, as they are asked for: each once, in the order of the parts."""
    if question.kind.lists:
        return (STATEMENTS,)
    names: dict[str, None] = {}
    for label in question.source.labels:
        asked = question.behaviour.asked.get(label, ())
        names |= dict.fromkeys(_name(question, field) for field in asked)
        if not asked:
            names[DRAWING if question.kind.draws_answer else TEXT] = None
    return tuple(names)


def _name(question: Question, field: str) -> str:
    if field in question.source.choices:
        return CHOICE
    return NAMES.get(type(question.behaviour.types[field]), TEXT)
