"""Variants on a paper of their own."""

from __future__ import annotations

from collections.abc import Sequence

from exampaper.engines.fonts import NONE
from exampaper.model import Heading, Paper, PaperSection, PlacedQuestion, Variant
from exampaper.papers.documents import Document, job
from exampaper.targets import DEFAULT, TARGETS


def paper(variants: Sequence[Variant]) -> Paper:
    """A paper of these variants alone."""
    questions = tuple(PlacedQuestion(number, variant) for number, variant in enumerate(variants, 1))
    return Paper(Heading("Check"), "A", "0000-0000-0", (PaperSection("Questions", (), questions),))


def pdf(variants: Sequence[Variant], document: Document) -> bytes:
    """A document of such a paper, set by the default engine. Raises Faulty, and UnknownCharacter."""
    (typeset,) = TARGETS[DEFAULT].engine.pdfs([job(paper(variants), document, DEFAULT)], NONE)
    return typeset.pdf
