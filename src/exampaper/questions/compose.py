"""A question with its parameters → a variant: the texts filled in, parsed, marked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

import jinja2

from exampaper import nodes, text
from exampaper.answers.collection import Rows
from exampaper.answers.kind import AnswerType
from exampaper.answers.words import OutputType
from exampaper.canonical import spelled
from exampaper.draw import Rng
from exampaper.faults import Fault, Faulty, fault, nearest
from exampaper.markdown import FORMULA
from exampaper.maths import filled
from exampaper.model import MarkingPoint, Part, PrintedSlip, Slip, Variant
from exampaper.nodes import Beside, Block
from exampaper.questions.code import Either, shielded
from exampaper.questions.kinds import line_in
from exampaper.questions.source import FrontMatter, PartSource, Section, Source
from exampaper.questions.wording import Unprintable, compiled, dressed, shown

if TYPE_CHECKING:
    from exampaper.questions.question import Question

T = TypeVar("T")

# What a statements question says below its own text. Its key comes from the list alone.
_STATEMENTS_LIST = """

<% for s in statements %>
<< loop.index >>. << s.text >>
<% endfor %>
"""
_STATEMENTS_RULE = """

One mark is lost for each statement wrongly selected or left out, down to zero.<< guessing >>
"""
_STATEMENTS_ANSWER = """\
<% if not correct %>None of the statements is true.<% elif correct | length == 1 %>\
Only statement << correct[0] >> is true.<% else %>\
Statements << correct | listed >> are true.<% endif %>


<% for s in statements %>
<< loop.index >>. <% if s.true %>**True.**<% else %>**False.**<% endif %> << s.reason >>
<% endfor %>
"""
_STATEMENTS_MARKING = """\
- [<< marks >>] <% if not correct %>No statement is selected.<% else %>\
<% if correct | length == 1 %>Statement << correct[0] >> is selected<% else %>\
Statements << correct | listed >> are selected<% endif %>, and no others.<% endif %> One mark off for each statement \
wrongly selected or left out, but not below zero.<< guessing >>
"""
_STATEMENTS_KEY = "<% if correct %><< correct | listed >><% else %>none<% endif %>"


def guessing(front: FrontMatter) -> str:
    """What earns nothing, so that nobody is paid for selecting all statements, or none."""
    never = [what for what, wrong in (("all", front.true[1] < front.show[0]), ("none", front.true[0] > 0)) if wrong]
    return f" Selecting {' or '.join(never)} earns nothing." if never else ""


def per_part(source: Source, name: str) -> Any:
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
    """The templates of a question, compiled once; `either` is what may be code or a value, each with its line."""

    def __init__(self, source: Source, default_keys: Sequence[str] = ()) -> None:
        self.path = source.path
        self.either: list[tuple[int, Either]] = []
        listed = source.front.kind == "statements"
        ruled = listed and not source.parts[0].marking.text.strip()  # its author may mark otherwise
        self.stem = self._compiled(
            source.stem, (_STATEMENTS_LIST if listed else "") + (_STATEMENTS_RULE if ruled else "")
        )
        self.parts = [self._part(part, listed) for part in source.parts]
        keys = (
            per_part(source, "key")
            if source.front.key or not (listed or default_keys)
            else default_keys or (_STATEMENTS_KEY,)
        )
        self.keys = [self._compiled(Section(key, source.place("key").line or 1)) for key in keys]

    def _part(self, part: PartSource, listed: bool) -> tuple[jinja2.Template, jinja2.Template, jinja2.Template]:
        answer, marking = part.answer, part.marking
        if listed:
            answer = answer if answer.text.strip() else Section(_STATEMENTS_ANSWER)
            marking = marking if marking.text.strip() else Section(_STATEMENTS_MARKING)
        return self._compiled(part.text), self._compiled(answer), self._compiled(marking)

    def _compiled(self, section: Section, more: str = "") -> jinja2.Template:
        made = shielded(section.text)
        self.either += [(section.line + doubt.line, doubt) for doubt in made.doubts]
        try:
            return compiled(made.text + more, str(self.path), section.line)
        except jinja2.TemplateSyntaxError as error:
            raise fault(f"in the text: {error.message}", self.path, error.lineno) from None


_EITHER = (
    "for code, write <% raw %> before and <% endraw %> behind it; a value has spaces inside, << n >>, "
    'and takes a word before it in: << "static " ~ type >>'
)


def _printed(value: Any) -> str:
    """An answer as it prints; several, side by side. Raises Unprintable."""
    if isinstance(value, tuple) and not isinstance(value, Rows):
        return ", ".join(map(shown, value))
    return shown(value)


def _named(slip: Slip) -> str:
    return f"carried over: {slip.name}" if slip.carried else slip.name


def key_of(source: Source, labels_asked: Mapping[str, tuple[str, ...]], types: Mapping[str, AnswerType]) -> list[str]:
    """The short answers of parts that say nothing of theirs: what they ask for, as it prints."""
    return [_key_of(names, types, source) for names in labels_asked.values()]


def _key_of(names: Sequence[str], types: Mapping[str, AnswerType], source: Source) -> str:
    shown = ", ".join(types[name].in_text(name) for name in names)
    chosen = source.front.choices
    return f"<< choice >>: {shown}" if chosen and chosen.of in names else shown


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a choice question: its letter, and its text in Markdown."""

    letter: str
    text: str


