"""A question of the bank, and how a variant of it is made: draw → solve → word → nodes."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

import jinja2
from pydantic import TypeAdapter, ValidationError

from exampaper import nodes, text
from exampaper.draw import Rejected, Rng
from exampaper.faults import Fault, Faulty, fault, nearest
from exampaper.kinds import Behaviour, line_in
from exampaper.model import Kind, MarkingPoint, Part, PrintedSlip, Slip, Variant
from exampaper.nodes import Block, Graph
from exampaper.source import PartSource, Section, Source
from exampaper.wording import Unprintable, compiled, dressed, shown

ATTEMPTS = 1000
SEEDS = 1 << 48  # small enough to read out and to be exact in any JSON reader

# What a statements question says below its own text. Its key comes from the list alone.
_STATEMENTS_LIST = """

<% for s in statements %>
<< loop.index >>. << s.text >>
<% endfor %>
"""
_STATEMENTS_ANSWER = """\
<% if correct | length == 1 %>Only statement << correct[0] >> is true.<% else %>\
Statements << correct | listed >> are true.<% endif %>


<% for s in statements %>
<< loop.index >>. <% if s.true %>**True.**<% else %>**False.**<% endif %> << s.reason >>
<% endfor %>
"""
_STATEMENTS_MARKING = """\
- [<< marks >>] <% if correct | length == 1 %>Statement << correct[0] >> is selected<% else %>\
Statements << correct | listed >> are selected<% endif %>, and no others. One mark off for each statement \
wrongly selected or left out, but not below zero.
"""
_STATEMENTS_KEY = "<< correct | listed >>"

T = TypeVar("T")


@dataclass(frozen=True)
class Question:
    """A parameterised question. `variant` is what it is for."""

    id: str
    source: Source
    behaviour: Behaviour

    @property
    def topic(self) -> str:
        return self.id.rpartition("/")[0]

    @property
    def title(self) -> str:
        return self.source.front.title

    @property
    def kind(self) -> Kind:
        return self.source.front.kind

    @cached_property
    def part_marks(self) -> tuple[int, ...]:
        return tuple(_per_part(self.source, "marks"))

    @property
    def marks(self) -> int:
        return sum(self.part_marks)

    @cached_property
    def template(self) -> Template:
        """Its texts, compiled once. Raises Faulty for a Jinja error."""
        return Template(self.source)

    @cached_property
    def pins(self) -> Mapping[str, Any]:
        """The pinned parameters by name. Raises Faulty for a pin that does not fit Params."""
        return {name: self._pin(name, given) for name, given in self.source.front.pins.items()}

    def variant(
        self, seed: int | None = None, *, pin: str | None = None, marks: int | None = None, shuffle: bool = True
    ) -> Variant:
        """One variant: of a seed, of a pin, or (neither given) a fresh one.

        marks: the marks it shall have; its marking points are scaled to them.
        shuffle: whether statements come in drawn order, or in the bank's.
        Raises Faulty with the place of what went wrong.
        """
        if seed is None and pin is None:
            seed = secrets.randbelow(SEEDS)
        params = self.pinned(pin) if pin is not None else self.draw(seed or 0)
        if pin is None and not shuffle:
            params = self.behaviour.in_bank_order(params)
        made = self.of(params, seed=seed, pin=pin)
        return made if marks is None else _scaled(made, marks, self.source.path)

    def pinned(self, name: str) -> Any:
        if name not in self.pins:
            raise fault(f"{self.id} has no pin {name!r}", self.source.path, remedy=nearest(name, self.pins))
        return self.pins[name]

    def draw(self, seed: int) -> Any:
        """The parameters of a seed. Raises Faulty when no draw is accepted."""
        rng = Rng(seed)
        why = ""
        for _ in range(ATTEMPTS):
            try:
                return self._run("draw", self.behaviour.draw, rng, how=f"--seed {seed}")
            except Rejected as rejected:
                why = str(rejected)
        raise fault(
            f"draw rejected {ATTEMPTS} times in a row" + (f" (last: {why})" if why else ""),
            self.behaviour.module or self.source.path,
            remedy=f"make acceptable draws likelier; seen with: exampaper show {self.id} --seed {seed}",
        )

    def of(self, params: Any, *, seed: int | None = None, pin: str | None = None) -> Variant:
        """The variant of given parameters."""
        return _Wording(self, params, f"--pin {pin}" if pin else f"--seed {seed}").variant(seed, pin)

    def _run(self, name: str, function: Callable[..., T], *args: Any, how: str) -> T:
        """Call a question's own function; what it raises becomes a fault with its line."""
        path = self.behaviour.module or self.source.path
        try:
            return function(*args)
        except (Rejected, Faulty):
            raise
        except Exception as error:
            raise fault(
                f"{name} raised {type(error).__name__}: {error}",
                path,
                line_in(error, path),
                f"see it with: exampaper show {self.id} {how}",
            ) from error

    def _pin(self, name: str, given: Mapping[str, Any]) -> Any:
        known = [f.name for f in fields(self.behaviour.params)]
        for key in given:
            if key not in known:
                place = self.source.place("pins", name, key)
                raise Faulty(Fault(f"pin {name}: no parameter {key!r}", place, nearest(key, known)))
        place = self.source.place("pins", name)
        try:
            params = params_from_json(self.behaviour.params, json.dumps(given, default=str))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise Faulty(Fault(f"pin {name}: {where}: {first['msg']}", place)) from None
        if refusal := self.behaviour.refusal(params):
            raise Faulty(Fault(f"pin {name}: {refusal}", place))
        return params


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def params_from_json(kind: type, given: str) -> Any:
    """Parameters from JSON, strictly. Raises pydantic.ValidationError."""
    return _adapter(kind).validate_json(given, strict=True)


