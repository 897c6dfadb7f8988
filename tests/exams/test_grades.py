"""The scale of an exam."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from exampaper.exams.grades import grade_of
from exampaper.exams.loader import parse
from exampaper.faults import Faulty

TEXT = 'id = "e"\ntitle = "E"\nmarks = 60\ngrades = {GRADES}\n[[sections]]\ntitle = "S"\npicks = ["t/q"]\n'


@pytest.mark.parametrize(
    ("total", "grade"), [("60", "A"), ("54", "A"), ("53.5", "B"), ("42", "B"), ("41.9", "F"), ("0", "F")]
)
@pytest.mark.parametrize("grades", [{"F": 0, "A": 54, "B": 42}, {"A": "90 %", "B": "70%", "F": "0 %"}])
def test_a_grade_is_given_from_its_marks_on(grades: dict[str, object], total: str, grade: str) -> None:
    assert grade_of(grades, Fraction(total), Fraction(60)) == grade


def test_without_a_scale_there_are_no_grades() -> None:
    assert grade_of({}, Fraction(3), Fraction(4)) == ""


@pytest.mark.parametrize(
    ("grades", "message"),
    [
        ("{ A = 54, B = 42 }", "grades leaves the lowest totals without a grade"),
        ("{ A = 54, B = 54, F = 0 }", "grades has two grades that begin at the same marks"),
        ('{ A = "90 %", B = 42, F = 0 }', "grades mixes marks and shares"),
        ('{ A = "90", F = 0 }', "grades has no marks from which A is given"),
        ('{ A = "101 %", F = 0 }', "grades has no marks from which A is given"),
        ("{ A = -1, F = 0 }", "grades has no marks from which A is given"),
        ("{ A = true, F = 0 }", "grades has no marks from which A is given"),
        ("3", "grades is no table of grades"),
        ("{ A = 61, F = 0 }", "grades lets A begin above all 60 marks"),
    ],
)
def test_what_is_wrong_has_its_line(grades: str, message: str) -> None:
    with pytest.raises(Faulty) as told:
        parse(TEXT.replace("{GRADES}", grades), Path("e.toml"))
    (only,) = told.value.faults
    assert only.message == message
    assert only.remedy
    assert only.place.line == 4


def test_grades_are_no_part_of_what_is_asked() -> None:
    one = parse(TEXT.replace("{GRADES}", "{ A = 54, F = 0 }"), Path("e.toml"))
    two = parse(TEXT.replace("{GRADES}", "{ A = 50, F = 0 }"), Path("e.toml"))
    assert one.digest == two.digest
    assert one.grades != two.grades
