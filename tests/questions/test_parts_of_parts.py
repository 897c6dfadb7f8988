"""Parts of parts: (i), (ii) below (a), with functions, marks, columns and fields of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from exampaper.exams.loader import load
from exampaper.faults import Faulty
from exampaper.marking import asked_parts, follow_of, mark
from exampaper.marksheet.layout import column
from exampaper.model import part_name
from exampaper.papers.assemble import assemble_label
from exampaper.papers.documents import source
from exampaper.papers.records import short_answer
from exampaper.practice.exercise import exercise
from exampaper.questions.bank import Bank
from exampaper.questions.question import Question
from tests.check.banks import SOUND
from tests.command import run

EXAM = 'id = "x"\ntitle = "T"\nmarks = 2.5\n[[sections]]\ntitle = "S"\npicks = ["parts/of_parts"]\n'


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank.load(SOUND)


@pytest.fixture
def question(bank: Bank) -> Question:
    return bank["parts/of_parts"]


def test_they_are_parts_with_names_of_their_own(question: Question) -> None:
    variant = question.variant(1)
    assert [part.label for part in variant.parts] == ["a_i", "a_ii", "b"]
    assert [part.name for part in variant.parts] == ["(a)(i)", "(a)(ii)", "(b)"]
    assert [str(part.marks) for part in variant.parts] == ["1", "1½", "2"]
    assert [bool(part.lead) for part in variant.parts] == [True, False, False]
    assert short_answer(variant).startswith("(a)(i) ")
    assert part_name("") == ""
    assert column(2, "a_ii") == "Q2aii"


def test_later_parts_go_on_from_them(question: Question) -> None:
    variant = question.variant(1)
    parts, answers = asked_parts(question, variant), variant.answers
    own = {"a_i": str(answers.area + 2), "a_ii": str(answers.perimeter), "b": str(9 * (answers.area + 2))}
    marked = mark(parts, own, follow_of(question, variant))
    assert [str(part.marks) for part in marked.parts] == ["0", "1½", "2"]
    assert any(slip.carried for slip in variant.parts[2].slips)


def test_the_text_above_them_is_printed_once(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(EXAM)
    paper = assemble_label(load(tmp_path / "x.toml"), bank, b"secret", "A")
    typst, latex = (source(paper, "question-paper", target) for target in ("typst", "latex"))
    for text in (typst, latex):
        assert text.count("Look at the rectangle itself.") == 1
    assert 'upper("", "a", [' in typst
    assert [typst.count(f'"{numeral}", ') >= 1 for numeral in ("i", "ii")] == [True, True]
    assert latex.count(r"\begin{subparts}") == latex.count(r"\end{subparts}") == 1
    assert r"\subpart[1½]" in latex.replace(r"\textonehalf{}", "½")
    assert "Look at" not in source(paper, "marking-scheme", "typst")


def test_practice_names_them(question: Question) -> None:
    parts = exercise(question, [1]).variants[0].parts
    assert [part.label for part in parts] == ["(a)(i)", "(a)(ii)", "(b)"]
    assert ["Look at" in part.text for part in parts] == [True, False, False]


def test_their_marks_are_entered_in_columns_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(EXAM)
    run("build", "x.toml", "--versions", "1", "--seed", "1", "--format", "typ", "--bank", SOUND, cwd=tmp_path)
    sheet = tmp_path / "output/x/marks.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8-sig") + "1,Ada,A,,,1,0.5,2,\n")
    read = run("marks", sheet, cwd=tmp_path)
    assert "of 2.5 marks: mean 3.5" in read.stdout


WRONG = {
    "in order": (("### (ii)", "### (iii)"), "the parts of (a) are i, iii"),
    "one alone": (("### (ii)\n\nWhat is its perimeter?\n\n#### Answer", "#### Answer"), "a second Answer"),
    "answered itself": (("Look at the rectangle itself.", "### Answer\n\nx"), "Answer of part (a), which has parts"),
    "answer of (i) left out": (("#### Answer\n\n$<< area >>$", ""), "part (a)(i) has no Answer"),
    "answer at another level": (("#### Answer\n\n$<< area >>$", "### Answer\n\n$<< area >>$"), "not allowed here"),
    "marks of a part left out": (("marks: [1, 1.5, 2]", "marks: [2.5, 2]"), "marks has 2 entries, the question 3"),
    "of no part": (("## (a)\n\nLook at the rectangle itself.\n", ""), "not allowed here"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told(name: str, tmp_path: Path) -> None:
    (old, new), told = WRONG[name]
    text = (SOUND / "parts/of_parts.md").read_text()
    assert old in text
    (tmp_path / "t").mkdir()
    (tmp_path / "t/q.md").write_text(text.replace(old, new, 1))
    (tmp_path / "t/q.py").write_text((SOUND / "parts/of_parts.py").read_text())
    with pytest.raises(Faulty) as caught:
        Bank.load(tmp_path)
    assert told in str(caught.value)