def params_to_json(params: Any) -> Any:
    """Parameters as JSON values: `params_from_json` reads them back."""
    kind: Any = type(params)
    return _adapter(kind).dump_python(params, mode="json")


def _per_part(source: Source, name: str) -> Any:
    """A front matter entry as one value a part."""
    value, count = getattr(source.front, name), len(source.parts)
    values = tuple(value) if isinstance(value, list) else (value,) * (count if name == "space" else 1)
    if len(values) != count:
        if values == ("",):
            return values * count
        message = f"{name} has {len(values)} entries, the question {count} parts"
        raise Faulty(Fault(message, source.place(name), f"give {name} as a list, one entry a part"))
    return values


class Template:
    """The templates of a question, compiled once."""

    def __init__(self, source: Source) -> None:
        self.path = source.path
        listed = source.front.kind == "statements"
        self.stem = self._compiled(source.stem, _STATEMENTS_LIST if listed else "")
        self.parts = [self._part(part, listed) for part in source.parts]
        keys = _per_part(source, "key") if source.front.key or not listed else (_STATEMENTS_KEY,)
        self.keys = [self._compiled(Section(key, source.place("key").line or 1)) for key in keys]

    def _part(self, part: PartSource, listed: bool) -> tuple[jinja2.Template, jinja2.Template, jinja2.Template]:
        answer, marking = part.answer, part.marking
        if listed:
            answer = answer if answer.text.strip() else Section(_STATEMENTS_ANSWER)
            marking = marking if marking.text.strip() else Section(_STATEMENTS_MARKING)
        return self._compiled(part.text), self._compiled(answer), self._compiled(marking)

    def _compiled(self, section: Section, more: str = "") -> jinja2.Template:
        try:
            return compiled(section.text + more, str(self.path), section.line)
        except jinja2.TemplateSyntaxError as error:
            raise fault(f"in the text: {error.message}", self.path, error.lineno) from None


