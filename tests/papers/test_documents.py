"""Hostile headings come out as themselves in every document; what cannot be set is told with its place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from exampaper.engines import latex as latex_engine
from exampaper.engines import typst as typst_engine
from exampaper.engines.fonts import NONE
from exampaper.exams.loader import load
from exampaper.faults import Faulty
from exampaper.model import Heading, MarkingPoint, Paper, PaperSection, Part, PlacedQuestion, Variant
from exampaper.papers.assemble import assemble_label
from exampaper.papers.contents import OutputOptions, write_paper
from exampaper.papers.documents import DOCUMENTS, Document, job, source
from exampaper.papers.versions import labels
from exampaper.questions.bank import Bank
from exampaper.text import parse
from tests import pages
from tests.conftest import ROOT
from tests.hostile import HOSTILE, SIGNS, letters

ENGINES = [
    pytest.param("typst", typst_engine.pdf, id="typst"),
    pytest.param("latex", latex_engine.pdf, id="latex", marks=pytest.mark.latex),
]


def escaped(text: str) -> str:
    """Markdown that says exactly this text."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


TITLE = f"A {SIGNS} title"
HEADING = Heading(
    title=escaped(TITLE),
    institution="Institut für Ångström & Søn #1",
    course="=HYPERLINK(1)",
    date="// 1 May",
    duration="-2 hours",
    instructions=tuple(parse(escaped(each)) for each in HOSTILE),
    candidate=("Name_1", "N° #2"),
    answer_space=True,
)


def paper(bank: Bank, heading: Heading) -> Paper:
    questions = tuple(PlacedQuestion(n, bank[id].variant(n)) for n, id in enumerate(("rnn/statements",), 1))
    return Paper(heading, "A", "0000-0000-0", (PaperSection(r"§ 1: 100 % \$x\$", parse("Do #all_of it."), questions),))


