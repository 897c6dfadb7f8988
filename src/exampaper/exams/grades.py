"""The grades of an exam: for each, the marks from which it is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from exampaper.marks import Marks

_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*%")


def _wrong(message: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("exam", "{message}", {"message": message, "remedy": remedy})


def _grades(value: Any) -> Any:
    """A table of grades, of which every total has one, and no two begin at the same marks."""
    if not isinstance(value, dict):
        raise _wrong("is no table of grades", 'write grades = { A = 54, B = 48, C = 40, F = 0 }, or "90 %" for a share')
    if not value:
        return value
    starts = {grade: _start(grade, least) for grade, least in value.items()}
    if len({is_share for is_share, least in starts.values() if least}) > 1:
        raise _wrong("mixes marks and shares", "give marks for all, or shares for all")
    if len({least for _, least in starts.values()}) < len(starts):
        raise _wrong("has two grades that begin at the same marks", "give each grade marks of its own")
    if not any(least == 0 for _, least in starts.values()):
        raise _wrong("leaves the lowest totals without a grade", "let one begin at 0")
    return value


def _start(grade: str, least: Any) -> tuple[bool, Fraction]:
    """Whether a grade begins at a share of all marks, and where."""
    if isinstance(least, int | float) and not isinstance(least, bool) and least >= 0:
        return False, Fraction(str(least))
    share = _SHARE.fullmatch(least.strip()) if isinstance(least, str) else None
    if share is None or Fraction(share[1]) > 100:
        raise _wrong(f"has no marks from which {grade} is given", 'give marks, or a share of all as "90 %"')
    return True, Fraction(share[1]) / 100


Grades = Annotated[
    dict[str, Any],
    BeforeValidator(_grades),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {
                "anyOf": [
                    {"type": "number", "minimum": 0},
                    {"type": "string", "pattern": r"^\d+(\.\d+)?\s*%$"},
                ]
            },
        }
    ),
]
"""By grade, the least total with which it is given: marks, or a share of all marks as "90 %"."""


def grade_of(grades: Mapping[str, Any], total: Fraction, most: Fraction) -> str:
    """The grade of a total, of so many marks that there are to have; "" without a scale."""
    reached: dict[Fraction, str] = {}
    for grade, value in grades.items():
        is_share, least = _start(grade, value)
        least = least * most if is_share else least
        if total >= least:
            reached[least] = grade
    return reached[max(reached)] if reached else ""


def unreachable(grades: Mapping[str, Any], most: Marks) -> list[str]:
    """The grades that begin above all marks that there are to have."""
    found = []
    for grade, value in grades.items():
        is_share, least = _start(grade, value)
        if not is_share and least > most:
            found.append(grade)
    return found
