"""A question with its parameters → a variant: the texts filled in, parsed, marked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import jinja2

from exampaper import text
from exampaper.answers.collection import Elements, Rows
from exampaper.answers.words import OutputType
from exampaper.canonical import spelled
from exampaper.draw import SeededRng
from exampaper.faults import Fault, Faulty, fault, nearest
from exampaper.figures import localised
from exampaper.languages import DEFAULT, language
from exampaper.markdown import FORMULA
from exampaper.maths import MathsError, filled, macros
from exampaper.model import MarkingPoint, Part, PrintedSlip, Slip, Variant
from exampaper.nodes import Beside, Block, Image
from exampaper.questions.behaviour import Behaviour
from exampaper.questions.front_matter import FrontMatter
from exampaper.questions.marking_points import NotPoints, marking_points
from exampaper.questions.marking_rules import MarkingRule
from exampaper.questions.printing import Unprintable, printed, with_precision
from exampaper.questions.python_file import line_in
from exampaper.questions.question_file import QuestionFile
from exampaper.questions.sections import PartSections, Section
from exampaper.questions.templates import Templates, per_part

T = TypeVar("T")

_EITHER = (
    "for code, write <% raw %> before and <% endraw %> behind it; a value has spaces inside, << n >>, "
    'and takes a word before it in: << "static " ~ type >>'
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a variant is made from, but its parameters.

    images: the pictures among the question's files. part_marks: one a part. rule: by which selected statements earn
    marks; None where none are. call: calls a function of the question, and tells what it raises as a fault. see: the
    command that shows the variant; "" for none.
    """

    id: str
    file: QuestionFile
    behaviour: Behaviour
    templates: Templates
    images: Mapping[str, Image]
    part_marks: tuple[int, ...]
    rule: MarkingRule | None
    call: Callable[..., Any]
    see: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a choice question: its letter, and its text in Markdown."""

    letter: str
    text: str


class Rendering:
    """One variant in the making: the values of its text, and the texts made from them."""

    def __init__(self, recipe: Recipe, params: Any) -> None:
        self.recipe, self.params = recipe, params
        self.language, self.numerals = language(recipe.file.front.lang), recipe.file.front.numerals
        self.faults: list[Fault] = []
        self.rendered: list[str] = []
        call, behaviour = recipe.call, recipe.behaviour
        self.answers = call("solve", behaviour.solve, params, gives=(behaviour.answers,))
        both = params, self.answers
        drawn = call("figures", behaviour.figures, *both, gives=(Mapping, Beside))
        shown = shown_figures(drawn, recipe.file.front)
        self.figures: Mapping[str, Beside] = {**recipe.images, **shown}
        self.fields = {**with_precision(params), **with_precision(self.answers)}
        context = call("context", behaviour.context, *both, gives=(Mapping,))
        self.values = {**self.fields, **context, **({"rule": recipe.rule} if recipe.rule else {})}
        self.drawn_slips: Sequence[Slip] = call("slips", behaviour.slips, *both, gives=(Sequence, Slip))
        self.slips = list(self._slips())
        self.values |= self._choices()

    def variant(self, seed: int | None, pin: str | None) -> Variant:
        """Raises Faulty with all that is wrong with the texts."""
        file, templates = self.recipe.file, self.recipe.templates
        stem: tuple[Block, ...] = self._attempt((), self._asked, templates.stem, file.stem)
        parts = tuple(self._parts())
        markdown = "\n\n".join(self.rendered)
        self.faults += self._code_or_values()
        if self.faults:
            raise Faulty(*self.faults)
        if not parts[0].label:  # a plain question's text is its only part's
            parts, stem = (replace(parts[0], text=stem),), ()
        return Variant(
            id=self.recipe.id,
            title=file.front.title,
            kind=file.front.kind,
            seed=seed if pin is None else None,
            pin=pin,
            params=self.params,
            answers=self.answers,
            stem=stem,
            parts=parts,
            minutes=file.front.minutes,
            difficulty=file.front.difficulty,
            printed=dict(self._printed()),
            markdown=markdown,
            rule=self.recipe.rule.name if self.recipe.rule else "",
            lang=file.front.lang,
            numerals=self.numerals,
        )

    def _code_or_values(self) -> Iterable[Fault]:
        """What stands in code and could be filled in: its author must say which it is."""
        for line, doubt in self.recipe.templates.either:
            if doubt.is_doubtful(self.values):
                message = f"{doubt.words} in code may be a value that is filled in, or code as it stands"
                yield from self._fault(message, line, _EITHER).faults

    def _attempt(self, instead: T, make: Callable[..., T], *args: Any) -> T:
        """What is made, or something in its place: the other texts may be faulty, too, and all is told at once."""
        try:
            return make(*args)
        except Faulty as error:
            self.faults += error.faults
            return instead

    def _parts(self) -> Iterator[Part]:
        recipe = self.recipe
        spaces = per_part(recipe.file, "space")
        rows = zip(recipe.file.parts, recipe.templates.parts, spaces, recipe.part_marks, strict=True)
        for part, template, space, marks in rows:
            yield Part(
                label=part.label,
                text=self._attempt((), self._asked, template.text, part.text, marks),
                answer=self._attempt((), self._blocks, template.answer, part.answer, marks),
                marking=self._attempt((), self._marking, template.marking, part, marks),
                key=self._attempt("", self._key, template.key, marks),
                space=space,
                slips=tuple(slip for label, slip in self.slips if label == part.label),
            )

    def _key(self, template: jinja2.Template, marks: int) -> str:
        """The short answer: one line of Markdown."""
        key = self._render(template, marks).strip()
        try:
            _ = text.inline(key) if key else ()
        except text.TextError as error:
            raise self._fault(f"key: {error}", self.recipe.file.place("key").line, error.remedy) from None
        return key.replace(FORMULA, "")

    def _marking(self, template: jinja2.Template, part: PartSections, marks: int) -> tuple[MarkingPoint, ...]:
        blocks = self._blocks(template, part.marking, marks)
        try:
            points = marking_points(blocks)
        except NotPoints as error:
            raise self._fault(str(error), part.marking.line, error.remedy, code="marks") from None
        total = sum(point.marks for point in points)
        if total != marks:
            what = f"part ({part.label})" if part.label else "the question"
            message = f"marking points of {what} add up to {total}, not to {marks}"
            remedy = "change the marks of the points, or of the front matter"
            raise self._fault(message, part.marking.line, remedy, code="marks")
        return points

    def _printed(self) -> Iterable[tuple[str, str]]:
        for field in fields(self.answers):
            try:
                yield field.name, _printed(self.fields[field.name])
            except Unprintable:
                continue  # a helper value (a boolean, a graph) that no text shows by itself

    def _slips(self) -> Iterable[tuple[str, PrintedSlip]]:
        """Each slip with the label of its part."""
        recipe = self.recipe
        key = dict(self._printed())
        labels = recipe.file.labels
        for slip in self.drawn_slips:
            at = slip.part or labels[-1]
            if at not in labels:
                known = f"known: {', '.join(labels)}"
                message = f"slip {slip.name!r}: no part {at!r}"
                raise fault(message, recipe.behaviour.module, remedy=known, code="slips-end", see=recipe.see)
            value = self._slip_text(slip)
            if value != key.get(slip.field):  # one that leads to the key is no slip on this draw
                marks = recipe.part_marks[labels.index(at)] if slip.carried else slip.marks
                name, words = self._own(self._named(slip)), self._own(self._words(slip, value))
                self._see_slip(slip, name, words)
                yield at, PrintedSlip(name, slip.field, words, marks, slip.carried)

    def _words(self, slip: Slip, value: str) -> str:
        """The value of a slip, as it prints, in Markdown."""
        kind = self.recipe.behaviour.types.get(slip.field)
        if isinstance(kind, OutputType):
            return f"`{value}`"
        if isinstance(slip.value, str | bool):
            return value
        return self._formula(value)

    def _formula(self, printed_value: str) -> str:
        """A value that prints in a formula, in Markdown."""
        return f"${self.numerals.in_formula(printed_value)}$"

    def _named(self, slip: Slip) -> str:
        return self.language.say("carried-over", name=slip.name) if slip.carried else slip.name

    def _see_slip(self, slip: Slip, name: str, words: str) -> None:
        """Raises Faulty for a slip whose name or value is no line of Markdown."""
        for written in filter(str.strip, (name, words)):
            try:
                _ = text.inline(written)
            except text.TextError as error:
                message = f"slip {slip.name!r}: {error}"
                raise fault(message, self.recipe.behaviour.module, remedy=error.remedy) from None

    def _choices(self) -> dict[str, Any]:
        """`choices`, the options of a choice question in drawn order, and `choice`, the letter of the right one.

        The distractors are what the slips lead to, so that each wrong option is somebody's mistake.
        """
        wanted = self.recipe.file.choices
        if wanted is None:
            return {}
        place = self.recipe.file.place("choices")
        if wanted.of not in self.fields:
            remedy = nearest(wanted.of, self.fields)
            raise Faulty(Fault(f"choices: no answer {wanted.of!r}", place, remedy, "choices"))
        value = self.fields[wanted.of]
        key = value if isinstance(value, str) else self._formula(printed(value))
        wrong = self._distractors(wanted.of)
        if len(wrong) < wanted.count - 1:
            message = f"choices: {len(wrong)} slips differ from the key and each other, {wanted.count - 1} are needed"
            raise Faulty(Fault(message, place, "add slips", "choices", self.recipe.see))
        # the order hangs on the parameters alone, so that a pin has one too
        rng = SeededRng(int.from_bytes(hashlib.sha256(spelled(self.params).encode()).digest()[:6], "big"))
        options = rng.shuffle([key, *rng.shuffle(wrong)[: wanted.count - 1]])
        letters = "ABCDEFGH"[: wanted.count]
        return {"choices": list(map(Choice, letters, options)), "choice": letters[options.index(key)]}

    def _distractors(self, answer: str) -> list[str]:
        """The wrong values that slips lead to, as they print, each once."""
        value = self.fields[answer]
        equal = getattr(value, "equals", value.__eq__)  # SymPy compares what is written, unless asked for the value
        right = {slip.name for slip in self.drawn_slips if slip.field == answer and equal(slip.value) is True}
        wrong: dict[str, None] = {}
        for _, slip in self.slips:
            if slip.field == answer and slip.name not in right:
                wrong[slip.printed] = None
        return list(wrong)

    def _slip_text(self, slip: Slip) -> str:
        try:
            return _printed(with_precision(replace(self.answers, **{slip.field: slip.value}))[slip.field])
        except (TypeError, KeyError, Unprintable) as error:
            path, remedy = self.recipe.behaviour.module, "its field is one of Answers, its value of that type"
            message = f"slip {slip.name!r}: {error}"
            raise fault(message, path, remedy=remedy, code="slips-end", see=self.recipe.see) from None

    def _asked(self, template: jinja2.Template, section: Section, marks: int | None = None) -> tuple[Block, ...]:
        """A text of the question itself, which is kept as Markdown, too."""
        self.rendered.append(self._render(template, sum(self.recipe.part_marks) if marks is None else marks))
        return self._parsed(self.rendered[-1], section)

    def _blocks(self, template: jinja2.Template, section: Section, marks: int | None = None) -> tuple[Block, ...]:
        return self._parsed(self._render(template, sum(self.recipe.part_marks) if marks is None else marks), section)

    def _parsed(self, source: str, section: Section) -> tuple[Block, ...]:
        try:
            return text.parse(source, self.figures, self.language.code)
        except text.TextError as error:
            raise self._fault(str(error), section.line_of(error), error.remedy) from None

    def _render(self, template: jinja2.Template, marks: int) -> str:
        path = self.recipe.file.path
        try:
            # compiled() moves a section to its line with empty lines: take them away again
            rendered = template.render(**self.values, marks=marks).lstrip("\n")
            settled = filled.settled(rendered, text.formulas, text.codes, self.numerals)
        except (jinja2.UndefinedError, Unprintable) as error:
            raise self._fault(str(error), line_in(error, path), code=getattr(error, "code", "text")) from None
        except Exception as error:
            raise self._fault(f"{type(error).__name__}: {error}", line_in(error, path)) from error
        return self._own(settled)

    def _own(self, markdown: str) -> str:
        """A text with the author's own commands replaced in its formulas. Raises Faulty."""
        try:
            return macros.in_text(markdown, self.recipe.file.macros, text.formulas)
        except MathsError as error:
            raise self._fault(str(error), None, "give it what its entry in `macros` takes") from None

    def _fault(self, message: str, line: int | None, remedy: str = "", code: str = "text") -> Faulty:
        return fault(message, self.recipe.file.path, line, remedy, code=code, see=self.recipe.see)


def shown_figures(drawn: Mapping[str, Beside], front: FrontMatter) -> dict[str, Beside]:
    """What a question draws, as it stands on its pages: in its language."""
    if front.lang == DEFAULT and front.numerals.are_plain:
        return dict(drawn)
    return {name: localised(figure, front.lang, front.numerals) for name, figure in drawn.items()}


def _printed(value: Any) -> str:
    """An answer as it prints; several, side by side. Raises Unprintable."""
    if isinstance(value, tuple) and not isinstance(value, Rows | Elements):
        return ", ".join(map(printed, value))
    return printed(value)
