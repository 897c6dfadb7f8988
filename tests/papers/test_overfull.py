"""What does not fit is told as it is printed: by each engine, with its question, once for all papers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from exampaper.manifest import PaperRecord, QuestionRecord
from exampaper.model import Paper
from exampaper.papers.contents import OutputOptions, RenderedPaper, contents
from exampaper.papers.overfull import Overfull, notes
from tests import pages
from tests.papers.test_layout import TARGETS, matrix, paper, question, table

EDGE = 595.3 - 85.0  # of the lines of an A4 page, in points


def told(papers: list[Paper], target: str) -> list[RenderedPaper]:
    made = contents(papers, OutputOptions(engine=target))
    return [each for each in made if isinstance(each, RenderedPaper)]


@pytest.mark.parametrize("target", TARGETS)
def test_a_formula_is_told_where_it_leaves_its_line(target: str) -> None:
    """And nowhere else: what the page shows decides."""
    papers = [paper(question(matrix(1, columns)), space=False) for columns in range(10, 26)]
    made = told(papers, target)
    assert {bool(each.overfull) for each in made} == {True, False}
    for each in made:
        pdf = each.files["question-paper", "pdf"]
        # what is displayed stands in the middle, and leaves its line to the left as well
        left = min(box[0] for page in pages.ink(pdf) for box in page if box[1] < 600) if target == "typst" else 0
        shown = pages.body(pdf, left=EDGE + 3)[0].replace("[2]", "").strip()
        assert bool(each.overfull) == (bool(shown) or 0 < left < 45), shown


WIDE = {
    "displayed formula": matrix(1, 30),
    "formula": f"Let {matrix(1, 30).replace('$$', '$')} be",
    "piece of code": f"See `{'abc_def' * 20}` for it.",
    "line of code": f"```\n{'x = 1; ' * 30}\n```",
    "word": f"Say {'x' * 140}.",
    "word of a table": table(2).replace(" x ", " Rechtsschutzversicherungsgesellschaften " * 3).replace("a", "x" * 90),
}


@pytest.mark.parametrize("what", WIDE)
def test_each_kind_of_thing_is_told_with_its_question(what: str) -> None:
    (made,) = told([paper(question("Say why."), question(WIDE[what]))], "typst")
    assert {(each.question, each.what) for each in made.overfull} >= {(2, what)}
    assert all(each.beyond > 0 and each.question == 2 for each in made.overfull)


@pytest.mark.latex
def test_tex_tells_each_paper_its_own() -> None:
    sound, wide = question("Say why."), question(WIDE["formula"])
    first, second, third = told([paper(sound, wide), paper(sound), paper(wide, sound)], "latex")
    assert {(each.question, each.way) for each in first.overfull} == {(2, "wider than its line")}
    assert second.overfull == ()
    assert {each.question for each in third.overfull} == {1}


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_higher_than_the_page_is_told(target: str) -> None:
    (made,) = told([paper(question(matrix(70, 2)))], target)
    assert {each.way for each in made.overfull} == {"higher than the page"}


@pytest.mark.parametrize("target", TARGETS)
def test_a_paper_that_fits_tells_nothing(target: str) -> None:
    fits = [table(3), matrix(3, 8), "- one\n- $x^2 + y^2 = z^2$", "```\nfor x in range(10):\n    print(x)\n```"]
    (made,) = told([paper(*map(question, fits))], target)
    assert made.overfull == ()


# ------------------------------------------------------------------ notes


def entry(name: str, *found: Overfull, at: int = 3) -> PaperRecord:
    """The record of a paper, as far as notes look at it."""
    question: dict[str, Any] = {"number": at, "id": "t/matrix"}
    questions = (QuestionRecord.model_construct(**question),)
    return record(label=name, questions=questions, overfull=tuple(map(asdict, found)))


def record(**values: Any) -> PaperRecord:
    return PaperRecord.model_construct(**values)


def test_a_thing_is_told_once_for_all_papers() -> None:
    found = Overfull("question-paper", 3, "displayed formula", "wider than its line", 42, "A = 1")
    wider = Overfull("answer-paper", 3, "displayed formula", "wider than its line", 50, "A = 2")
    assert notes([entry("A", found)]) == [
        "question 3 (t/matrix): a displayed formula is 42 mm wider than its line on paper A (question paper): A = 1"
    ]
    assert notes([*(entry(name, found) for name in "ABCDE"), entry("F", found, wider)]) == [
        "question 3 (t/matrix): a displayed formula is up to 50 mm wider than its line on papers A, B and 4 more "
        "(question paper, answer paper): A = 2"
    ]
    assert notes([entry("A"), record(label="B", questions=())]) == []


def test_a_question_at_several_places_is_told_by_its_name() -> None:
    papers = [entry(str(at), Overfull("question-paper", at, "word", "wider than its line", 9), at=at) for at in (1, 2)]
    assert notes(papers) == ["question t/matrix: a word is 9 mm wider than its line on papers 1 and 2 (question paper)"]
