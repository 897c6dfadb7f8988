"""Marks for what a student typed into the fields of a variant, part by part.

A part's marks are shared equally among its fields. A right field earns its share; one that matches a slip earns what
a script with that slip still earns of the part, but at most the share; any other one earns nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import trunc
from typing import Any

from exampaper.answers.kind import RIGHT, AnswerType, Judgement, Verdict
from exampaper.answers.number import Given, NumberType
from exampaper.answers.numerals import from_comma
from exampaper.answers.tree import Call, Letter, Negative, Number, Operation, Unreadable
from exampaper.answers.typed_value import typed_value
from exampaper.answers.units import factor_between
from exampaper.answers.words import ChoiceType, OpenType, TicksType
from exampaper.answers.write import write
from exampaper.languages import language
from exampaper.model import Part, Slip, Variant
from exampaper.questions.marking_rules import DEFAULT, RULES, MarkingRule, Selection
from exampaper.questions.question import Question

NO_ANSWER = Judgement(Verdict.WRONG, "no answer")


@dataclass(frozen=True, slots=True)
class KnownSlip:
    """A wrong answer that is recognised.

    name: Markdown. marks: what a script with it still earns of its part. carried: whether it follows rightly from a
    wrong answer of an earlier part.
    """

    name: str
    value: Any
    marks: int
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Something to be typed, and what it is compared with.

    slips: in the order in which they are looked for. rule: by which statements that are selected earn marks, where
    that is what is asked. accepts: whether a value is right though it is another than the key, for an answer that is
    free by nature; None where the type alone decides. comma: whether it is asked for with a decimal comma.
    """

    name: str
    type: AnswerType
    key: Any
    slips: tuple[KnownSlip, ...] = ()
    rule: MarkingRule = RULES[DEFAULT]
    accepts: Callable[[Any], bool] | None = None
    comma: bool = False

    def read(self, typed: str) -> Any:
        """What a student typed, as its type reads it. Raises Unreadable."""
        is_row = self.kind in ("vector", "matrix", "set", "interval")
        has_comma = self.comma and (self.kind in ("number", "formula", "order") or (is_row and ";" in typed))
        return self.type.read(from_comma(typed) if has_comma else typed)

    @property
    def kind(self) -> str:
        """The name of its type."""
        return str(self.type.spec()["type"])


@dataclass(frozen=True, slots=True)
class AskedPart:
    """A part with its fields. label: "" for a plain question. lang: the code of its language."""

    label: str
    marks: int
    fields: tuple[Field, ...]
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class MarkedField:
    """The outcome for one field.

    share: of the part's marks, in marks; None where a person must decide. understood: the typed text as it was read;
    "" where it could not be. slip: the one that it matches; None for none.
    """

    name: str
    typed: str
    share: Fraction | None
    judgement: Judgement
    understood: str = ""
    slip: KnownSlip | None = None


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """The outcome for a part. total: the marks of the part."""

    label: str
    total: int
    fields: tuple[MarkedField, ...]

    @property
    def marks(self) -> int | None:
        """The marks that it earns, rounded towards 0; None where a person must decide about one of its fields."""
        earned = Fraction(0)
        for marked in self.fields:
            if marked.share is None:
                return None
            earned += marked.share
        return trunc(earned)

    @property
    def verdict(self) -> Verdict:
        """That of the field that counts: wrong before undecided before imprecise before right."""
        verdicts = {marked.judgement.verdict for marked in self.fields}
        for verdict in (Verdict.WRONG, Verdict.UNDECIDED, Verdict.IMPRECISE):
            if verdict in verdicts:
                return verdict
        return Verdict.RIGHT


@dataclass(frozen=True, slots=True)
class Marked:
    """The outcome for all parts of a variant, in their order."""

    parts: tuple[MarkedPart, ...]

    @property
    def total(self) -> int:
        """The marks of the question."""
        return sum(part.total for part in self.parts)

    @property
    def marks(self) -> int | None:
        """The marks that it earns; None where a person must decide about one of its parts."""
        marks = [part.marks for part in self.parts]
        known_marks = [part_marks for part_marks in marks if part_marks is not None]
        return sum(known_marks) if len(known_marks) == len(marks) else None