class Wording:
    """One wording of a question: the values of its text, and the texts made from them."""

    def __init__(self, question: Question, params: Any, how: str) -> None:
        self.question, self.params, self.how = question, params, how
        self.see = question.command(how) if how else ""
        self.faults: list[Fault] = []
        self.rendered: list[str] = []
        run = question.run
        behaviour = question.behaviour
        self.answers = run("solve", behaviour.solve, params, how=how, gives=(behaviour.answers,))
        both = params, self.answers
        drawn = run("figures", behaviour.figures, *both, how=how, gives=(Mapping, Beside))
        self.figures: Mapping[str, Beside] = {**question.images, **drawn}
        self.fields = {**dressed(params), **dressed(self.answers)}
        self.values = {**self.fields, **run("context", behaviour.context, *both, how=how, gives=(Mapping,))}
        self.made: Sequence[Slip] = run("slips", behaviour.slips, *both, how=how, gives=(Sequence, Slip))
        self.slips = list(self._slips())
        self.values |= self._choices() | {"guessing": guessing(question.source.front)}
        self.template = question.template

    def variant(self, seed: int | None, pin: str | None) -> Variant:
        """Raises Faulty with all that is wrong with the texts."""
        question = self.question
        front = question.source.front
        stem: tuple[Block, ...] = self._attempt((), self._asked, self.template.stem, question.source.stem)
        parts = tuple(self._parts())
        markdown = "\n\n".join(self.rendered)
        self.faults += self._code_or_values()
        if self.faults:
            raise Faulty(*self.faults)
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
            markdown=markdown,
        )

    def _code_or_values(self) -> Iterable[Fault]:
        """What stands in code and could be filled in: its author must say which it is."""
        for line, doubt in self.template.either:
            if doubt.is_doubtful(self.values):
                told = f"{doubt.words} in code may be a value that is filled in, or code as it stands"
                yield from self._fault(told, line, _EITHER).faults

    def _attempt(self, instead: T, make: Callable[..., T], *args: Any) -> T:
        """What is made, or something in its place: the other texts may be faulty, too, and all is told at once."""
        try:
            return make(*args)
        except Faulty as error:
            self.faults += error.faults
            return instead

    def _parts(self) -> Iterable[Part]:
        source = self.question.source
        spaces = per_part(source, "space")
        rows = zip(source.parts, self.template.parts, self.template.keys, spaces, self.question.part_marks, strict=True)
        for part, (words, answer, marking), key, space, marks in rows:
            yield Part(
                label=part.label,
                text=self._attempt((), self._asked, words, part.text, marks),
                answer=self._attempt((), self._blocks, answer, part.answer, marks),
                marking=self._attempt((), self._marking, marking, part, marks),
                key=self._attempt("", self._key, key, marks),
                space=space,
                slips=tuple(printed for at, printed in self.slips if at == part.label),
            )

    def _key(self, template: jinja2.Template, marks: int) -> str:
        """The short answer: one line of Markdown."""
        key = self._render(template, marks).strip()
        try:
            _ = text.inline(key) if key else ()
        except text.TextError as error:
            raise self._fault(f"key: {error}", self.question.source.place("key").line, error.remedy) from None
        return key.replace(FORMULA, "")

    def _marking(self, template: jinja2.Template, part: PartSource, marks: int) -> tuple[MarkingPoint, ...]:
        points = self._points(template, part.marking, marks)
        total = sum(point.marks for point in points)
        if total != marks:
            what = f"part ({part.label})" if part.label else "the question"
            told = f"marking points of {what} add up to {total}, not to {marks}"
            remedy = "change the marks of the points, or of the front matter"
            raise self._fault(told, part.marking.line, remedy, code="marks")
        return points

    def _points(self, marking: jinja2.Template, section: Section, marks: int) -> tuple[MarkingPoint, ...]:
        blocks = self._blocks(marking, section, marks)
        if len(blocks) != 1 or not isinstance(blocks[0], nodes.Listing):
            remedy = "write each point as - [2] What earns the marks."
            raise self._fault("Marking is not one list", section.line, remedy, code="marks")
        return tuple(self._point(item, section) for item in blocks[0].items)

    def _point(self, item: tuple[Block, ...], section: Section) -> MarkingPoint:
        first = item[0] if item else None
        lead = first.children[0] if isinstance(first, nodes.Paragraph) and first.children else None
        found = re.match(r"\[(\d+)\]\s*", lead.text) if isinstance(lead, nodes.Text) else None
        if not found or not isinstance(first, nodes.Paragraph) or not isinstance(lead, nodes.Text):
            remedy = "begin it with the marks: - [2] …"
            raise self._fault("a marking point without its marks", section.line, remedy, code="marks")
        rest = nodes.Text(lead.text[found.end() :])
        children = (rest, *first.children[1:]) if rest.text else first.children[1:]
        return MarkingPoint(int(found[1]), (nodes.Paragraph(children), *item[1:]))

    def _printed(self) -> Iterable[tuple[str, str]]:
        for name in (f.name for f in fields(self.answers)):
            try:
                yield name, _printed(self.fields[name])
            except Unprintable:
                continue  # a helper value (a boolean, a graph) that no text shows by itself

    def _slips(self) -> Iterable[tuple[str, PrintedSlip]]:
        """Each slip with the label of its part."""
        question = self.question
        key = dict(self._printed())
        labels = [part.label for part in question.source.parts]
        for slip in self.made:
            at = slip.part or labels[-1]
            if at not in labels:
                known = f"known: {', '.join(labels)}"
                message = f"slip {slip.name!r}: no part {at!r}"
                raise fault(message, question.behaviour.module, remedy=known, code="slips-end", see=self.see)
            printed = self._slip_text(slip)
            if printed != key.get(slip.field):  # one that leads to the key is no slip on this draw
                marks = question.part_marks[labels.index(at)] if slip.carried else slip.marks
                words = self._words(slip, printed)
                self._see_slip(slip, words)
                yield at, PrintedSlip(_named(slip), slip.field, words, marks, slip.carried)

    def _words(self, slip: Slip, printed: str) -> str:
        """The value of a slip in Markdown."""
        kind = self.question.behaviour.types.get(slip.field)
        if isinstance(kind, OutputType):
            return f"`{printed}`"
        return printed if isinstance(slip.value, str | bool) else f"${printed}$"

    def _see_slip(self, slip: Slip, words: str) -> None:
        """Raises Faulty for a slip whose name or value is no line of Markdown."""
        for written in filter(str.strip, (slip.name, words)):
            try:
                _ = text.inline(written)
            except text.TextError as error:
                told = f"slip {slip.name!r}: {error}"
                raise fault(told, self.question.behaviour.module, remedy=error.remedy) from None

    def _choices(self) -> dict[str, Any]:
        """`choices`, the options of a choice question in drawn order, and `choice`, the letter of the right one.

        The distractors are what the slips lead to, so that each wrong option is somebody's mistake.
        """
        wanted = self.question.source.front.choices
        if wanted is None:
            return {}
        place = self.question.source.place("choices")
        if wanted.of not in self.fields:
            remedy = nearest(wanted.of, self.fields)
            raise Faulty(Fault(f"choices: no answer {wanted.of!r}", place, remedy, "choices"))
        value = self.fields[wanted.of]
        key = value if isinstance(value, str) else f"${shown(value)}$"
        equal = getattr(value, "equals", value.__eq__)  # SymPy compares what is written, unless asked for the value
        right = {slip.name for slip in self.made if slip.field == wanted.of and equal(slip.value) is True}
        found = (slip for _, slip in self.slips if slip.field == wanted.of and slip.name not in right)
        wrong = dict.fromkeys(slip.printed for slip in found)
        if len(wrong) < wanted.count - 1:
            told = f"choices: {len(wrong)} slips differ from the key and each other, {wanted.count - 1} are needed"
            raise Faulty(Fault(told, place, "add slips", "choices", self.see))
        # the order hangs on the parameters alone, so that a pin has one too
        rng = Rng(int.from_bytes(hashlib.sha256(spelled(self.params).encode()).digest()[:6], "big"))
        options = rng.shuffle([key, *rng.shuffle(list(wrong))[: wanted.count - 1]])
        letters = "ABCDEFGH"[: wanted.count]
        choices = [Choice(letter, option) for letter, option in zip(letters, options, strict=True)]
        return {"choices": choices, "choice": letters[options.index(key)]}

    def _slip_text(self, slip: Slip) -> str:
        try:
            return _printed(dressed(replace(self.answers, **{slip.field: slip.value}))[slip.field])
        except (TypeError, KeyError, Unprintable) as error:
            path, remedy = self.question.behaviour.module, "its field is one of Answers, its value of that type"
            message = f"slip {slip.name!r}: {error}"
            raise fault(message, path, remedy=remedy, code="slips-end", see=self.see) from None

    def _asked(self, template: jinja2.Template, section: Section, marks: int | None = None) -> tuple[Block, ...]:
        """A text of the question itself, which is kept as Markdown, too."""
        self.rendered.append(self._render(template, self.question.marks if marks is None else marks))
        return self._parsed(self.rendered[-1], section)

    def _blocks(self, template: jinja2.Template, section: Section, marks: int | None = None) -> tuple[Block, ...]:
        return self._parsed(self._render(template, self.question.marks if marks is None else marks), section)

    def _parsed(self, source: str, section: Section) -> tuple[Block, ...]:
        try:
            return text.parse(source, self.figures)
        except text.TextError as error:
            raise self._fault(str(error), section.line_of(error), error.remedy) from None

    def _render(self, template: jinja2.Template, marks: int) -> str:
        path = self.question.source.path
        try:
            # compiled() moves a section to its line with empty lines: take them away again
            rendered = template.render(**self.values, marks=marks).lstrip("\n")
            return filled.settled(rendered, text.formulas)
        except (jinja2.UndefinedError, Unprintable) as error:
            raise self._fault(str(error), line_in(error, path), code=getattr(error, "code", "text")) from None
        except Exception as error:
            raise self._fault(f"{type(error).__name__}: {error}", line_in(error, path)) from error

    def _fault(self, message: str, line: int | None, remedy: str = "", code: str = "text") -> Faulty:
        return fault(message, self.question.source.path, line, remedy, code=code, see=self.see)