@pytest.mark.parametrize(("target", "engine"), ENGINES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_any_heading_comes_out_as_itself(bank: Bank, target: str, engine, document: Document) -> None:  # type: ignore[no-untyped-def]
    pdf = engine(source(paper(bank, HEADING), document, target))
    page = letters(pages.text(pdf))
    shown = [TITLE, HEADING.course, HEADING.date, HEADING.duration, "§ 1: 100 % $x$", "Do #all_of it."]
    if document == "question-paper":
        shown += [*HOSTILE, *HEADING.candidate]
    for text in shown:
        assert letters(text) in page


@pytest.mark.parametrize(("target", "engine"), ENGINES)
@pytest.mark.parametrize(("format", "points"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_the_page_has_its_format(bank: Bank, target: str, engine, format, points) -> None:  # type: ignore[no-untyped-def]
    pdf = engine(source(paper(bank, Heading("T", format=format)), "question-paper", target))
    assert tuple(round(side) for side in pages.size(pdf)) == points


# ------------------------------------------------------------------ the form for the compiler


def in_both_forms(paper: Paper, document: Document) -> tuple[bytes, bytes]:
    """The PDF of the source that a person reads, and that of the form that is made for the compiler."""
    due = job(paper, document, "typst")
    return typst_engine.pdf(source(paper, document, "typst")), typst_engine.pdf(due.source, NONE, due.beside)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("exam", ["seed", "deep-learning"])
def test_both_forms_of_a_paper_make_the_same_bytes(bank: Bank, exam: str, document: Document) -> None:
    for key in (b"1", b"2"):
        one = assemble_label(load(ROOT / f"exams/{exam}.toml"), bank, key, "A")
        assert job(one, document, "typst").source.count('evaluated("') > 20
        readable, for_compiler = in_both_forms(one, document)
        assert readable == for_compiler


@pytest.mark.parametrize("document", DOCUMENTS)
def test_both_forms_of_hostile_headings_make_the_same_bytes(bank: Bank, document: Document) -> None:
    readable, for_compiler = in_both_forms(paper(bank, HEADING), document)
    assert readable == for_compiler


BODIES = [
    "One.\n\nTwo.",
    "It leads to\n\n$$x^2$$\n\nand on.",
    "- one\n\n  more of it\n- two\n\n1. a\n2. b $y$",
    f"Ragged {'x' * 60} leads to\n\n- a list",
    "A word " * 300 + "\n\n$$long$$",
    '"a" ' * 160 + "\n\n$$x$$",  # whose markup is long in one form only
    '> quoted `[a]` \\[b\\] \\\\ \\" end',
    "| [a](x) \\] | b |\n|---|--:|\n| `c]` | *d* |".replace("[a](x)", "**a**"),
    "```python\n[x] = ['\\\"', ']']\n```",
    escaped("".join(HOSTILE)),
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_both_forms_of_any_text_make_the_same_bytes(body: str, document: Document) -> None:
    blocks = parse(body)
    part = Part("", blocks, blocks, (MarkingPoint(1, blocks),), "k", 2)
    variant = Variant("t/q", "T", "open", 1, None, (), (), blocks, (part,), 1, 1)
    heading = Heading("T", instructions=(blocks,), answer_space=True)
    one = Paper(heading, "A", "0000-0000-0", (PaperSection("S", blocks, (PlacedQuestion(1, variant),)),))
    readable, for_compiler = in_both_forms(one, document)
    assert readable == for_compiler


@pytest.mark.parametrize("instruction", ["Answer all.", f"Answer {'x' * 40}."])
def test_an_instruction_of_one_line_may_hold_a_long_word(instruction: str) -> None:
    one = Paper(Heading("T"), "A", "0000-0000-0", (PaperSection("S", parse(instruction), ()),))
    assert letters(instruction) in letters(pages.text(in_both_forms(one, "question-paper")[0]))


def test_templates_of_ones_own_are_compiled_as_they_are_written(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may give names another meaning in the middle of a paper."""
    own = tmp_path / "templates" / "typst" / "question_paper.typ"
    own.parent.mkdir(parents=True)
    packaged = (ROOT / "templates" / "typst" / "question_paper.typ").read_text(encoding="utf-8")
    own.write_text(packaged.replace("<% block front %>", "<% block front %>\n#let m(alt, body) = [a formula]\n"))
    monkeypatch.chdir(tmp_path)
    one = paper(bank, Heading("T"))
    assert job(one, "question-paper", "typst").source == source(one, "question-paper", "typst")
    assert "#let m(alt, body) = [a formula]" in source(one, "question-paper", "typst")


# ------------------------------------------------------------------ what a reader of PDFs finds


def test_the_pdf_is_tagged_and_titled(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(typst_engine.pdf(source(paper(bank, Heading("The title")), "question-paper", "typst")))
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert "The title" in metadata["dc:title"]


def test_a_paper_carries_no_key(bank: Bank) -> None:
    exam = paper(bank, Heading("T"))
    pdf = typst_engine.pdf(source(exam, "question-paper", "typst"))
    everything = pages.everything(pdf)
    for line in ("True.", "False.", "are true", *re.findall(r"\w+ \w+ \w+ \w+", _reasons(exam))):
        assert line not in everything
    assert letters(_reasons(exam)[:60]) not in letters(everything)


def _reasons(exam: Paper) -> str:
    from exampaper.show import answer

    return answer(exam.questions[0].variant)


@pytest.mark.parametrize("target", ["typst", pytest.param("latex", marks=pytest.mark.latex)])
@pytest.mark.parametrize("field", ["title", "institution", "course", "date", "duration"])
def test_what_no_font_has_is_told_with_its_place(bank: Bank, target: str, field: str, tmp_path: Path) -> None:
    unusual: dict[str, Any] = {field: "𓀀 文"}
    exam = paper(bank, replace(Heading("T"), **unusual))
    with pytest.raises(Faulty, match=f"cannot set '𓀀' .* in the exam's {field}"):
        write_paper(exam, tmp_path, {name: name for name in DOCUMENTS}, OutputOptions(engine=target))
    assert not list(tmp_path.iterdir())


def test_labels_are_folders_that_differ() -> None:
    assert len(set(labels(1000))) == 1000
    assert all(label.isalpha() for label in labels(1000))
