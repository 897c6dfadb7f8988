"""The page: every variant can be set, nothing is wider than its line, and no file tells an answer aside."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from exampaper.check.findings import Found, Sample
from exampaper.engines.fonts import NONE
from exampaper.faults import Faulty
from exampaper.model import Heading, Numbered, Paper, PaperSection, Variant
from exampaper.papers.documents import DOCUMENTS, Document, job
from exampaper.targets import DEFAULT, TARGETS
from exampaper.writers import UnknownCharacter
from exampaper.writers.plain import line

BATCH = 24


def sets(sample: Sample) -> Iterator[Found]:
    """Every writer writes each variant; the default engine sets all three documents of many."""
    yield from _written(list(sample.variants.values()), sample)
    some = sample.some(sample.effort.pages)
    for start in range(0, len(some), BATCH):
        batch = some[start : start + BATCH]
        try:
            question_paper, *_ = [_set(batch, document) for document in DOCUMENTS]
            yield from _told_aside(question_paper, batch, sample)
        except (Faulty, UnknownCharacter) as error:
            yield sample.found("page", str(error), _culprit(batch), at="question")
            return


def _set(variants: Sequence[Variant], document: Document) -> bytes:
    (typeset,) = TARGETS[DEFAULT].engine.pdfs([job(paper(variants), document, DEFAULT)], NONE)
    return typeset.pdf


def paper(variants: Sequence[Variant]) -> Paper:
    """A paper of these variants alone."""
    questions = tuple(Numbered(number, variant) for number, variant in enumerate(variants, 1))
    return Paper(Heading("Check"), "A", "0000-0000-0", (PaperSection("Questions", (), questions),))


def _culprit(batch: Sequence[Variant]) -> Variant | None:
    """The first variant that cannot be set by itself."""
    for variant in batch:
        try:
            for document in DOCUMENTS:
                _set([variant], document)
        except (Faulty, UnknownCharacter):
            return variant
    return None


def _written(batch: Sequence[Variant], sample: Sample) -> Iterator[Found]:
    for variant in batch:
        for target in TARGETS.values():
            try:
                target.writer.blocks((*variant.asked, *variant.told))
            except UnknownCharacter as error:
                yield sample.found("page", str(error), variant, at="question")
                return


def _told_aside(made: bytes, batch: Sequence[Variant], sample: Sample) -> Iterator[Found]:
    """A question paper has no attachments, and no key among what a reader of PDFs tells about it."""
    from pikepdf import Pdf

    with Pdf.open(io.BytesIO(made)) as pdf:
        about = f"{dict(pdf.docinfo.items())} {pdf.open_metadata()}"
        if len(pdf.attachments):
            yield sample.found("answer leaks", "the question paper has attachments")
    for variant in batch:
        keys = [line(part.key) for part in variant.parts]
        if any(len(re.sub(r"\W", "", key)) > 3 and key in about for key in keys):
            yield sample.found("answer leaks", "the key stands in the question paper's metadata", variant, at="key")