class _Wording:
    """One wording of a question: the values of its text, and the texts made from them."""

    def __init__(self, question: Question, params: Any, how: str) -> None:
        self.question, self.params, self.how = question, params, how
        run = question._run
        behaviour = question.behaviour
        self.answers = run("solve", behaviour.solve, params, how=how)
        self.figures: Mapping[str, Graph] = run("figures", behaviour.figures, params, self.answers, how=how)
        self.fields = {**dressed(params), **dressed(self.answers)}
        self.values = {**self.fields, **run("context", behaviour.context, params, self.answers, how=how)}
        self.template = question.template

    def variant(self, seed: int | None, pin: str | None) -> Variant:
        question = self.question
        front = question.source.front
        parts = tuple(self._parts())
        stem = self._blocks(self.template.stem, question.source.stem)
        if not parts[0].label:  # a plain question's text is its only part's
            parts, stem = (replace(parts[0], text=stem),), ()
        return Variant(
            id=question.id,
            title=front.title,
            kind=front.kind,
            seed=seed if pin is None else None,
            pin=pin,
            params=self.params,
            answers=self.answers,
            stem=stem,
            parts=parts,
            minutes=front.minutes,
            difficulty=front.difficulty,
            printed=dict(self._printed()),
        )

    def _parts(self) -> Iterable[Part]:
        source = self.question.source
        slips = list(self._slips())
        spaces = _per_part(source, "space")
        rows = zip(source.parts, self.template.parts, self.template.keys, spaces, self.question.part_marks, strict=True)
        for part, (words, answer, marking), key, space, marks in rows:
            points = self._points(marking, part.marking, marks)
            if sum(p.marks for p in points) != marks:
                raise self._fault(
                    f"marking points of {f'part ({part.label})' if part.label else 'the question'} add up to "
                    f"{sum(p.marks for p in points)}, not to {marks}",
                    part.marking.line,
                )
            yield Part(
                label=part.label,
                text=self._blocks(words, part.text, marks),
                answer=self._blocks(answer, part.answer, marks),
                marking=points,
                key=self._render(key, marks).strip(),
                space=space,
                slips=tuple(printed for at, printed in slips if at == part.label),
            )

    def _points(self, marking: jinja2.Template, section: Section, marks: int) -> tuple[MarkingPoint, ...]:
        blocks = self._blocks(marking, section, marks)
        if len(blocks) != 1 or not isinstance(blocks[0], nodes.Listing):
            raise self._fault(
                "Marking is not one list", section.line, "write each point as - [2] What earns the marks."
            )
        return tuple(self._point(item, section) for item in blocks[0].items)

    def _point(self, item: tuple[Block, ...], section: Section) -> MarkingPoint:
        first = item[0] if item else None
        lead = first.children[0] if isinstance(first, nodes.Paragraph) and first.children else None
        found = re.match(r"\[(\d+)\]\s*", lead.text) if isinstance(lead, nodes.Text) else None
        if not found or not isinstance(first, nodes.Paragraph) or not isinstance(lead, nodes.Text):
            raise self._fault("a marking point without its marks", section.line, "begin it with the marks: - [2] …")
        rest = nodes.Text(lead.text[found.end() :])
        children = (rest, *first.children[1:]) if rest.text else first.children[1:]
        return MarkingPoint(int(found[1]), (nodes.Paragraph(children), *item[1:]))

    def _printed(self) -> Iterable[tuple[str, str]]:
        for name in (f.name for f in fields(self.answers)):
            try:
                value = self.fields[name]
                yield name, ", ".join(map(shown, value)) if isinstance(value, tuple) else shown(value)
            except Unprintable:
                continue  # a helper value (a boolean, a graph) that no text shows by itself

    def _slips(self) -> Iterable[tuple[str, PrintedSlip]]:
        """Each slip with the label of its part."""
        question = self.question
        key = dict(self._printed())
        found = question._run("slips", question.behaviour.slips, self.params, self.answers, how=self.how)
        labels = [part.label for part in question.source.parts]
        for slip in found:
            at = slip.part or labels[-1]
            if at not in labels:
                known = ", ".join(labels)
                raise fault(f"slip {slip.name!r}: no part {at!r}", question.behaviour.module, remedy=f"known: {known}")
            printed = self._slip_text(slip)
            if printed != key.get(slip.field):  # one that leads to the key is no slip on this draw
                words = printed if isinstance(slip.value, str) else f"${printed}$"
                yield at, PrintedSlip(slip.name, slip.field, words, slip.marks)

    def _slip_text(self, slip: Slip) -> str:
        try:
            value = dressed(replace(self.answers, **{slip.field: slip.value}))[slip.field]
            return shown(value)
        except (TypeError, KeyError, Unprintable) as error:
            path = self.question.behaviour.module
            raise fault(
                f"slip {slip.name!r}: {error}", path, remedy="its field is one of Answers, its value of that type"
            ) from None

    def _blocks(self, template: jinja2.Template, section: Section, marks: int | None = None) -> tuple[Block, ...]:
        source = self._render(template, self.question.marks if marks is None else marks)
        try:
            return text.parse(source, self.figures)
        except text.TextError as error:
            raise self._fault(str(error), _line_of(error, section)) from None

    def _render(self, template: jinja2.Template, marks: int) -> str:
        path = self.question.source.path
        try:
            # compiled() moves a section to its line with empty lines: take them away again
            return template.render(**self.values, marks=marks).lstrip("\n")
        except (jinja2.UndefinedError, Unprintable) as error:
            raise self._fault(str(error), line_in(error, path)) from None
        except Exception as error:
            raise self._fault(f"{type(error).__name__}: {error}", line_in(error, path)) from error

    def _fault(self, message: str, line: int | None, remedy: str = "") -> Faulty:
        see = f"see it with: exampaper show {self.question.id} {self.how}"
        return fault(message, self.question.source.path, line, f"{remedy}; {see}" if remedy else see)


