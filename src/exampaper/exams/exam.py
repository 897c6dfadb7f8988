"""What an exam asks for, as frozen values; how it is headed, kept in a manifest, and completed by an editor."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from textwrap import dedent
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from exampaper.exams.form_choice import Forms, Without
from exampaper.exams.grades import Grades, unreachable
from exampaper.exams.toml_positions import KeyPath, nearest_line
from exampaper.faults import Fault, Faulty, Place
from exampaper.figures.images import image_of
from exampaper.model import Heading
from exampaper.nodes import Block, Image, LineBreak, Paragraph
from exampaper.text import TextError, inline, parse

# not by strftime, which speaks the machine's language
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SLUG = r"^[a-z0-9][a-z0-9-]{0,63}$"
QUESTION = r"^[^\s/]+(/[^\s/]+)+$"
FULL = r"\S"


def _wrong(message: str, remedy: str, **more: Any) -> PydanticCustomError:
    """What a validator raises. As context, so that braces in a text are left alone."""
    return PydanticCustomError("exam", "{message}", {"message": message, "remedy": remedy, **more})


def _plain(text: str) -> str:
    """Text for one paragraph: line ends and indents become single spaces."""
    folded = " ".join(text.split())
    for character in folded:
        if not character.isprintable() and not character.isspace():
            raise _wrong(f"holds the unprintable character U+{ord(character):04X}", "take it out")
    return folded


def _day(value: Any) -> Any:
    """One message for both types that a date may have."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    raise _wrong("is not a date", "write date = 2027-01-15, or a text between quotes")


def _several(value: Any) -> Any:
    """A single text is a list of one."""
    return (value,) if isinstance(value, str) else value


def _own_folder(id: str) -> str:
    """Practice papers go to output/practice."""
    if id == "practice":
        raise _wrong("is taken: practice papers go to output/practice", "choose another id")
    return id


def _aligned(text: str) -> str:
    """Markdown of any length, without the indent that its place in the file gives it."""
    first, *rest = text.strip("\n").rstrip().split("\n")
    return "\n".join([first.strip(), dedent("\n".join(rest))]) if rest else first.strip()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a validation knows beside the values of an exam.

    pictures: the files that its texts may name. kept: it is the exam of a manifest, whose papers were printed before.
    """

    pictures: Mapping[str, Image] = field(default_factory=dict)
    kept: bool = False


def _readable(text: str, info: ValidationInfo) -> str:
    """Markdown as questions have it; a single paragraph on one line."""
    blocks = _read(lambda text: parse(text, _around(info).pictures), text, info)
    is_paragraph = len(blocks) == 1 and isinstance(blocks[0], Paragraph) and LineBreak() not in blocks[0].children
    return re.sub(r"\s*\n\s*", " ", text) if is_paragraph else text


def _readable_line(text: str, info: ValidationInfo) -> str:
    """Markdown of one line, as questions have it."""
    _read(inline, text, info)
    return text


def _around(info: ValidationInfo) -> Surroundings:
    return info.context if isinstance(info.context, Surroundings) else Surroundings()


def _read(reader: Callable[[str], Sequence[Any]], text: str, info: ValidationInfo) -> Sequence[Any]:
    try:
        return reader(text)
    except TextError as error:
        if _around(info).kept:
            return ()
        remedy = error.remedy or "it is Markdown, as the texts of questions are"
        raise _wrong(f"cannot be read: {error}", remedy, words=error.words) from None


Plain = Annotated[str, AfterValidator(_plain)]
Label = Annotated[str, Field(pattern=FULL), AfterValidator(_plain)]
Title = Annotated[Label, AfterValidator(_readable_line)]
Passage = Annotated[str, AfterValidator(_aligned), AfterValidator(_readable)]
Instruction = Annotated[str, Field(pattern=FULL), AfterValidator(_aligned), AfterValidator(_readable)]
Id = Annotated[str, Field(pattern=QUESTION, description="a question's id: topic/name")]


Rule = Literal["partial", "all-or-nothing", "negative"]
"""The names in `questions.marking_rules.RULES`."""


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Pick(Strict):
    """One question by its id, or some of a topic, or some of a list."""

    question: Id | None = Field(default=None, description="this question")
    topic: Annotated[str, Field(pattern=FULL)] | None = Field(default=None, description="any question of this topic")
    one_of: tuple[Id, ...] = Field(default=(), description="any of these questions")
    count: int = Field(default=1, ge=1, description="how many of the topic or list")
    pin: Annotated[str, Field(pattern=FULL)] | None = Field(default=None, description="the pinned variant of this name")
    marks: int | None = Field(default=None, ge=1, description="marks in place of the question's own")
    forms: Forms = Field(default={}, description="by parameter, the values that it may have")
    without: Without = Field(default=(), description="ids or groups of statements that are left out")
    statements: Rule | None = Field(default=None, description="how statements earn marks, if not as in the exam")

    @model_validator(mode="after")
    def _one_way(self) -> Pick:
        if sum(map(bool, (self.question, self.topic, self.one_of))) != 1:
            raise _wrong("give one of question, topic or one_of", 'for example { topic = "rnn", count = 2 }')
        if self.question and self.count != 1:
            raise _wrong("a question is asked once: count is for topic and one_of", "take count out")
        if self.pin and not self.question:
            raise _wrong("a pin belongs to one question", f'write {{ question = "topic/name", pin = "{self.pin}" }}')
        if self.pin and (self.forms or self.without):
            raise _wrong("a pin has its own values: forms and without are for drawn ones", "take one of them out")
        return self


class Section(Strict):
    """A section of the paper: its heading and what to ask in it."""

    title: Title
    instruction: Passage = Field(default="", description="what stands above the questions; Markdown")
    shuffle: bool = Field(default=False, description="questions in another order on every paper")
    picks: Annotated[tuple[Pick, ...], Field(min_length=1)]

    @field_validator("picks", mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        """A question's id alone is a pick."""
        if not isinstance(value, tuple):
            return value
        return tuple({"question": item} if isinstance(item, str) else item for item in value)


