"""What an exam asks for, as frozen values; how it is headed, kept in a manifest, and completed by an editor."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PrivateAttr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from exampaper.exams.form_choice import Forms, Without
from exampaper.exams.grades import Grades, unreachable
from exampaper.exams.setting import AnswerSpace, Arrangements, Back, Front, Pages, ruling
from exampaper.exams.texts import (
    FULL,
    SLUG,
    Id,
    Instruction,
    Label,
    Lang,
    Passage,
    Plain,
    Strict,
    Surroundings,
    Title,
    day,
    own_folder,
    several,
    wrong,
)
from exampaper.exams.toml_positions import KeyPath, nearest_line
from exampaper.faults import Fault, Faulty, Place
from exampaper.figures.images import image_of
from exampaper.languages import DEFAULT, Language, language
from exampaper.layout import Layout, QuestionLayout
from exampaper.model import Heading
from exampaper.nodes import Block, Figure, Image
from exampaper.text import TextError, parse

LOGO = 200.0, 62.0
"""Points in width and height of the largest logo."""

Rule = Literal["partial", "all-or-nothing", "negative"]
"""The names in `questions.marking_rules.RULES`."""


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
    answer_space: AnswerSpace | None = Field(default=None, description="in place of the exam's answer_space")
    new_page: bool = Field(default=False, description="the question begins a page")

    @model_validator(mode="after")
    def _one_way(self) -> Pick:
        if sum(map(bool, (self.question, self.topic, self.one_of))) != 1:
            raise wrong("give one of question, topic or one_of", 'for example { topic = "rnn", count = 2 }')
        if self.question and self.count != 1:
            raise wrong("a question is asked once: count is for topic and one_of", "take count out")
        if self.pin and not self.question:
            raise wrong("a pin belongs to one question", f'write {{ question = "topic/name", pin = "{self.pin}" }}')
        if self.pin and (self.forms or self.without):
            raise wrong("a pin has its own values: forms and without are for drawn ones", "take one of them out")
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

    id: Annotated[str, Field(pattern=SLUG, description="names the output folder"), AfterValidator(own_folder)]
    title: Title
    lang: Lang = Field(default=DEFAULT, description="the language of the paper: en, de, fr, or a file languages/….toml")
    mixed_languages: bool = Field(default=False, description="questions in other languages may be asked")
    institution: Plain = ""
    course: Plain = ""
    date: Annotated[datetime.date | str, BeforeValidator(day)] = Field(
        default="", description="a date, printed as 15 January 2027, or a text, printed as it is"
    )
    duration: Plain = Field(default="", description="as printed: 2 hours")
    minutes: int | None = Field(default=None, ge=1, description="the duration as a number")
    instructions: tuple[Instruction, ...] = Field(default=(), description="what stands on the first page; Markdown")
    candidate: tuple[Label, ...] = Field(
        default=("Name", "Candidate number"), description="lines of the candidate's box"
    )
    paper: Literal["a4", "us-letter"] = "a4"
    fonts: Annotated[tuple[Title, ...], BeforeValidator(several)] = Field(
        default=(),
        description="folders of fonts beside the exam file, or families, for signs that the papers' own lacks",
    )
    marks: int | None = Field(default=None, ge=1, description="the total that the marks must add up to")
    answer_space: AnswerSpace = Field(
        default=False, description="space below each question: true for lines, grid, blank; false for none"
    )
    pages: Pages = Field(default=Pages(), description="how the pages are filled")
    front: Front = Field(default=Front(), description="what stands before the questions")
    back: Back = Field(default=Back(), description="what stands after them")
    arrangements: Arrangements = Field(
        default=Arrangements(), description="columns of the roster that say who has a paper in another form"
    )
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
            raise wrong(f"lets {above[0]} begin above all {most} marks", remedy)
        return value

    _file: Path | None = PrivateAttr(None)
    _lines: Mapping[KeyPath, int] = PrivateAttr(default_factory=dict)
    _pictures: Mapping[str, Image] = PrivateAttr(default_factory=dict)
    _texts: Mapping[str, str] = PrivateAttr(default_factory=dict)

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

    @property
    def has_answer_space(self) -> bool:
        """Whether questions that say nothing of it have space for an answer below them."""
        return ruling(self.answer_space) != "none"

    @property
    def fills_pages(self) -> bool:
        """Whether answer space shrinks and grows."""
        return self.pages.fill

    def place(self, *path: str | int) -> Place:
        """Where an entry of the file stands, or what it is in; nowhere for an exam made in Python."""
        return Place(self._file, nearest_line(self._lines, path)) if self._file else Place()


# ------------------------------------------------------------------ what is made of it


def heading(exam: Exam) -> Heading:
    """What stands above every paper of the exam. Raises Faulty for a kept text that can no longer be read."""
    words = language(exam.lang)
    sheet_title = exam.back.sheet_title if "sheet_title" in exam.back.model_fields_set else words.say("sheet")
    candidate = exam.candidate if "candidate" in exam.model_fields_set else words.listed_words("candidate-lines")
    return Heading(
        title=exam.title,
        institution=exam.institution,
        course=exam.course,
        date=_printed(exam.date, words),
        duration=exam.duration or (words.counted("minute", exam.minutes) if exam.minutes else ""),
        instructions=tuple(map(partial(passage, exam), exam.instructions)),
        candidate=candidate,
        lang=exam.lang,
        format=exam.paper,
        answer_space=exam.has_answer_space,
        logo=_logo(exam),
        cover=passage(exam, exam.front.cover),
        running_head=exam.front.running_head,
        sheet_title=sheet_title if exam.back.sheet else "",
        sheet=passage(exam, exam._texts.get(exam.back.sheet, "")),
    )


def _logo(exam: Exam) -> tuple[Block, ...]:
    """The logo, as high as it may be at the head of a page."""
    picture = exam._pictures.get(exam.front.logo)
    if picture is None:
        return ()
    wide, high = picture.size
    factor = min(1.0, LOGO[0] / wide, LOGO[1] / high)
    smaller = replace(picture, size=(round(wide * factor, 2), round(high * factor, 2)))
    words = exam.front.logo_says if "logo_says" in exam.front.model_fields_set else language(exam.lang).say("logo")
    return (Figure(smaller, words),)


def layout(exam: Exam, picks: Mapping[int, Pick]) -> Layout:
    """How the papers of the exam are set out. picks: what each question, by its number, was picked by."""
    questions: dict[int, QuestionLayout] = {}
    for number, pick in picks.items():
        if pick.answer_space is not None or pick.new_page:
            own = None if pick.answer_space is None else ruling(pick.answer_space)
            questions[number] = QuestionLayout(own, pick.new_page)
    pages = exam.pages
    return Layout(
        ruling=ruling(exam.answer_space) if exam.has_answer_space else "lines",
        fill=pages.fill,
        shrink=pages.shrink,
        stretch=pages.stretch,
        new_page=pages.new_page,
        questions=questions,
        cover_page=bool(exam.front.cover),
        marks_table=exam.front.marks_table,
        draft_pages=exam.back.draft_pages,
    )


def passage(exam: Exam, text: str) -> tuple[Block, ...]:
    """A text of an exam with its pictures. Raises Faulty for a kept text that can no longer be read."""
    try:
        return parse(text, exam._pictures, exam.lang)
    except TextError as error:
        raise Faulty(Fault(f"a text of the exam cannot be read: {error}", exam.place(), error.remedy)) from None


def _printed(date: datetime.date | str, words: Language) -> str:
    return date if isinstance(date, str) else words.day(date)


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
_TEXTS = "texts"


def specification(exam: Exam) -> dict[str, Any]:
    """An exam as JSON values, its date as it is printed: `from_specification` reads it back."""
    printed = exam.model_copy(update={"date": _printed(exam.date, language(exam.lang))})
    if exam.lang == DEFAULT:
        values = printed.model_dump(mode="json", exclude_defaults=True)
    else:  # what is set to an English default there is not what is left to the language
        values = printed.model_dump(mode="json", exclude_unset=True)
    kept = {name: base64.b64encode(picture.content).decode() for name, picture in exam._pictures.items()}
    if exam._texts:
        values[_TEXTS] = dict(exam._texts)
    return values | {_PICTURES: kept} if kept else values


def from_specification(values: Mapping[str, Any]) -> Exam:
    """The exam that a manifest keeps. Raises Faulty for a picture in it that is none."""
    fields = dict(values)
    kept = fields.pop(_PICTURES, {})
    pictures = {name: image_of(base64.b64decode(content), Path(name)) for name, content in kept.items()}
    texts: dict[str, str] = fields.pop(_TEXTS, {})
    exam = Exam.model_validate(tuples(fields), context=Surroundings(pictures, texts, kept=True))
    exam._pictures, exam._texts = pictures, texts
    return exam


def tuples(value: Any) -> Any:
    """Arrays as tuples: the values are frozen."""
    if isinstance(value, dict):
        return dict(zip(value, map(tuples, value.values()), strict=True))
    return tuple(map(tuples, value)) if isinstance(value, list) else value
