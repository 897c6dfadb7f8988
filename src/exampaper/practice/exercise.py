"""A question as a student practises it: several variants with their fields, keys, slips, answers and marking points.

Everything here ends as JSON values in the practice page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from exampaper.answers.collection import MatrixType
from exampaper.answers.words import OpenType, TicksType
from exampaper.marking import AskedPart, Follow, asked_parts, follow_of
from exampaper.marking import Field as AskedField
from exampaper.model import Part, Variant
from exampaper.nodes import Block
from exampaper.papers.seeds import paper_key, question_seed, rank
from exampaper.practice.follow import Following, followings
from exampaper.practice.packing import smaller_pictures
from exampaper.questions.marking_rules import Selection
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
    follows: how it goes on from numbers of earlier parts. size: rows and columns of a matrix. partial: of selected
    statements, the share of the marks by how many true and how many false ones are selected.
    """

    label: str
    spec: dict[str, Any]
    key: Any
    slips: tuple[KnownSlip, ...] = ()
    size: tuple[int, int] | None = None
    partial: tuple[tuple[float, ...], ...] = ()
    follows: tuple[Following, ...] = ()

    def asked(self) -> dict[str, Any]:
        """What is seen of it before it is answered, as JSON values: nothing that an answer could be read from."""
        spec = {name: value for name, value in self.spec.items() if name != "accepted"}
        return {"label": self.label, "spec": spec, "size": self.size}


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

    def asked(self) -> dict[str, Any]:
        """What is seen of it before it is answered, as JSON values. points: how many hints there are."""
        fields = [field.asked() for field in self.fields]
        about = {"label": self.label, "text": self.text, "marks": self.marks}
        return {**about, "fields": fields, "points": len(self.points)}


@dataclass(frozen=True, slots=True)
class ExerciseVariant:
    """A question with its values filled in; stem: HTML."""

    stem: str
    parts: tuple[ExercisePart, ...]

    def asked(self) -> dict[str, Any]:
        """What is seen of it before it is answered, as JSON values."""
        return {"stem": self.stem, "parts": [part.asked() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question with some of its variants. lang: the code of its language."""

    id: str
    title: str
    topic: str
    marks: int
    minutes: float
    difficulty: int
    variants: tuple[ExerciseVariant, ...]
    lang: str = "en"

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
    return replace(without_variants(question), variants=tuple(variants.values()))


def _variant(question: Question, variant: Variant) -> ExerciseVariant:
    asked, follow = asked_parts(question, variant), follow_of(question, variant)
    return exercise_variant(variant, asked, follow)


def without_variants(question: Question) -> Exercise:
    """A question as it stands in a list."""
    front = question.source.front
    return Exercise(
        id=question.id,
        title=str(WRITER.inlines(inline(question.title, front.lang))),
        topic=question.topic,
        marks=question.marks,
        minutes=front.minutes,
        difficulty=front.difficulty,
        variants=(),
        lang=front.lang,
    )


def exercise_variant(variant: Variant, asked: Sequence[AskedPart], follow: Follow | None = None) -> ExerciseVariant:
    """A variant with what its parts ask for, by `asked_parts`.

    follow: by which a page that has no Python is told how later parts go on from wrong answers of earlier ones.
    """
    is_plain = len(variant.parts) == 1 and not variant.parts[0].label
    parts = []
    for number, part in enumerate(variant.parts):
        made = _part(part, asked[number])
        if follow is not None and made.fields:
            made = replace(made, fields=_with_followings(made.fields, asked, number, follow))
        parts.append(made)
    return ExerciseVariant("" if is_plain else _html(variant.stem), tuple(parts))


def _with_followings(
    fields: Sequence[Field], asked: Sequence[AskedPart], number: int, follow: Follow
) -> tuple[Field, ...]:
    told = []
    for field, each in zip(fields, asked[number].fields, strict=True):
        told.append(replace(field, follows=followings(asked, number, each, follow)))
    return tuple(told)


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
    size = (len(field.key), len(field.key[0])) if isinstance(kind, MatrixType) else None
    spec = kind.spec() if field.accepts is None else kind.spec() | {"free": True}
    if field.comma and spec["type"] in ("number", "formula", "order", "vector", "matrix", "set", "interval"):
        spec |= {"comma": True}
    return Field(label, spec, kind.key_data(field.key), tuple(slips), size, _partial(field))


def _partial(field: AskedField) -> tuple[tuple[float, ...], ...]:
    """The shares of all numbers of true and of false statements that can be selected."""
    if not isinstance(field.type, TicksType):
        return ()
    true = len(field.key)
    false = field.type.count - true
    shares = []
    for hits in range(true + 1):
        row = [field.rule.share(Selection(hits, wrong, true, false)) for wrong in range(false + 1)]
        shares.append(tuple(map(float, row)))
    return tuple(shares)


def _html(blocks: Sequence[Block]) -> str:
    return smaller_pictures(str(WRITER.blocks(blocks)))
