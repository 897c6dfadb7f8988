"""The page: every variant can be set, and the file tells no answer aside."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from exampaper.check.finding import Finding
from exampaper.check.paper import pdf
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.papers.documents import DOCUMENTS
from exampaper.targets import TARGETS
from exampaper.writers import UnknownCharacter
from exampaper.writers.plain import line

BATCH = 24  # variants on one paper

SHORT = 3  # letters and digits of a key that may stand anywhere by chance


@proof("page", "a variant can't be set: a sign that no font has, for one", remedy="write it as a formula, or in words")
def can_be_set(sample: Sample) -> Iterator[Finding]:
    """Every writer writes each variant; the default engine sets all three documents of many.

    Example: a sign of a private use area, as copied from a PDF.
    """
    for variant in sample.variants.values():
        error = _unwritable(variant)
        if error is not None:
            yield sample.finding(str(error), variant, at="question")
            return
    for batch in _batches(sample):
        try:
            for document in DOCUMENTS:
                pdf(batch, document)
        except (Faulty, UnknownCharacter) as error:
            yield sample.finding(str(error), _culprit(batch), at="question")
            return


def _unwritable(variant: Variant) -> UnknownCharacter | None:
    for target in TARGETS.values():
        try:
            target.writer.blocks((*variant.question_blocks, *variant.solution_blocks))
        except UnknownCharacter as error:
            return error
    return None


def _batches(sample: Sample) -> Iterator[list[Variant]]:
    variants = sample.printed(sample.effort.pages)
    for start in range(0, len(variants), BATCH):
        yield variants[start : start + BATCH]


def _culprit(batch: Sequence[Variant]) -> Variant | None:
    """The first variant that cannot be set by itself."""
    for variant in batch:
        try:
            for document in DOCUMENTS:
                pdf([variant], document)
        except (Faulty, UnknownCharacter):
            return variant
    return None


@proof(
    "file-leaks",
    "the file of the question paper tells an answer aside: in an attachment or its metadata",
    remedy="take the key out of titles and file names",
)
def file_tells_no_answer(sample: Sample) -> Iterator[Finding]:
    """A question paper has no attachments, and no key among what a reader of PDFs tells about it.

    Example: a title of the question that names its answer.
    """
    from pikepdf import Pdf

    question_paper = next(iter(DOCUMENTS))
    for batch in _batches(sample):
        try:
            content = pdf(batch, question_paper)
        except (Faulty, UnknownCharacter):  # another rule reports it
            return
        with Pdf.open(io.BytesIO(content)) as file:
            about = f"{dict(file.docinfo.items())} {file.open_metadata()}"
            if len(file.attachments):
                yield sample.finding("the question paper has attachments", subject="attachments")
        for variant in batch:
            if any(_is_told(line(part.key), about) for part in variant.parts):
                yield sample.finding("the key stands in the question paper's metadata", variant, at="key")


def _is_told(key: str, about: str) -> bool:
    return len(re.sub(r"\W", "", key)) > SHORT and key in about