Typed = Mapping[str, str | Mapping[str, str]]
"""What was typed, by the label of the part; for several fields of a part, by the name of the field."""


Follow = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""What later parts come to, by the names of their fields, from wrong answers of earlier ones by theirs."""


def mark(parts: Sequence[AskedPart], typed: Typed, follow: Follow | None = None) -> Marked:
    """The marks for what a student typed. What is left out counts as no answer.

    parts: of the variant, by `asked_parts`. follow: by `follow_of`; an answer that follows rightly from a wrong one of
    an earlier part then earns all its marks. Raises KeyError for a part or a field that is not asked.
    """
    known = {part.label for part in parts}
    for label in typed:
        if label not in known:
            raise KeyError(f"no part {label!r}")
    marked: list[MarkedPart] = []
    own: dict[str, Any] = {}
    for part in parts:
        followed = follow(own) if follow is not None and own else {}
        after = _marked_part(with_followed(part, followed), typed.get(part.label, ""))
        own |= own_values(part, after)
        marked.append(after)
    return Marked(tuple(marked))


def with_followed(part: AskedPart, followed: Mapping[str, Any]) -> AskedPart:
    """A part where an answer is known, too, that follows from a wrong one of an earlier part, for all its marks."""
    fields = []
    words = language(part.lang)
    name = words.say("carried-over", name=words.say("own-earlier-answer"))
    for asked in part.fields:
        if asked.name in followed:
            known = KnownSlip(name, followed[asked.name], part.marks, carried=True)
            asked = replace(asked, slips=(known, *asked.slips))
        fields.append(asked)
    return replace(part, fields=tuple(fields))


def own_values(part: AskedPart, marked: MarkedPart) -> dict[str, Any]:
    """The numbers that are wrong in a part, by the names of their fields: what later parts may have gone on from."""
    values = {}
    for asked, after in zip(part.fields, marked.fields, strict=True):
        if isinstance(asked.type, NumberType) and after.understood and not after.judgement.right:
            value = _value(asked.type, asked.read(after.typed))
            if value is not None:
                values[asked.name] = value
    return values


def _value(kind: NumberType, given: Given) -> Any:
    """A number that was typed, as a question computes with it; None for one in another unit or of another kind."""
    factor = factor_between(given.unit, kind.unit) if kind.unit and given.unit else 1
    if factor is None:
        return None
    value = given.value * (factor if isinstance(given.value, Fraction) else float(factor))
    try:
        return kind.convert(Fraction(value) if kind.form != "float" else value)
    except (TypeError, ValueError, ArithmeticError):
        return None


def follow_of(question: Question, variant: Variant) -> Follow:
    """What later parts of a variant come to from wrong answers of earlier ones, as the question computes it."""
    return partial(question.behaviour.follow, variant.params, variant.answers)


def _marked_part(part: AskedPart, typed: str | Mapping[str, str]) -> MarkedPart:
    texts = {part.fields[0].name: typed} if isinstance(typed, str) else typed
    known = {asked.name for asked in part.fields}
    for name in texts:
        if name not in known:
            raise KeyError(f"no field {name!r} in part {part.label!r}")
    worth = Fraction(part.marks, len(part.fields))
    marked = [_marked_field(asked, texts.get(asked.name, ""), worth) for asked in part.fields]
    return MarkedPart(part.label, part.marks, tuple(marked))


def _marked_field(asked: Field, typed: str, worth: Fraction) -> MarkedField:
    """worth: the marks of a right answer."""
    if not typed.strip():
        return MarkedField(asked.name, typed, Fraction(0), NO_ANSWER)
    try:
        answer = asked.read(typed)
        judgement = asked.type.judge(asked.key, answer)
    except Unreadable as error:
        return MarkedField(asked.name, typed, None, Judgement(Verdict.UNDECIDED, str(error)))
    understood = as_text(answer)
    if not judgement.right and _is_accepted(asked, answer):
        judgement = RIGHT
    if judgement.verdict is Verdict.UNDECIDED:
        return MarkedField(asked.name, typed, None, judgement, understood)
    if judgement.right:
        return MarkedField(asked.name, typed, worth, judgement, understood)
    slip = _matching_slip(asked, answer)
    if slip is not None:
        return MarkedField(asked.name, typed, min(worth, Fraction(slip.marks)), judgement, understood, slip)
    return MarkedField(asked.name, typed, worth * _partial(asked, answer), judgement, understood)


def _is_accepted(asked: Field, answer: Any) -> bool:
    """Whether the question's own `accepts` takes it; what it cannot compute with is none of the right answers."""
    if asked.accepts is None:
        return False
    try:
        return asked.accepts(typed_value(answer))
    except Exception:
        return False