class Exam(Strict):
    """What an exam asks for, and how its papers are headed."""

    id: Annotated[str, Field(pattern=SLUG, description="names the output folder"), AfterValidator(_own_folder)]
    title: Title
    institution: Plain = ""
    course: Plain = ""
    date: Annotated[datetime.date | str, BeforeValidator(_day)] = Field(
        default="", description="a date, printed as 15 January 2027, or a text, printed as it is"
    )
    duration: Plain = Field(default="", description="as printed: 2 hours")
    minutes: int | None = Field(default=None, ge=1, description="the duration as a number")
    instructions: tuple[Instruction, ...] = Field(default=(), description="what stands on the first page; Markdown")
    candidate: tuple[Label, ...] = Field(
        default=("Name", "Candidate number"), description="lines of the candidate's box"
    )
    paper: Literal["a4", "us-letter"] = "a4"
    fonts: Annotated[tuple[Title, ...], BeforeValidator(_several)] = Field(
        default=(),
        description="folders of fonts beside the exam file, or families, for signs that the papers' own lacks",
    )
    marks: int | None = Field(default=None, ge=1, description="the total that the marks must add up to")
    answer_space: bool = Field(default=False, description="ruled space below each question")
    shuffle: bool = Field(default=False, description="questions in another order on every paper, within their sections")
    shuffle_statements: bool = Field(default=True, description="statements in drawn order; false: in the bank's order")
    grades: Grades = Field(default={}, description='by grade, the least total: marks, or a share of all as "90 %"')
    statements: Rule = Field(default="partial", description="how statements earn marks")
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @field_validator("grades", mode="after")
    @classmethod
    def _grades_within_reach(cls, value: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        most = info.data.get("marks")
        above = unreachable(value, most) if most else []
        if above:
            remedy = "let it begin at marks that there are to have"
            raise _wrong(f"lets {above[0]} begin above all {most} marks", remedy)
        return value

    _file: Path | None = PrivateAttr(None)
    _lines: Mapping[KeyPath, int] = PrivateAttr(default_factory=dict)
    _pictures: Mapping[str, Image] = PrivateAttr(default_factory=dict)

    @property
    def digest(self) -> str:
        """The digest of what it asks: two exams of one digest ask the same, whatever grades they give for it."""
        asked = {key: value for key, value in specification(self).items() if key != "grades"}
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]

    def rule_of(self, section: int, id: str) -> str:
        """The name of the rule by which selected statements earn marks. section: where the question stands, from 0."""
        topic = id.rpartition("/")[0]
        picks = self.sections[section].picks
        for pick in sorted(picks, key=lambda pick: not pick.question):
            if id == pick.question or id in pick.one_of or topic == pick.topic:
                return pick.statements or self.statements
        return self.statements

    def place(self, *path: str | int) -> Place:
        """Where an entry of the file stands, or what it is in; nowhere for an exam made in Python."""
        return Place(self._file, nearest_line(self._lines, path)) if self._file else Place()


