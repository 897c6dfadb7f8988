"""What every target must do, as a test that anybody who writes one can run.

    from exampaper.testing import check_target

    def test_my_target_conforms():
        check_target("my-target", Bank.load())

Each function raises AssertionError, and tells what the target does not do.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Sequence
from itertools import count

from exampaper import nodes
from exampaper.engines.fonts import NONE
from exampaper.model import Heading, MarkingPoint, Paper, PaperSection, Part, PlacedQuestion, Variant
from exampaper.papers.documents import DOCUMENTS, job, source
from exampaper.questions.bank import Bank
from exampaper.targets import TARGETS
from exampaper.writers import Written

SEEDS = range(3)
"""Draws of each question, where no others are asked for."""

CODE = "0000-0000-0"


def check_target(name: str, bank: Bank, seeds: Iterable[int] = SEEDS) -> None:
    """A target writes all that there is to write, and compiles it if it has an engine.

    name: in the table of targets. seeds: the draws of every question of the bank.
    """
    check_kinds(name)
    check_words(name)
    seeds = list(seeds)
    for id in bank:
        variants = [bank[id].variant(seed) for seed in seeds]
        for variant in variants:
            check_variant(name, variant)
        if TARGETS[name].documents:
            check_documents(name, paper_of(variants))
    if TARGETS[name].documents:
        check_secrecy(name)


def check_kinds(name: str) -> None:
    """The writer knows every kind of node, and no other."""
    writer = TARGETS[name].writer
    assert set(writer.inline_kinds) == set(typing.get_args(nodes.Inline)), f"{name}: inline nodes"
    assert set(writer.block_kinds) == set(typing.get_args(nodes.Block)), f"{name}: blocks"


def check_words(name: str) -> None:
    """No word gets lost, whatever it stands in."""
    writer = TARGETS[name].writer
    for number, block in enumerate(_blocks()):
        written = writer.blocks((block,))
        assert _word(number) in written, f"{name}: the words of {block!r} are not in {written!r}"
    together = writer.blocks(_blocks())
    for number in range(len(_blocks())):
        assert _word(number) in together, f"{name}: a word is lost where blocks follow one another"


def _word(number: int) -> str:
    return f"zebra{chr(ord('a') + number)}"


def _blocks() -> Sequence[nodes.Block]:
    """A block for each place that a word can stand in, with the word of its number."""
    data = nodes.DataFile(_word(5), ("a",), ())
    items = (_paragraph(nodes.Text(_word(6))),), (_paragraph(nodes.Text("second")),)
    cells = ((nodes.Text(_word(8)),),)
    return (
        _paragraph(nodes.Text(_word(0))),
        _paragraph(nodes.Emph((nodes.Text(_word(1)),))),
        _paragraph(nodes.Strong((nodes.Text(_word(2)),))),
        _paragraph(nodes.Code(_word(3))),
        _paragraph(nodes.Text("first"), nodes.LineBreak(), nodes.Text(_word(4))),
        _paragraph(nodes.DataLink(data)),
        nodes.Listing(items),
        nodes.Listing(((_paragraph(nodes.Text(_word(7))),),), start=3),
        nodes.Table(cells, (), ("left",)),
        nodes.Table(((nodes.Text("head"),),), (((nodes.Text(_word(9)),),),), ("left",)),
        nodes.CodeBlock(_word(10)),
        nodes.CodeBlock(_word(11), "python", numbered=True),
        nodes.Quote((_paragraph(nodes.Text(_word(12))),)),
        nodes.Listing(((_paragraph(nodes.Text(_word(13))),),) * 2, letters=True),
        nodes.Listing(((_paragraph(nodes.Text(_word(14))),),), start=1, boxes=True),
        _paragraph(nodes.Blank(3), nodes.Text(_word(15))),
    )


def _paragraph(*children: nodes.Inline) -> nodes.Paragraph:
    return nodes.Paragraph(children)


def check_variant(name: str, variant: Variant) -> None:
    """The writer writes all texts of a variant."""
    writer = TARGETS[name].writer
    texts = [variant.stem]
    for part in variant.parts:
        texts += [part.lead, part.text, part.answer, *(point.text for point in part.marking)]
    for text in texts:
        written = writer.blocks(text)
        assert isinstance(written, Written), f"{name}: {variant.id}, seed {variant.seed}: {type(written)}"
        assert bool(written.strip()) or not text, f"{name}: {variant.id}, seed {variant.seed}: nothing of {text!r}"


def check_documents(name: str, paper: Paper) -> None:
    """The templates make a source of each document, and the engine, if there is one, a PDF in which all fits."""
    for document in DOCUMENTS:
        written = source(paper, document, name)
        assert paper.code in written, f"{name}: the {document} does not show the code of the paper"
        if TARGETS[name].compiled:
            (typeset,) = TARGETS[name].engine.pdfs([job(paper, document, name)], NONE)
            assert typeset.pdf.startswith(b"%PDF"), f"{name}: the {document} is no PDF"
            assert not typeset.misfits, f"{name}: the {document} has {typeset.misfits}"


def check_secrecy(name: str) -> None:
    """No answer is in the source of a question paper, and each other document shows what it is for."""
    asked, answered, marked = "zebraasked", "zebraanswered", "zebramarked"
    point = MarkingPoint(1, (_paragraph(nodes.Text(marked)),))
    part = Part("", (_paragraph(nodes.Text(asked)),), (_paragraph(nodes.Text(answered)),), (point,), "", 0)
    paper = paper_of([Variant("t/q", "Q", "open", 1, None, None, None, (), (part,), 1, 1)])
    expected = {
        "question-paper": [asked],
        "answer-paper": [asked, answered],
        "marking-scheme": [marked],
    }
    for document in DOCUMENTS:
        written = source(paper, document, name)
        words = [word for word in (asked, answered, marked) if word in written]
        assert words == expected[document], f"{name}: the {document} shows {words}, not {expected[document]}"


def paper_of(variants: Iterable[Variant]) -> Paper:
    """A paper of some variants in one section."""
    questions = tuple(map(PlacedQuestion, count(1), variants))
    return Paper(Heading("Conformance"), "A", CODE, (PaperSection("All", (), questions),))
