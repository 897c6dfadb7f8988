"""A question as a student practises it: several variants with their fields, keys, slips, answers and marking points.

Everything here ends as JSON values in the practice page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from exampaper.answers.words import OpenType, TicksType
from exampaper.marking import AskedPart, asked_parts
from exampaper.marking import Field as AskedField
from exampaper.model import Part, Variant
from exampaper.nodes import Block
from exampaper.papers.seeds import paper_key, question_seed, rank
from exampaper.questions.question import Question
from exampaper.text import inline
from exampaper.writers.html import WRITER


@dataclass(frozen=True, slots=True)
class KnownSlip:
    """A wrong answer that is recognised.

    name: HTML. key: the value it leads to, as the marker wants it. marks: what a script with it still earns.
    carried: whether it follows rightly from a wrong answer of an earlier part.
    """

    name: str
    key: Any
    marks: int
    carried: bool


@dataclass(frozen=True, slots=True)
class Field:
    """Something to be typed or chosen, and what it is compared with.

    label: HTML; "" where a part asks for one thing only. spec, key: as `AnswerType.spec` and `.key_data` give them.
    earned: of statements, the marks by how many of the true ones and of the false ones are selected; else nothing.
    """

    label: str
    spec: dict[str, Any]
    key: Any
    slips: tuple[KnownSlip, ...] = ()
    earned: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A marking point; text: HTML."""

    marks: int
    text: str


@dataclass(frozen=True, slots=True)
class ExercisePart:
    """A part to answer; without fields, the student compares with the answer. text, answer: HTML."""

    label: str
    text: str
    marks: int
    fields: tuple[Field, ...]
    answer: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ExerciseVariant:
    """A question with its values filled in; stem: HTML."""

    stem: str
    parts: tuple[ExercisePart, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question with some of its variants."""

    id: str
    title: str
    topic: str
    marks: int
    minutes: float
    difficulty: int
    variants: tuple[ExerciseVariant, ...]

    def heading(self) -> dict[str, Any]:
        """What the page shows of it in its list, as JSON values."""
        values = asdict(self)
        del values["variants"]
        return values

    def contents(self) -> list[dict[str, Any]]:
        """Its variants as JSON values."""
        return [asdict(variant) for variant in self.variants]


def draw_exercises(questions: Sequence[Question], count: int, variants: int, seed: int) -> list[Exercise]:
    """So many of the questions in drawn order, each once, with so many variants of each. Raises Faulty."""
    key = paper_key("practice page", str(seed).encode(), "")
    deck = sorted(questions, key=lambda question: rank(key, "order", question.id))
    exercises = []
    for question in deck[:count]:
        seeds = [question_seed(key, f"{question.id}\0{number}") for number in range(variants)]
        exercises.append(exercise(question, seeds))
    return exercises


def exercise(question: Question, seeds: Sequence[int]) -> Exercise:
    """A question with the variants of some seeds; those that are alike once. Raises Faulty."""
    variants: dict[Any, ExerciseVariant] = {}
    for seed in seeds:
        variant = question.variant(seed)
        if variant.params not in variants:
            variants[variant.params] = _variant(question, variant)
    front = question.source.front
    return Exercise(
        id=question.id,
        title=str(WRITER.inlines(inline(question.title))),
        topic=question.topic,
        marks=question.marks,
        minutes=front.minutes,
        difficulty=front.difficulty,
        variants=tuple(variants.values()),
    )


def _variant(question: Question, variant: Variant) -> ExerciseVariant:
    is_plain = len(variant.parts) == 1 and not variant.parts[0].label
    asked = asked_parts(question, variant)
    parts = tuple(_part(part, fields) for part, fields in zip(variant.parts, asked, strict=True))
    return ExerciseVariant("" if is_plain else _html(variant.stem), parts)


def _part(part: Part, asked: AskedPart) -> ExercisePart:
    return ExercisePart(
        label=part.label,
        text=_html(part.text),
        marks=part.marks,
        fields=_fields(asked),
        answer=_html(part.answer),
        points=tuple(Point(point.marks, _html(point.text)) for point in part.marking),
    )


def _fields(asked: AskedPart) -> tuple[Field, ...]:
    """The fields of a part that a program can mark; none where any of them needs a person."""
    if any(isinstance(field.type, OpenType) for field in asked.fields):
        return ()
    is_alone = len(asked.fields) == 1
    return tuple(_field(field, "" if is_alone else field.name.replace("_", " "), asked.marks) for field in asked.fields)


def _field(field: AskedField, label: str, marks: int) -> Field:
    kind = field.type
    slips = []
    for slip in field.slips:
        name = str(WRITER.inlines(inline(slip.name)))
        slips.append(KnownSlip(name, kind.key_data(slip.value), slip.marks, slip.carried))
    earned = field.rule.table(marks, len(field.key), kind.count - len(field.key)) if isinstance(kind, TicksType) else ()
    return Field(label, kind.spec(), kind.key_data(field.key), tuple(slips), earned)


def _html(blocks: Sequence[Block]) -> str:
    return str(WRITER.blocks(blocks))
