"""What an exam file says of how its papers are set out: the tables beside its sections."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from exampaper.exams.texts import Passage, Plain, Strict, Title, around, wrong
from exampaper.layout import RULINGS, SHRINK, STRETCH, Ruling

LEAST, MOST = 0.2, 5.0
"""The farthest that answer space may shrink and grow."""


def _ruling(value: Any) -> Any:
    """The one word for a space with lines is true, and for none false."""
    if isinstance(value, bool) or value in RULINGS:
        return value
    raise wrong(f"is {value!r}", f"write true (lines), false (none), or one of {', '.join(RULINGS)}")


AnswerSpace = Annotated[bool | Ruling, BeforeValidator(_ruling)]
"""What is ruled below a question: true for lines, false for nothing."""


def _file_name(name: str, info: ValidationInfo) -> str:
    """The name of a file that stands beside the exam file, and was read."""
    if name and name not in {**around(info).pictures, **around(info).texts}:
        raise wrong(
            f"names {name!r}, which cannot be read", "put the file beside the exam file, and name it without a folder"
        )
    return name


FileName = Annotated[Plain, AfterValidator(_file_name)]


def ruling(space: bool | Ruling) -> Ruling:
    """What an exam asks for in its spaces for answers."""
    if isinstance(space, bool):
        return "lines" if space else "none"
    return space


class Pages(Strict):
    """How the pages are filled."""

    fill: bool = Field(default=True, description="answer space shrinks and grows, so that pages are full")
    shrink: float = Field(
        default=SHRINK, ge=LEAST, le=1, description="the smallest answer space, as a part of the question's own: 0.6"
    )
    stretch: float = Field(
        default=STRETCH, ge=1, le=MOST, description="the largest answer space, as a multiple of the question's own: 2.0"
    )
    new_page: bool = Field(default=False, description="every question begins a page")

    numbering: Literal["paper", "section"] = Field(
        default="paper", description="questions are numbered 1, 2, … through the paper, or 1.1, 1.2, … by section"
    )


class Front(Strict):
    """What stands before the questions."""

    logo: FileName = Field(default="", description="a picture beside the exam file, at the head of the first page")
    logo_says: Plain = Field(default="Logo", description="the logo in words, for those who cannot see it")
    cover: Passage = Field(default="", description="wording of a first page of its own; Markdown")
    marks_table: bool = Field(default=False, description="a table of the questions' marks, for the marker")
    running_head: Plain = Field(default="", description="what stands at the head of each further page")


class Back(Strict):
    """What stands after the questions."""

    sheet: FileName = Field(default="", description="a Markdown file beside the exam file: formulas or data")
    sheet_title: Title = Field(default="Formulas and data", description="the heading of the sheet")
    draft_pages: int = Field(default=0, ge=0, le=20, description="how many empty pages follow, for rough work")


class Arrangements(Strict):
    """Columns of the roster by which single candidates have their papers in another form."""

    extra_time: Plain = Field(default="", description="a column of percentages or minutes: 25 %, 30 min")
    large_print: Plain = Field(default="", description="a column of yes (18 pt) or sizes of type")
    colour: Plain = Field(default="", description="a column of colours of paper: cream, yellow, #ffffe0")
    font: Plain = Field(default="", description="a column of families of fonts")
    colour_is_printed: bool = Field(
        default=True, description="the colour is printed; false: the print shop takes coloured paper"
    )
