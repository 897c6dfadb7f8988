"""The papers of the example exams: the same bytes twice, the same words by both engines."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from exampaper.engines import latex as latex_engine
from exampaper.engines import typst as typst_engine
from exampaper.exams.loader import load
from exampaper.papers.assemble import assemble_label
from exampaper.papers.documents import DOCUMENTS, Document, source
from exampaper.questions.bank import Bank
from tests import pages
from tests.conftest import ROOT


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("exam", ["seed", "deep-learning"])
class TestPaper:
    def test_same_bytes_twice(self, bank: Bank, exam: str, document: Document) -> None:
        made = [
            typst_engine.pdf(
                source(assemble_label(load(ROOT / f"exams/{exam}.toml"), bank, b"1", "A"), document, "typst")
            )
            for _ in range(2)
        ]
        assert made[0] == made[1]

    @pytest.mark.latex
    def test_latex_has_no_overfull_box(self, bank: Bank, exam: str, document: Document) -> None:
        paper = assemble_label(load(ROOT / f"exams/{exam}.toml"), bank, b"2", "A")
        log = latex_engine.compiled(source(paper, document, "latex")).log
        assert re.findall(r"(?m)^(?:Overfull|LaTeX Warning: Reference).*", log) == []

    @pytest.mark.latex
    def test_both_engines_say_the_same(self, bank: Bank, exam: str, document: Document) -> None:
        paper = assemble_label(load(ROOT / f"exams/{exam}.toml"), bank, b"1", "A")
        by_typst = Counter(pages.words(typst_engine.pdf(source(paper, document, "typst"))))
        by_latex = Counter(pages.words(latex_engine.pdf(source(paper, document, "latex"))))
        assert by_typst == by_latex


@pytest.mark.parametrize("engine", ["typst", pytest.param("latex", marks=pytest.mark.latex)])
@pytest.mark.parametrize("exam", ["seed", "deep-learning"])
def test_a_part_of_the_marking_scheme_is_labelled_beside_its_key(bank: Bank, exam: str, engine: str) -> None:
    make = {"typst": typst_engine.pdf, "latex": latex_engine.pdf}[engine]
    for key in (b"1", b"2"):
        paper = assemble_label(load(ROOT / f"exams/{exam}.toml"), bank, key, "A")
        labels = [part.label for question in paper.questions for part in question.variant.parts if part.label]
        shown = pages.text(make(source(paper, "marking-scheme", engine)))
        assert re.findall(r"\((\w)\)\s*Key:", shown) == labels
