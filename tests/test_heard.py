"""Documents are heard as well as seen: outside checkers find nothing wrong with any document of any exam."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from outloud import check
from pikepdf import Array

from exampaper.engines import Job, typst
from exampaper.exams.loader import load
from exampaper.papers.assemble import assemble_label
from exampaper.papers.contents import OutputOptions, rendered_paper
from exampaper.papers.documents import DOCUMENTS
from exampaper.questions.bank import Bank
from exampaper.targets import PDF
from tests import heard
from tests.conftest import ROOT

EXAMS = sorted(path.stem for path in (ROOT / "exams").glob("*.toml"))


@pytest.mark.parametrize("exam", EXAMS)
def test_no_document_of_an_exam_is_hard_to_hear(bank: Bank, exam: str, tmp_path: Path) -> None:
    """One paper of each, with its cover, formulas and pages for rough work, its answers and its scheme."""
    paper = assemble_label(load(ROOT / "exams" / f"{exam}.toml"), bank, b"heard", "A")
    made = rendered_paper(paper, OutputOptions())
    for document in DOCUMENTS:
        assert heard.faults(made.files[document, PDF], tmp_path) == [], document


HEAD = '#set document(title: "Hard to hear")\n#set text(lang: "en")\n= A paper\n'
SENTENCE = "These words are a sentence of prose that everybody reads and that a good reader says."
RULED = "table.header([Letters], [Numbers]), [alpha beta], [gamma delta], [epsilon zeta], [eta theta]"
HARD = {
    "HDG-010": "== 10\n",
    "TBL-011": "#table(columns: 2, table.header([], [sum]), [first], [1], [second], [2])",
    "TBL-014": "#grid(columns: 2, stroke: 1pt, inset: 8pt, column-gutter: 0pt, "
    + "[alpha beta gamma], [delta epsilon], " * 4
    + f")\n#v(5cm)\n#table(columns: (1fr, 1fr), inset: 8pt, {RULED})",
    "FIG-012": '#figure(alt: "z3 to z1, z1 to x1, z2 to x1", kind: "drawing", supplement: none, [a])',
    "PAG-001": "\n".join(
        [f"#place(top, dy: -1.5cm)[A running head of the paper]\n{SENTENCE}\n#pagebreak(weak: true)"] * 3
    ),
    "TAG-002": f"#pdf.artifact[{SENTENCE}]",
}


@pytest.mark.parametrize("rule", HARD)
def test_what_is_hard_to_hear_is_told(rule: str, tmp_path: Path) -> None:
    told = heard.faults(typst.pdf(HEAD + HARD[rule]), tmp_path)
    assert [fault.partition(" ")[0] for fault in told] == [rule]


def test_the_header_of_a_table_may_be_printed_again(tmp_path: Path) -> None:
    header = "table.header([Words that are a sentence], [and that everybody reads], [on each of the pages])"
    table = f"#table(columns: 3, inset: 7pt, {header}, ..range(150).map(at => [cell #at]))"
    again = typst.pdf(HEAD + table + f"\n#pagebreak()\n{SENTENCE}" * 4)
    assert heard.faults(again, tmp_path) == []
    (found,) = (found for found in check(str(tmp_path / "heard.pdf")).findings if found.severity == "error")
    assert found.rule == "TAG-002"


def test_content_out_of_the_order_of_its_tags_is_told(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(typst.pdf(HEAD + f"{SENTENCE}\n\n" * 8))) as document:
        whole = document.Root.StructTreeRoot.K
        whole = whole[0] if isinstance(whole, Array) else whole
        whole.K = Array([whole.K[0], *reversed([*whole.K][1:])])
        turned = io.BytesIO()
        document.save(turned)
    (told,) = heard.faults(turned.getvalue(), tmp_path)
    assert told.startswith("ORD-001")


def test_letters_that_read_as_one_are_told(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(typst.pdf(HEAD + SENTENCE))) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and b"beginbfchar" in item.read_bytes():
                item.write(re.sub(rb"(<[0-9a-fA-F]{4}>) <[0-9a-fA-F]+>(?=\s)", rb"\1 <0061>", item.read_bytes()))
        muddled = io.BytesIO()
        document.save(muddled)
    assert any(told.startswith("TXT-004") for told in heard.faults(muddled.getvalue(), tmp_path))


def test_a_document_without_tags_is_told(tmp_path: Path) -> None:
    assert heard.faults(typst.plain_pdf(Job(HEAD + SENTENCE)), tmp_path)
