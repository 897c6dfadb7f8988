"""Matching: items, each to be matched with one of some lettered texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, make_dataclass
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

from pydantic import Field

from exampaper.answers.words import ChoiceType
from exampaper.draw import Rng
from exampaper.faults import Fault, Faulty, Place, fault
from exampaper.questions.behaviour import Behaviour, Context
from exampaper.questions.front_matter import FrontMatter, Space
from exampaper.questions.kind import QuestionKind
from exampaper.questions.lists import items, unreadable
from exampaper.questions.options import LETTERS, Choice, Options
from exampaper.questions.question_file import Layout, QuestionFile
from exampaper.questions.sections import Section

SECTION = "Pairs"
ARROW = "=>"


class MatchingFrontMatter(FrontMatter):
    """show: how many of the pairs are shown; all, if not said."""

    space: Space | list[Space] = 0
    show: Annotated[int, Field(ge=2, le=len(LETTERS))] | None = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is matched. right: by item, its text. extra: texts that belong to no item."""

    right: dict[str, str]
    extra: tuple[str, ...]


@dataclass(frozen=True)
class MatchingParams:
    """The numbers of the pairs shown, from 1, in the order of their items; and of their texts, in the order of these.

    The texts that belong to no item follow the pairs in number.
    """

    items: tuple[int, ...]
    texts: tuple[int, ...] = field(default=())


def matching(file: QuestionFile, module: ModuleType | None) -> Behaviour:
    """Raises Faulty for a question without pairs, and for a list that has not as many as are shown."""
    if SECTION not in file.extra:
        raise fault(f"no ## {SECTION}", file.path, remedy="add the list of pairs under that heading")
    assert isinstance(file.front, MatchingFrontMatter)
    pairs = read_pairs(file.extra[SECTION], file.path)
    count = file.front.show or len(pairs.right)
    place = file.place("show") if file.front.show else Place(file.path, file.extra[SECTION].line)
    if not 2 <= count <= len(pairs.right):
        raise Faulty(Fault(f"{count} pairs are shown, there are {len(pairs.right)}", place, "two at least"))
    if len(set(pairs.right.values()) | set(pairs.extra)) > len(LETTERS) and count + len(pairs.extra) > len(LETTERS):
        raise Faulty(Fault(f"more than {len(LETTERS)} texts to choose from", place, f"show fewer, or {len(LETTERS)}"))
    return _Matched(pairs, count).behaviour()


class _Matched:
    def __init__(self, pairs: Pairs, count: int) -> None:
        self._items = list(pairs.right)
        self._texts = [*pairs.right.values(), *pairs.extra]
        self._extra = range(len(self._items) + 1, len(self._texts) + 1)
        self._count = count
        self._names = tuple(f"item_{number}" for number in range(1, count + 1))
        self._answers = make_dataclass("Answers", [(name, str) for name in self._names], frozen=True)

    def behaviour(self) -> Behaviour:
        letters = LETTERS[: min(len(LETTERS), len(set(self._texts)))]
        return Behaviour(
            params=MatchingParams,
            answers=self._answers,
            draw=self._draw,
            solve=lambda params: self._answers(*self._letters(params)),
            context=self._context,
            refusal=self._refusal,
            types=dict.fromkeys(self._names, ChoiceType(letters)),
            asked={"": self._names},
        )

    def _draw(self, rng: Rng) -> MatchingParams:
        items = rng.shuffle(range(1, len(self._items) + 1))[: self._count]
        offered: dict[str, int] = {}
        for number in (*items, *self._extra):
            offered.setdefault(self._texts[number - 1], number)
        texts = rng.shuffle(list(offered.values()))
        if self._is_in_order(items, texts):
            rng.reject("the texts stand in the order of the items")
        return MatchingParams(items, texts)

    def _is_in_order(self, items: Sequence[int], texts: Sequence[int]) -> bool:
        return len(items) > 2 and tuple(texts[: len(items)]) == tuple(items)

    def _letters(self, params: MatchingParams) -> list[str]:
        """The letter of the text of each item."""
        texts = [self._texts[number - 1] for number in params.texts]
        return [LETTERS[texts.index(self._texts[number - 1])] for number in params.items]

    def _context(self, params: MatchingParams, answers: Any) -> Context:
        texts = [self._texts[number - 1] for number in params.texts]
        names = [self._items[number - 1] for number in params.items]
        pairs = [
            {"item": name, "letter": letter, "text": texts[LETTERS.index(letter)]}
            for name, letter in zip(names, self._letters(params), strict=True)
        ]
        return {"pairs": pairs, "choices": Options(map(Choice, LETTERS, texts))}

    def _refusal(self, params: MatchingParams) -> str:
        known, wanted = set(range(1, len(self._items) + 1)), set(params.items)
        if len(wanted) != self._count or not wanted <= known or len(params.items) != self._count:
            return f"items are {self._count} different numbers from 1 to {len(self._items)}"
        offered = {self._texts[number - 1] for number in (*params.items, *self._extra)}
        if {self._texts[number - 1] for number in params.texts if number in range(1, len(self._texts) + 1)} != offered:
            return "texts are the numbers of the texts of these items, and of those of none"
        return ""


def read_pairs(section: Section, path: Path) -> Pairs:
    """The pairs of a list, `- item => text`. Raises Faulty with every fault of the list."""
    faults: list[Fault] = []
    right: dict[str, str] = {}
    extra: list[str] = []
    for start, lines in items(section, path):
        place = Place(path, start)
        written = re.sub(r"^- ?", "", " ".join(map(str.strip, lines)))
        item, arrow, text = (piece.strip() for piece in written.partition(ARROW))
        if not arrow or not text:
            faults.append(Fault(f"a pair without {ARROW}", place, f"write - item {ARROW} its text"))
            continue
        faults += unreadable((item, text), place)
        if item in right:
            faults.append(Fault(f"the item {item!r} stands there twice", place))
        if item:
            right[item] = text
        elif text in (*right.values(), *extra):
            faults.append(Fault("a text of no item stands there twice", place))
        else:
            extra.append(text)
    if faults:
        raise Faulty(*faults)
    return Pairs(right, tuple(extra))


LAYOUT = Layout(MatchingFrontMatter, (SECTION,), answers_itself=True)
KIND = QuestionKind("matching", matching, LAYOUT)
