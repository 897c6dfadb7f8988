"""What marks say of questions, versions and forms: by hand for few, and a form made harder is found."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from exampaper.faults import Place
from exampaper.manifest import Manifest
from exampaper.marksheet.layout import mark_sheet, maxima
from exampaper.marksheet.read import Entry, Marked
from exampaper.marksheet.statistics import FormResult, results, telling
from tests.marksheet.builds import class_of, manifest, paper, question


def marked(built: Manifest, marks: dict[str, list[float]]) -> list[Marked]:
    """What was entered: by person, the marks of each column of their paper."""
    people = []
    for person in mark_sheet(built).people:
        assert person.paper
        columns = zip(maxima(person.paper), marks.get(person.id, []), strict=False)
        entries = {column: Entry(Fraction(str(value)), Place(), "") for column, value in columns}
        people.append(Marked(person, entries))
    return people


def test_questions_by_hand() -> None:
    built = class_of("1", "2", "3", "4", "5", "6")
    marks: dict[str, list[float]] = {
        "1": [4, 2, 3],
        "2": [2, 1, 2],
        "3": [0, 0, 0.5],
        "4": [3, 1, 2],
        "5": [4, 2, 2.5],
        "6": [1, 2],  # not complete
    }
    found = results(marked(built, marks))
    assert found
    assert (found.scripts, list(map(float, found.totals)), list(map(float, found.most))) == (
        5,
        [9, 5, 0.5, 6, 8.5],
        [9],
    )
    assert (found.mean, found.middle) == (5.8, 6.0)
    first, second = found.questions
    assert first.difficulty
    assert second.difficulty
    assert first.difficulty.value == pytest.approx(13 / 20)
    assert second.difficulty.value == pytest.approx(16 / 25)
    assert (first.full, first.none) == (0.4, 0.2)
    assert [part.difficulty.value for part in second.parts if part.difficulty] == pytest.approx([6 / 10, 10 / 15])
    # each without itself: the rest of a paper of two questions is the other one
    assert first.discrimination
    assert second.discrimination
    assert first.discrimination.value == pytest.approx(second.discrimination.value)


def test_no_complete_script_says_nothing() -> None:
    assert results(marked(class_of("1"), {})) is None


def forms(kind: str, number: int) -> dict[str, Any]:
    items = [question("t/q", 1, {"": 4}, {"kind": kind, "shown": ["a", "b"] if number % 2 else ["b", "c"]})]
    return paper(str(number)) | {
        "questions": [*items, *paper("x", [{}, {"": 4}, {"": 4}])["questions"][1:]],
        "sections": [3],
    }


def simulated(harder: float) -> list[FormResult]:
    """The forms of a class in which one of three is harder."""
    rng = random.Random(5)
    kinds = [rng.choice(("plain", "grouped", "single")) for _ in range(60)]
    built = manifest([forms(kind, number) for number, kind in enumerate(kinds)])
    marks = {}
    for number, kind in enumerate(kinds):
        ability = rng.gauss(0.65, 0.12)
        shares = [ability - harder * (kind == "grouped"), ability, ability]
        marks[str(number)] = [round(8 * min(1, max(0, share + rng.gauss(0, 0.1)))) / 2 for share in shares]
    found = results(marked(built, marks))
    assert found
    return list(found.forms)


def test_a_harder_form_is_found() -> None:
    found = telling(simulated(0.3))
    assert ("t/q", "kind", "grouped", "harder") in [(one.id, one.name, one.form, one.verdict) for one in found]


def test_equal_forms_are_not_told_apart() -> None:
    assert telling(simulated(0.0)) == []


def test_statements_are_compared_with_papers_that_lack_them() -> None:
    found = {(one.name, one.form): one.scripts for one in simulated(0.0)}
    assert found["statement", "a"] == 30
    assert ("statement", "b") not in found  # every paper has it
    assert {name for name, _ in found} == {"kind", "statement"}


def test_versions_are_compared() -> None:
    deal = [{"id": str(number), "name": "", "label": "AB"[number % 2]} for number in range(20)]
    built = manifest([paper("A", label=True), paper("B", label=True)], deal=deal)
    marks: dict[str, list[float]] = {
        str(number): [4 if number % 2 else 1, 1 + number % 3 / 2, 2] for number in range(20)
    }
    found = results(marked(built, marks))
    assert found
    assert [(version.label, version.scripts) for version in found.versions] == [("A", 10), ("B", 10)]
    verdicts = {(one.id, one.form): one.verdict for one in found.forms if one.name == "version"}
    assert verdicts["t/q1", "A"] == "harder"
    assert verdicts["t/q1", "B"] == "easier"


def test_few_are_too_few() -> None:
    deal = [{"id": str(number), "name": "", "label": "AB"[number % 2]} for number in range(6)]
    built = manifest([paper("A", label=True), paper("B", label=True)], deal=deal)
    found = results(marked(built, {str(number): [4, 1, 2] for number in range(6)}))
    assert found
    assert {one.verdict for one in found.forms} == {"too few to tell"}
