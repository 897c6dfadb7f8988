"""A question as a student practises it: several variants with their fields, keys, slips, answers and marking points.

Everything here ends as JSON values in the practice page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from exampaper.answers.kind import AnswerType
from exampaper.answers.words import ChoiceType, TicksType
from exampaper.model import MarkingPoint, Part, PrintedSlip, Slip, Variant
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
    """

    label: str
    spec: dict[str, Any]
    key: Any
    slips: tuple[KnownSlip, ...] = ()


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
    plain = len(variant.parts) == 1 and not variant.parts[0].label
    stem = _html(variant.stem) if not plain else ""
    return ExerciseVariant(stem, tuple(_part(question, variant, part) for part in variant.parts))


def _part(question: Question, variant: Variant, part: Part) -> ExercisePart:
    return ExercisePart(
        label=part.label,
        text=_html(part.text),
        marks=part.marks,
        fields=tuple(_fields(question, variant, part)),
        answer=_html(part.answer),
        points=tuple(_point(point) for point in part.marking),
    )


def _point(point: MarkingPoint) -> Point:
    return Point(point.marks, _html(point.text))


def _html(blocks: Sequence[Block]) -> str:
    return str(WRITER.blocks(blocks))


# ------------------------------------------------------------------ what is typed


def _fields(question: Question, variant: Variant, part: Part) -> Iterator[Field]:
    """The fields of a part that a machine can mark; none where any of them needs a person."""
    listed = _listed(question, variant)
    if listed is not None:
        yield listed
        return
    names = question.behaviour.asked.get(part.label, ())
    types = {name: question.behaviour.types[name] for name in names}
    if not types or any(kind.spec()["type"] == "open" for kind in types.values()):
        return
    for name, kind in types.items():
        label = "" if len(names) == 1 else _words(name)
        yield _field(question, variant, part, name, kind, label)


def _listed(question: Question, variant: Variant) -> Field | None:
    """The ticks of a list of statements."""
    correct = getattr(variant.answers, "correct", None)
    shown = getattr(variant.params, "shown", None)
    if not question.kind.lists or correct is None or shown is None:
        return None
    kind = TicksType(len(shown))
    return Field("", kind.spec(), kind.key_data(correct))


def _field(question: Question, variant: Variant, part: Part, name: str, kind: AnswerType, label: str) -> Field:
    choices = question.source.choices
    if choices is not None and choices.of == name:
        letters = "ABCDEFGH"[: choices.count]
        letter = part.key[:1]
        return Field(label, ChoiceType(letters).spec(), letter)
    key = kind.key_data(getattr(variant.answers, name))
    slips = tuple(_slips(question, variant, part, name, kind))
    return Field(label, kind.spec(), key, slips)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _slips(question: Question, variant: Variant, part: Part, name: str, kind: AnswerType) -> Iterator[KnownSlip]:
    """The slips of a field that do not lead to the key, in the order of the marking scheme."""
    printed = [slip for slip in part.slips if slip.field == name]
    made: list[Slip] = list(question.behaviour.slips(variant.params, variant.answers))
    last = variant.parts[-1].label
    by_name = {(slip.name, slip.part or last): slip for slip in made if slip.field == name}
    for slip in printed:
        source = by_name.get((slip.name.removeprefix("carried over: "), part.label))
        if source is not None:
            yield _known(slip, source, kind)


def _known(printed: PrintedSlip, slip: Slip, kind: AnswerType) -> KnownSlip:
    name = str(WRITER.inlines(inline(printed.name)))
    return KnownSlip(name, kind.key_data(kind.convert(slip.value)), printed.marks, printed.carried)
