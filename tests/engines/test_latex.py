"""pdfLaTeX: papers that are compiled together, and parted."""

from __future__ import annotations

import io
import subprocess

import pikepdf
import pytest

from exampaper.engines import latex
from exampaper.model import Heading, Paper, PaperSection, PlacedQuestion
from exampaper.papers.documents import job, source
from exampaper.questions.bank import Bank


@pytest.mark.parametrize("digits", ["(00)", "-342(00)", "-343(0)1(0)", "(0)-0.5(0)"])
def test_the_number_of_pages_is_filled_in_however_pdftex_spaces_its_place(digits: str) -> None:
    content = f"/TotalPages BMC\n [{digits}]TJ\nEMC".encode()
    assert b"(12)]TJ" in latex._numbered(content, 12)


def paper(bank: Bank, lang: str) -> Paper:
    asked = PlacedQuestion(1, bank["rnn/gradient_explosion"].variant(1))
    return Paper(Heading("Networks", lang=lang), "A", "0000-0000-0", (PaperSection("One", (), (asked,)),))


@pytest.mark.latex
def test_a_paper_says_what_it_is_and_in_which_language(bank: Bank) -> None:
    jobs = [job(paper(bank, lang), "question-paper", "latex") for lang in ("en", "de")]
    for each, tag, title in zip(
        latex.pdfs(jobs), ("en-GB", "de-DE"), ("Networks: question", "Networks: Aufgaben"), strict=True
    ):
        with pikepdf.open(io.BytesIO(each.pdf)) as pdf:
            said = pdf.open_metadata()
            assert str(pdf.Root.Lang) == tag
            assert said["dc:language"] == {tag}
            assert str(pdf.docinfo["/Title"]) == said["dc:title"]
            assert said["dc:title"].startswith(title)
            assert str(pdf.docinfo["/Creator"]) == said["xmp:CreatorTool"] == "exampaper, with pdfLaTeX"
            assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.latex
def test_a_source_that_a_person_compiles_says_it_too(bank: Bank) -> None:
    with pikepdf.open(io.BytesIO(latex.pdf(source(paper(bank, "en"), "question-paper", "latex")))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "Networks: question paper, Paper A"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def has_tags() -> bool:
    """Whether this TeX can tag."""
    found = subprocess.run(
        ["kpsewhich", "tagpdf.sty", "documentmetadata-support.ltx"], capture_output=True, check=False
    )
    return found.returncode == 0


@pytest.mark.latex
def test_one_line_gives_a_source_the_tags_of_its_paragraphs(bank: Bank) -> None:
    if not has_tags():
        pytest.skip("this TeX cannot tag")
    written = TAGGED + source(paper(bank, "en"), "question-paper", "latex")
    with pikepdf.open(io.BytesIO(latex.pdf(written))) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked


TAGGED = "\\DocumentMetadata{lang=en-GB,testphase=phase-II}\n"
"""As docs/run-an-exam.md says it."""