# ------------------------------------------------------------------ what is made of it


def heading(exam: Exam) -> Heading:
    """What stands above every paper of the exam. Raises Faulty for a kept text that can no longer be read."""
    return Heading(
        title=exam.title,
        institution=exam.institution,
        course=exam.course,
        date=_printed(exam.date),
        duration=exam.duration or (f"{exam.minutes} minutes" if exam.minutes else ""),
        instructions=tuple(map(partial(passage, exam), exam.instructions)),
        candidate=exam.candidate,
        format=exam.paper,
        answer_space=exam.answer_space,
    )


def passage(exam: Exam, text: str) -> tuple[Block, ...]:
    """A text of an exam with its pictures. Raises Faulty for a kept text that can no longer be read."""
    try:
        return parse(text, exam._pictures)
    except TextError as error:
        raise Faulty(Fault(f"a text of the exam cannot be read: {error}", exam.place(), error.remedy)) from None


def _printed(date: datetime.date | str) -> str:
    return date if isinstance(date, str) else f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def schema() -> dict[str, Any]:
    """The JSON Schema by which an editor completes an exam file."""
    exam: dict[str, Any] = _without_null(Exam.model_json_schema())
    picks = exam["$defs"]["Section"]["properties"]["picks"]
    picks["items"] = {"anyOf": [{"type": "string", "description": "a question's id"}, {"$ref": "#/$defs/Pick"}]}
    pick = exam["$defs"]["Pick"]
    pick["oneOf"] = [{"required": [way]} for way in ("question", "topic", "one_of")]
    pick["dependentRequired"] = {"pin": ["question"]}
    pick["properties"]["one_of"] |= {"minItems": 1, "uniqueItems": True}
    fonts = exam["properties"]["fonts"]
    several = {"type": fonts.pop("type"), "items": fonts.pop("items")}
    exam["properties"]["fonts"] = {"anyOf": [{"type": "string"}, several], **fonts}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **exam}


def _without_null(node: Any) -> Any:
    """A schema without null, which TOML does not have."""
    if isinstance(node, list):
        return [_without_null(item) for item in node if item != {"type": "null"}]
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        if not (key == "default" and value is None):
            kept[key] = _without_null(value)
    if len(kept.get("anyOf", ())) == 1:
        (only,) = kept.pop("anyOf")
        return {**only, **kept}
    return kept


_PICTURES = "pictures"  # in a manifest: what stands beside the exam file, by its name there


def specification(exam: Exam) -> dict[str, Any]:
    """An exam as JSON values, its date as it is printed: `from_specification` reads it back."""
    printed = exam.model_copy(update={"date": _printed(exam.date)})
    values = printed.model_dump(mode="json", exclude_defaults=True)
    kept = {name: base64.b64encode(picture.content).decode() for name, picture in exam._pictures.items()}
    return values | {_PICTURES: kept} if kept else values


def from_specification(values: Mapping[str, Any]) -> Exam:
    """The exam that a manifest keeps. Raises Faulty for a picture in it that is none."""
    fields = dict(values)
    kept = fields.pop(_PICTURES, {})
    pictures = {name: image_of(base64.b64decode(content), Path(name)) for name, content in kept.items()}
    exam = Exam.model_validate(tuples(fields), context=Surroundings(pictures, kept=True))
    exam._pictures = pictures
    return exam


def tuples(value: Any) -> Any:
    """Arrays as tuples: the values are frozen."""
    if isinstance(value, dict):
        return dict(zip(value, map(tuples, value.values()), strict=True))
    return tuple(map(tuples, value)) if isinstance(value, list) else value
