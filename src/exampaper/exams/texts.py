"""The types of what an exam file says: texts as they are checked and kept."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import dedent
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from exampaper.faults import Faulty
from exampaper.languages import language
from exampaper.nodes import Image, LineBreak, Paragraph
from exampaper.text import TextError, inline, parse

SLUG = r"^[a-z0-9][a-z0-9-]{0,63}$"
QUESTION = r"^[^\s/]+(/[^\s/]+)+$"
FULL = r"\S"


def wrong(message: str, remedy: str, **more: Any) -> PydanticCustomError:
    """What a validator raises. As context, so that braces in a text are left alone."""
    return PydanticCustomError("exam", "{message}", {"message": message, "remedy": remedy, **more})


def plain_text(text: str) -> str:
    """Text for one paragraph: line ends and indents become single spaces."""
    folded = " ".join(text.split())
    for character in folded:
        if not character.isprintable() and not character.isspace():
            raise wrong(f"holds the unprintable character U+{ord(character):04X}", "take it out")
    return folded


def day(value: Any) -> Any:
    """One message for both types that a date may have."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    raise wrong("is not a date", "write date = 2027-01-15, or a text between quotes")


def several(value: Any) -> Any:
    """A single text is a list of one."""
    return (value,) if isinstance(value, str) else value


def own_folder(id: str) -> str:
    """Practice papers go to output/practice."""
    if id == "practice":
        raise wrong("is taken: practice papers go to output/practice", "choose another id")
    return id


def _aligned(text: str) -> str:
    """Markdown of any length, without the indent that its place in the file gives it."""
    first, *rest = text.strip("\n").rstrip().split("\n")
    return "\n".join([first.strip(), dedent("\n".join(rest))]) if rest else first.strip()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a validation knows beside the values of an exam.

    pictures: the files that its texts may name; texts: those that it prints.
    kept: it is the exam of a manifest, whose papers were printed before.
    """

    pictures: Mapping[str, Image] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    kept: bool = False


def _readable(text: str, info: ValidationInfo) -> str:
    """Markdown as questions have it; a single paragraph on one line."""
    blocks = _read(lambda text: parse(text, around(info).pictures), text, info)
    is_paragraph = len(blocks) == 1 and isinstance(blocks[0], Paragraph) and LineBreak() not in blocks[0].children
    return re.sub(r"\s*\n\s*", " ", text) if is_paragraph else text


def _readable_line(text: str, info: ValidationInfo) -> str:
    """Markdown of one line, as questions have it."""
    _read(inline, text, info)
    return text


def around(info: ValidationInfo) -> Surroundings:
    return info.context if isinstance(info.context, Surroundings) else Surroundings()


def _read(reader: Callable[[str], Sequence[Any]], text: str, info: ValidationInfo) -> Sequence[Any]:
    try:
        return reader(text)
    except TextError as error:
        if around(info).kept:
            return ()
        remedy = error.remedy or "it is Markdown, as the texts of questions are"
        raise wrong(f"cannot be read: {error}", remedy, words=error.words) from None


def _known_language(code: str, info: ValidationInfo) -> str:
    try:
        language(code)
    except Faulty as error:
        (told, *_) = error.faults
        raise wrong(f"is {code!r}: {told.message}", told.remedy) from None
    return code


Plain = Annotated[str, AfterValidator(plain_text)]
Label = Annotated[str, Field(pattern=FULL), AfterValidator(plain_text)]
Title = Annotated[Label, AfterValidator(_readable_line)]
Passage = Annotated[str, AfterValidator(_aligned), AfterValidator(_readable)]
Instruction = Annotated[str, Field(pattern=FULL), AfterValidator(_aligned), AfterValidator(_readable)]
Lang = Annotated[str, AfterValidator(_known_language)]
Id = Annotated[str, Field(pattern=QUESTION, description="a question's id: topic/name")]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
