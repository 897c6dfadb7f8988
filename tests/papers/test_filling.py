"""Question papers measured and planned: pages are full, spaces stay with their questions, versions are as long."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from exampaper import Bank
from exampaper.engines.fonts import NONE
from exampaper.exams.loader import load, parse
from exampaper.layout import QuestionLayout
from exampaper.model import Paper
from exampaper.papers.assemble import assemble_label, picks_of
from exampaper.papers.documents import Document
from exampaper.papers.filling import choices, page_plan
from exampaper.papers.page_count import shared_count
from exampaper.papers.pdf_pages import pages as count_of
from tests import pages
from tests.command import run
from tests.conftest import ROOT

FULL = 708.0  # points on a page of A4
EXAM = load(ROOT / "exams" / "deep-learning.toml")


def planned(paper: Paper, wanted: int | None = None) -> Paper:
    return replace(paper, pages=page_plan(paper, "typst", NONE, wanted))


def emptiness(pdf: bytes) -> list[float]:
    return [(min(box[1] for box in boxes) - 75) / FULL for boxes in pages.ink(pdf)]


@pytest.fixture(scope="module")
def papers(bank: Bank) -> list[Paper]:
    return [assemble_label(EXAM, bank, bytes([seed]), "A") for seed in range(8)]


def test_no_page_is_more_than_a_quarter_empty_but_the_last(papers: list[Paper]) -> None:
    for paper in papers:
        assert max(emptiness(pages.made(planned(paper), "typst"))[:-1]) < 0.25


@pytest.mark.parametrize("document", ["answer-paper", "marking-scheme"])
def test_pages_of_what_markers_get_are_seldom_more_than_a_quarter_empty(
    papers: list[Paper], document: Document
) -> None:
    """Never by more than a heading with a picture, which nothing may part."""
    found: list[float] = []
    for paper in papers:
        found += emptiness(pages.made(paper, "typst", document))[:-1]
    assert max(found) < 1 / 3
    assert sum(each > 0.25 for each in found) <= len(found) / 6


def test_the_total_of_marking_points_stands_beside_the_last_of_them(papers: list[Paper]) -> None:
    for paper in papers:
        for body in pages.body(pages.made(paper, "typst", "marking-scheme"))[1:]:
            assert not re.match(r"Marks\s+Marking point\s+Given\s+\d+\s+Total", body)


@pytest.mark.latex
def test_pages_of_a_marking_scheme_of_latex_are_full(papers: list[Paper]) -> None:
    assert max(emptiness(pages.made(papers[0], "latex", "marking-scheme"))[:-1]) < 1 / 3


def test_the_plan_is_what_is_set(papers: list[Paper]) -> None:
    for paper in papers:
        choice = choices(paper, "typst", NONE)
        assert choice
        for count in (choice.best, choice.best + 1):
            made = replace(paper, pages=choice.plan(count))
            assert count_of(pages.made(made, "typst")) == count


def test_papers_have_as_many_pages_as_each_other(bank: Bank, papers: list[Paper]) -> None:
    count = shared_count(EXAM, bank, b"1", "typst", NONE)
    same = [count_of(pages.made(planned(paper, count), "typst")) for paper in papers]
    assert same.count(count) > len(papers) / 2  # type: ignore[arg-type]
    assert max(same) - min(same) <= 1


def test_spaces_keep_to_the_bounds_of_the_exam(papers: list[Paper]) -> None:
    for paper in papers:
        tight = replace(paper, layout=replace(paper.layout, shrink=0.9, stretch=1.2))
        plan = page_plan(tight, "typst", NONE)
        assert plan
        for question in paper.questions:
            for part in question.variant.parts:
                if part.space:
                    room = plan.rooms[question.number, part.label]
                    assert round(part.space * 0.9 - 0.4, 2) <= round(room, 2) <= part.space * 1.2 + 0.01


def test_a_question_begins_a_page_where_it_is_to(papers: list[Paper]) -> None:
    own = replace(papers[0].layout, questions={3: QuestionLayout(new_page=True)})
    told = pages.body(pages.made(planned(replace(papers[0], layout=own)), "typst"))
    assert any(words.split()[:2] == ["Question", "3,"] for words in told)


def test_nothing_is_planned_where_the_exam_says_so(papers: list[Paper]) -> None:
    assert page_plan(replace(papers[0], layout=replace(papers[0].layout, fill=False)), "typst", NONE) is None


def test_picks_are_told_from_each_other_in_any_order(bank: Bank) -> None:
    text = """
id = "x"
title = "X"
[[sections]]
title = "S"
shuffle = true
picks = [
  { topic = "rnn", count = 2 },
  { one_of = ["vae/statements", "gan/statements"], answer_space = "grid" },
  { question = "vae/graphical_model", new_page = true },
]
"""
    (section,) = parse(text, Path("x.toml")).sections
    ids = ["gan/statements", "rnn/statements", "vae/graphical_model", "rnn/gradient_explosion"]
    found = picks_of(section, ids, False)
    assert [pick.topic or pick.question or "one" for pick in found] == ["one", "rnn", "vae/graphical_model", "rnn"]


def test_the_build_tells_how_many_pages_there_are(tmp_path: Path) -> None:
    done = run("build", "deep-learning", "--versions", 3, cwd=tmp_path)
    assert done.returncode == 0
    assert "pages: question paper " in done.stdout


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("pages = { shrink = 0.1 }", "shrink is below 0.2"),
        ("pages = { stretch = 9 }", "stretch is above 5"),
        ("pages = { strech = 2 }", "unknown key 'strech'"),
        ("pages = 3", "pages is not a table"),
        ('answer_space = "dots"', "answer_space is 'dots'"),
        ("shrink = 0.5", "unknown key 'shrink'"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    text = f'id = "x"\ntitle = "X"\n{line}\n[[sections]]\ntitle = "S"\npicks = ["rnn/statements"]\n'
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    done = run("build", "x.toml", cwd=tmp_path)
    assert done.returncode == 2
    assert "x.toml:3" in done.stderr
    assert told in done.stderr