def _partial(asked: Field, answer: Any) -> Fraction:
    """The share of the marks, from -1 to 1, that an answer earns which is neither right nor a slip."""
    if not isinstance(asked.type, TicksType):
        return Fraction(0)
    hits = len(set(asked.key).intersection(answer))
    true = len(asked.key)
    return asked.rule.share(Selection(hits, len(answer) - hits, true, asked.type.count - true))


def _matching_slip(asked: Field, answer: Any) -> KnownSlip | None:
    for slip in asked.slips:
        if asked.type.judge(slip.value, answer).right:
            return slip
    return None


def as_text(answer: Any) -> str:
    """How an answer was understood: what `AnswerType.read` made of a text, in one line."""
    match answer:
        case Given(value=value, unit=unit):
            return f"{value} {unit}".rstrip()
        case Number() | Letter() | Negative() | Operation() | Call():
            return write(answer)
        case tuple() if answer and all(isinstance(item, tuple) for item in answer):
            return "; ".join(map(as_text, answer))
        case tuple():
            return ", ".join(map(as_text, answer)) or "none"
    return str(answer)


# ------------------------------------------------------------------ what a variant asks


def asked_parts(question: Question, variant: Variant) -> tuple[AskedPart, ...]:
    """The parts of a variant with their fields; those that no program can mark have one that a person marks."""
    slips = tuple(question.behaviour.slips(variant.params, variant.answers))
    parts = []
    for part in variant.parts:
        fields = tuple(_fields(question, variant, part, slips))
        answered = fields or (Field("", OpenType(), None),)
        parts.append(AskedPart(part.label, part.marks, answered, variant.lang))
    return tuple(parts)


def _fields(question: Question, variant: Variant, part: Part, slips: Sequence[Slip]) -> Iterator[Field]:
    shown = getattr(variant.params, "shown", None)
    correct = getattr(variant.answers, "correct", None)
    if variant.rule and shown is not None and correct is not None:
        yield Field("", TicksType(len(shown)), correct, rule=RULES[variant.rule])
        return
    choices, comma = question.source.choices, variant.numerals.decimal == ","
    for name in question.behaviour.asked.get(part.label, ()):
        type_ = question.behaviour.types[name]
        if choices is not None and choices.of == name:
            yield Field(name, ChoiceType("ABCDEFGH"[: choices.count]), part.key[:1])
        else:
            last_label = variant.parts[-1].label
            known = [slip for slip in slips if slip.field == name and (slip.part or last_label) == part.label]
            key, recognised = getattr(variant.answers, name), tuple(_known_slips(part, type_, known, variant.lang))
            yield Field(name, type_, key, recognised, accepts=_acceptance(question, variant, name), comma=comma)


def _acceptance(question: Question, variant: Variant, name: str) -> Callable[[Any], bool] | None:
    accepts = question.behaviour.accepts.get(name)
    return partial(accepts, variant.params, variant.answers) if accepts else None


def _known_slips(part: Part, type_: AnswerType, slips: Sequence[Slip], lang: str) -> Iterator[KnownSlip]:
    """The slips that the marking scheme of the part has, which are those that do not lead to the key."""
    lead = language(lang).say("carried-over", name="")
    by_name = {slip.name: slip for slip in slips}
    for printed in part.slips:
        slip = by_name.get(printed.name.removeprefix(lead))
        if slip is not None and printed.field == slip.field:
            yield KnownSlip(printed.name, type_.convert(slip.value), printed.marks, printed.carried)
