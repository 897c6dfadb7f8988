"""Half marks and bonus marks: exact, printed alike everywhere, and counted where they should be."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper import manifest
from exampaper.exams.loader import load, parse
from exampaper.exams.validation import validate
from exampaper.faults import Faulty
from exampaper.marking import asked_parts, mark
from exampaper.marks import Half, Marks, as_number, counted_marks, marks_of, step_of, sum_of, towards_zero, worth
from exampaper.marksheet.layout import mark_sheet, maxima, total_of
from exampaper.model import Paper
from exampaper.papers.assemble import assemble_label
from exampaper.papers.documents import source
from exampaper.practice.exercise import exercise
from exampaper.questions.bank import Bank
from exampaper.questions.marking_rules import RULES
from exampaper.questions.marks import scaled_marks
from exampaper.show import as_json
from tests.check.banks import SOUND
from tests.command import run

MARKS = st.integers(0, 40).map(lambda halves: marks_of(Fraction(halves, 2)))

EXAM = """id = "halves"
title = "Halves"
marks = {marks}
[[sections]]
title = "One"
picks = [
  {{ question = "marks/halves"{halves} }},
  {{ question = "ties/avoided", marks = 2.5, bonus = {bonus} }},
]
"""


@pytest.fixture(scope="module")
def halves() -> Bank:
    return Bank.load(SOUND)


def paper(bank: Bank, tmp_path: Path, marks: object = 3.5, bonus: str = "true", halves: str = "") -> Paper:
    path = tmp_path / "exam.toml"
    path.write_text(EXAM.format(marks=marks, bonus=bonus, halves=halves))
    exam = load(path)
    validate(exam, bank)
    return assemble_label(exam, bank, b"secret", "A")


# ------------------------------------------------------------------ numbers of marks


@pytest.mark.parametrize(
    ("marks", "text"), [(0.5, "½"), ("½", "½"), ("1½", "1½"), (Decimal("2.5"), "2½"), (3.0, "3"), ("12", "12")]
)
def test_marks_print_as_people_write_them(marks: Any, text: str) -> None:
    assert str(marks_of(marks)) == text == f"{marks_of(marks)}"


@pytest.mark.parametrize("wrong", [0.25, float("nan"), float("inf"), True, "x", "½½", "1.3", None, Fraction(1, 3)])
def test_what_is_neither_whole_nor_half_is_none(wrong: Any) -> None:
    with pytest.raises(ValueError, match="marks"):
        marks_of(wrong)


@given(st.lists(MARKS))
def test_sums_are_exact_and_whole_again_where_they_are(marks: list[Marks]) -> None:
    total = sum_of(marks)
    assert total == sum(map(Fraction, marks))
    assert isinstance(total, int) == (Fraction(total).denominator == 1)
    assert isinstance(total, int | Half)


@given(MARKS, MARKS)
def test_marks_compute_as_fractions_do(one: Marks, other: Marks) -> None:
    assert one - other == Fraction(one) - Fraction(other)
    assert 3 * one == one * 3 == 3 * Fraction(one)
    assert as_number(one) == one
    assert marks_of(str(one)) == one


@given(MARKS)
def test_marks_go_to_other_processes_and_to_json(marks: Marks) -> None:
    assert pickle.loads(pickle.dumps(marks)) == copy.deepcopy(marks) == copy.copy(marks) == marks
    assert marks_of(json.loads(json.dumps(as_number(marks)))) == marks


def test_what_stands_beside_questions() -> None:
    assert [worth(7), worth(7, 2), worth(0, marks_of(1.5))] == ["7", "7 + 2", "+1½"]
    assert [counted_marks(1), counted_marks(marks_of(0.5)), counted_marks(60, 4)] == [
        "1 mark",
        "½ mark",
        "60 marks + 4 bonus",
    ]


@given(st.lists(MARKS.filter(bool), min_size=1, max_size=6), MARKS.filter(bool))
def test_scaled_points_add_up_and_none_is_lost(points: list[Marks], total: Marks) -> None:
    step = step_of(total, *points)
    try:
        shares = scaled_marks(points, total, Path("x.md"))
    except Faulty:
        assert total < len(points) * step
        return
    assert sum_of(shares) == total
    assert all(share >= step for share in shares)


@given(st.fractions(-9, 9))
def test_rounding_goes_towards_nothing(marks: Fraction) -> None:
    for step in (Fraction(1), Fraction(1, 2)):
        rounded = towards_zero(marks, step)
        assert abs(Fraction(rounded)) <= abs(marks) < abs(Fraction(rounded)) + step


def test_statements_of_half_marks_earn_halves() -> None:
    rule, total = RULES["partial"], marks_of(2.5)
    assert rule.marks(total, {1, 2}, {1, 2}, 5) == total
    assert rule.marks(total, {1, 2}, {1}, 5) == 1
    assert rule.marks(total, {1, 2}, {1, 2, 3}, 5) == marks_of(1.5)
    assert "rounded down to half marks" in rule.told(total)
    assert rule.told(5) == rule.sentence


# ------------------------------------------------------------------ questions


def test_a_question_has_halves_and_a_bonus(halves: Bank) -> None:
    question = halves["marks/halves"]
    variant = question.variant(1)
    assert (question.marks, question.bonus) == (variant.marks, variant.bonus) == (marks_of(3.5), 1)
    assert [part.worth for part in variant.parts] == ["1½", "2", "+1"]
    assert [str(point.marks) for point in variant.parts[1].marking] == ["1½", "½"]
    assert variant.parts[1].slips[0].marks == marks_of(0.5)
    told = as_json(variant)
    assert (told["marks"], told["bonus"]) == (3.5, 1)
    json.dumps(told)


def test_what_is_typed_earns_halves(halves: Bank) -> None:
    question = halves["marks/halves"]
    variant = question.variant(1)
    parts, answers = asked_parts(question, variant), variant.answers
    right = {"a": f"{answers.area} cm²", "b": f"{answers.perimeter} cm", "c": f"{answers.diagonal:.2f} cm"}
    all_right = mark(parts, right)
    assert (all_right.marks, all_right.total) == (marks_of(4.5), marks_of(3.5))  # with the bonus
    two_sides = mark(parts, right | {"b": f"{answers.perimeter // 2} cm"})
    assert two_sides.parts[1].marks == marks_of(0.5)


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("marks: [1.5, 2, 1.25]", "no number of marks"),
        ("marks: [1.5, 2, 0]", "no number of marks"),
        ("marks: [1, 2, 1]", "marking points add up to 1½, not to 1"),
        ("bonus: d", "no part 'd'"),
        ("bonus: [a, b, c]", "all parts"),
    ],
)
def test_wrong_marks_are_told(front: str, told: str, tmp_path: Path) -> None:
    text = (SOUND / "marks/halves.md").read_text()
    key = front.partition(":")[0]
    lines = [front if line.startswith(f"{key}:") else line for line in text.split("\n")]
    (tmp_path / "t").mkdir()
    (tmp_path / "t/q.md").write_text("\n".join(lines))
    (tmp_path / "t/q.py").write_text((SOUND / "marks/halves.py").read_text())
    with pytest.raises(Faulty) as caught:
        Bank.load(tmp_path)
    assert told in str(caught.value)
    assert caught.value.faults[0].place.line


def test_practice_counts_them_all(halves: Bank) -> None:
    made = exercise(halves["marks/halves"], [1])
    assert made.marks == 4.5
    assert [part.step for part in made.variants[0].parts] == [0.5, 0.5, 1.0]
    json.dumps(made.contents())


# ------------------------------------------------------------------ papers


def test_a_paper_says_what_is_bonus(halves: Bank, tmp_path: Path) -> None:
    made = paper(halves, tmp_path)
    assert made.counted_marks == "3½ marks + 3½ bonus"
    for target, document in (("typst", "question-paper"), ("latex", "marking-scheme")):
        text = source(made, document, target)  # type: ignore[arg-type]
        assert "3½ marks + 3½ bonus" in text.replace(r"\textonehalf{}", "½")


def test_a_pick_that_is_no_bonus_counts(halves: Bank, tmp_path: Path) -> None:
    made = paper(halves, tmp_path, marks=6, bonus="false")
    assert (made.marks, made.bonus) == (6, 1)


def test_a_pick_scales_what_is_no_bonus(halves: Bank, tmp_path: Path) -> None:
    made = paper(halves, tmp_path, marks=5, halves=", marks = 5")
    assert [str(part.marks) for part in made.questions[0].variant.parts] == ["2½", "2½", "1"]


def test_wrong_totals_and_nothing_but_a_bonus_are_told(halves: Bank, tmp_path: Path) -> None:
    with pytest.raises(Faulty, match=r"add up to 3½, not to the declared 4"):
        paper(halves, tmp_path, marks=4)
    only = parse(EXAM.format(marks=3, bonus="true", halves=", bonus = true"), Path("x.toml"))
    with pytest.raises(Faulty, match="every question is a bonus"):
        validate(only, halves)


def test_the_mark_sheet_and_the_results(tmp_path: Path) -> None:
    (tmp_path / "exam.toml").write_text(EXAM.format(marks=3.5, bonus="true", halves=""))
    (tmp_path / "roster.csv").write_text("id,name\n1,Ada\n2,Bo\n3,Cy\n")
    more = ("--roster", "roster.csv", "--seed", "1", "--format", "typ", "--bank", SOUND)
    built = run("build", "exam.toml", *more, cwd=tmp_path)
    assert "3½ marks + 3½ bonus" in built.stdout
    folder = tmp_path / "output/halves"
    rows = (folder / "marks.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[1] == "maximum,,,,1.5,2,1,2.5,3.5"
    filled = rows[:2]
    for row, extra in zip(rows[2:], (0, 1, 2.5), strict=True):
        filled.append(f"{row.removesuffix(',,,,,')},1.5,2,0.5,{extra},")
    (folder / "marks.csv").write_text("\n".join(filled))
    read = run("marks", str(folder / "marks.csv"), cwd=tmp_path)
    assert "of 3.5 marks: mean 5.2" in read.stdout
    assert "1,Ada,4" in (folder / "results.csv").read_text(encoding="utf-8-sig")
    kept = manifest.read(folder / "manifest.json")
    assert [str(most) for most in total_of(kept.papers)] == ["7/2"]
    assert sum(maxima(kept.papers[0]).values()) == 7
    assert mark_sheet(kept).marks == ("Q1a", "Q1b", "Q1c", "Q2")
