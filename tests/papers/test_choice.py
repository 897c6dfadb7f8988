"""A paper with a choice of questions: its total, its minutes, and what stands above them."""

from __future__ import annotations

import pytest

from exampaper.exams.loader import load
from exampaper.papers.assemble import assemble_paper
from exampaper.papers.documents import source
from exampaper.papers.plan import plan_papers
from exampaper.papers.records import paper_record
from exampaper.questions.bank import Bank
from tests.conftest import ROOT


def test_marks_minutes_and_the_rule_of_a_choice(bank: Bank) -> None:
    exam = load(ROOT / "exams" / "choice.toml")
    (plan,) = plan_papers(exam, bank, b"k", ["A"]).papers
    paper = assemble_paper(exam, bank, plan)
    assert [section.marks for section in paper.sections] == [3, 15, 4]
    assert paper.marks == 22
    for target, document in (("typst", "question-paper"), ("latex", "marking-scheme")):
        written = source(paper, document, target)  # type: ignore[arg-type]
        assert "Answer any 3 of these 5 questions. If you answer more, the best 3 count." in written
        assert "Answer either question 7 or question 8. If you answer both, the first one counts." in written
    facts = {"specification": "", "batch": 0, "files": {}, "mates": (), "built": {}, "with": {"versions": {}}}
    record = paper_record(paper, plan, bank, facts)
    minutes = [question.minutes for question in record.questions]
    assert record.minutes == pytest.approx(minutes[0] + sum(minutes[1:6]) * 3 / 5 + sum(minutes[6:]) / 2)
    assert record.marks == 22
    assert 1 <= record.difficulty <= 5
    assert [choice.numbers for choice in record.choices] == [(2, 3, 4, 5, 6), (7, 8)]
