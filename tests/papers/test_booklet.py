"""Answers that go into a booklet: the question paper has no space for them, and the booklet's are numbered alike."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from exampaper.exams.loader import parse
from exampaper.exams.validation import validate
from exampaper.faults import Faulty
from exampaper.model import Paper
from exampaper.papers import joining
from exampaper.papers.assemble import assemble_label
from exampaper.papers.contents import OutputOptions, rendered_paper
from exampaper.papers.documents import documents_of, source
from exampaper.questions.bank import Bank
from tests.command import run

EXAM = """id = "small"
title = "Small"
answer_space = true
booklet = true
[front]
marks_table = true
[back]
draft_pages = 1
[[sections]]
title = "S"
picks = ["convolutions/output_size", { question = "gan/discriminator_values", answer_space = "grid" }]
"""


@pytest.fixture(scope="module")
def paper(bank: Bank) -> Paper:
    return assemble_label(parse(EXAM, Path("small.toml")), bank, b"k", "A")


def words(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("target", ["typst", pytest.param("latex", marks=pytest.mark.latex)])
def test_the_booklet_has_the_numbers_and_the_space_and_no_text_of_a_question(paper: Paper, target: str) -> None:
    files = rendered_paper(paper, OutputOptions(engine=target)).files
    asked, space = words(files["question-paper", "pdf"]), words(files["answer-booklet", "pdf"])
    assert "convolved" in " ".join(asked)
    assert "convolved" not in " ".join(space)
    assert "Answer booklet" in space[0]
    assert paper.code in space[0]
    assert re.search(r"(?m)^Question\s+1\b", space[0])
    assert "(a)" in " ".join(space)
    assert "(b)" in " ".join(space)
    assert ("Given" in asked[0], "Given" in space[0]) == (False, True)
    assert ("rough work" in asked[-1], "rough work" in space[-1]) == (False, True)


def test_the_question_paper_has_no_space_for_answers(paper: Paper) -> None:
    assert "answer-room(" not in source(paper, "question-paper", "typst").partition("\n#show: sheet")[2]
    booklet = source(paper, "answer-booklet", "typst").partition("\n#show: sheet")[2]
    assert booklet.count("answer-room(") == sum(len(each.variant.parts) for each in paper.questions)
    assert 'answer-room("grid"' in booklet


def test_a_paper_without_a_booklet_has_three_documents(bank: Bank) -> None:
    exam = parse(EXAM.replace("booklet = true\n", ""), Path("small.toml"))
    assert len(documents_of(assemble_label(exam, bank, b"k", "A").layout)) == 3


def test_a_booklet_without_space_is_told_with_its_line(bank: Bank) -> None:
    text = EXAM.replace("answer_space = true", "answer_space = false", 1).replace(', answer_space = "grid"', "")
    with pytest.raises(Faulty) as caught:
        validate(parse(text, Path("small.toml")), bank)
    (fault,) = caught.value.faults
    assert (fault.place.line, "no space for answers" in fault.message) == (4, True)


def test_booklets_are_built_printed_and_reprinted(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text(EXAM, encoding="utf-8")
    (tmp_path / "class.csv").write_text("id,name\ns1,Ada\ns2,Emmy\n", encoding="utf-8")
    built = run("build", "small.toml", "--roster", "class.csv", "--seed", 1, "--split", cwd=tmp_path)
    assert (built.returncode, "answer booklet 3" in built.stdout or "answer booklet 2" in built.stdout) == (0, True)
    folder = tmp_path / "output" / "small"
    booklet = folder / "question-papers" / "s1" / "answer-booklet.pdf"
    assert run("print", "small", "--staples", cwd=tmp_path).returncode == 0
    printed = pypdfium2.PdfDocument(folder / "print" / "answer-booklets.pdf")
    assert len(printed) % 2 == 0
    assert "Candidate s1" in printed[0].get_textpage().get_text_bounded()
    again = run("build", "small.toml", "--roster", "class.csv", "--seed", 1, "--split", cwd=tmp_path)
    assert "2 papers already existed" in again.stdout
    code = re.findall(r"\w{4}-\w{4}-\w", words(booklet.read_bytes())[0])[0]
    done = run("reprint", code, "--output", "again", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (copy,) = (tmp_path / "again").rglob("s1/answer-booklet.pdf")
    assert copy.read_bytes() == booklet.read_bytes()


def test_a_staple_is_marked_on_the_first_page_of_each_paper() -> None:
    one, two = pikepdf.Pdf.new(), pikepdf.Pdf.new()
    for _ in range(3):
        one.add_blank_page(page_size=(595, 842))
    two.add_blank_page(page_size=(595, 842))
    joined = joining.begun()
    joining.add(joined, "one", one, 0, 3, staple=True)
    joining.add(joined, "two", two, 0, 1)
    joining.add(joined, "one again", one, 0, 3, staple=True)
    pages = pypdfium2.PdfDocument(io.BytesIO(joining.saved(joined, "T", "en-GB")))
    dark = []
    for page in pages:
        darkest, _ = page.render().to_pil().convert("L").crop((0, 0, 60, 60)).getextrema()
        dark.append(darkest < 200)
    assert dark == [True, False, False, False, False, False, True, False, False, False]
    with pikepdf.open(io.BytesIO(joining.saved(joined, "T", "en-GB"))) as saved:
        assert len(saved.pages[0].Contents) <= 2