def _line_of(error: text.TextError, section: Section) -> int:
    """The file's line of a fault in a rendered text: where its words stand, or the line it was rendered on."""
    head = error.words.split("\n")[0].strip()
    for offset, line in enumerate(section.text.split("\n")):
        if head and head in line:
            return section.line + offset
    blank = len(section.text) - len(section.text.lstrip("\n"))
    return section.line + blank + error.line


# ------------------------------------------------------------------ marks


def _scaled(variant: Variant, marks: int, path: Path) -> Variant:
    """The variant with its marking points scaled to a new total (largest remainders, none below 1)."""
    points = [point.marks for part in variant.parts for point in part.marking]
    shares = iter(scaled_marks(points, marks, path))
    return replace(variant, parts=tuple(_rescaled(part, shares) for part in variant.parts))


def _rescaled(part: Part, shares: Iterator[int]) -> Part:
    """The part with the next of the shares; what a slip still earns shrinks and grows with it."""
    marking = tuple(replace(point, marks=next(shares)) for point in part.marking)
    total = sum(point.marks for point in marking)
    slips = tuple(replace(slip, marks=slip.marks * total // part.marks) for slip in part.slips)
    return replace(part, marking=marking, slips=slips)


def scaled_marks(points: Sequence[int], total: int, path: Path) -> list[int]:
    """Whole marks in proportion to `points` that add up to `total`, each at least 1.

    Raises Faulty when there are more points than marks.
    """
    if total < len(points):
        raise fault(f"{total} marks cannot be shared among {len(points)} marking points", path)
    exact = [Fraction(total * p, sum(points)) for p in points]
    shares = [max(1, int(e)) for e in exact]
    while (missing := total - sum(shares)) != 0:
        step = 1 if missing > 0 else -1
        index = max(
            (i for i in range(len(points)) if shares[i] + step >= 1), key=lambda i: (step * (exact[i] - shares[i]), -i)
        )
        shares[index] += step
    return shares


def written_marks(marking: str) -> int | None:
    """The sum of the points as written, or None where only a draw can tell."""
    points = re.findall(r"(?m)^- \[(\d+)\]", marking)
    if "<%" in marking or not points or len(points) != len(re.findall(r"(?m)^- ", marking)):
        return None
    return sum(map(int, points))
