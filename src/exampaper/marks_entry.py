"""Marks as an entry of a file: 4 or 1.5, checked when it is read, and a number again when it is written."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from exampaper.marks import Marks, as_number, marks_of


def _no_marks(value: Any) -> PydanticCustomError:
    remedy = "write a whole number, or one of halves such as 1.5"
    if isinstance(value, str):
        remedy = "write a number, without quotes"
    message = f"is {value!r}, no number of marks"
    return PydanticCustomError("exam", "{message}", {"message": message, "remedy": remedy})


def _entry(value: Any) -> Marks:
    if isinstance(value, str):
        raise _no_marks(value)
    try:
        marks = marks_of(value)
    except ValueError:
        raise _no_marks(value) from None
    if marks <= 0:
        raise _no_marks(value)
    return marks


def _kept(value: Any) -> Marks:
    """Marks in a file of the program's own, where there may be none."""
    return marks_of(value)


_AS_NUMBER = PlainSerializer(as_number)

MarksEntry = Annotated[
    Marks, PlainValidator(_entry), _AS_NUMBER, WithJsonSchema({"type": "number", "minimum": 0.5, "multipleOf": 0.5})
]
"""Marks that somebody writes: more than none."""

KeptMarks = Annotated[Marks, PlainValidator(_kept), _AS_NUMBER]
"""Marks that were written before."""
