"""The page: every variant can be set, nothing is wider than its line, and no question paper tells its answer."""

from __future__ import annotations

import json
from collections.abc import Iterator

from exampaper.check.findings import Found, Sample
from exampaper.check.rules import formulas
from exampaper.engines import typst
from exampaper.faults import Faulty
from exampaper.model import Heading, Numbered, Paper, PaperSection, Variant
from exampaper.papers.documents import DOCUMENTS, source
from exampaper.writers import UnknownCharacter, latex, plain
from exampaper.writers import typst as typst_writer

BATCH = 24
WIDEST = 400.0  # points: the line of an A4 page, less the indent of a part


def sets(sample: Sample) -> Iterator[Found]:
    """Every writer writes each variant; the default engine sets all three documents of a batch."""
    some = list(sample.some(sample.effort.pages))
    for start in range(0, len(some), BATCH):
        batch = some[start : start + BATCH]
        yield from _written(batch, sample)
        try:
            for document in DOCUMENTS:
                typst.pdf(source(paper([variant for _, variant in batch]), document, "typst"))
        except (Faulty, UnknownCharacter) as error:
            yield Found("page", str(error), _culprit(batch), sample.where)
            return


def paper(variants: list[Variant]) -> Paper:
    """A paper of these variants alone."""
    questions = tuple(Numbered(number, variant) for number, variant in enumerate(variants, 1))
    return Paper(Heading("Check"), "A", "0000-0000-0", (PaperSection("Questions", "", questions),))


def _culprit(batch: list[tuple[int, Variant]]) -> int | None:
    """The seed of the first variant that cannot be set by itself."""
    for seed, variant in batch:
        try:
            for document in DOCUMENTS:
                typst.pdf(source(paper([variant]), document, "typst"))
        except (Faulty, UnknownCharacter):
            return seed
    return None


def _written(batch: list[tuple[int, Variant]], sample: Sample) -> Iterator[Found]:
    for seed, variant in batch:
        for writer in (latex.WRITER, plain.WRITER, typst_writer.WRITER):
            try:
                for part in variant.parts:
                    for blocks in (variant.stem, part.text, part.answer, *(point.text for point in part.marking)):
                        writer.blocks(blocks)
            except UnknownCharacter as error:
                yield Found("page", str(error), seed, sample.where)
                return


def fits(sample: Sample) -> Iterator[Found]:
    """No formula is wider than its line."""
    owners: dict[str, int] = {}
    for seed, variant in sample.some(sample.effort.pages):
        for tex in formulas(variant):
            owners.setdefault(tex, seed)
    for tex, width in zip(owners, _widths(list(owners)), strict=True):
        if width > WIDEST:
            told = f"a formula is {width:.0f} pt wide, more than the line's {WIDEST:.0f}: ${tex[:80]}$"
            yield Found("page", told, owners[tex], sample.where)
            return


def _widths(formulas: list[str]) -> list[float]:
    """The widths as the default engine sets them, in points."""
    from exampaper.maths import typst as maths

    if not formulas:
        return []
    lines = "".join(f"width(${maths(tex)}$), " for tex in formulas)
    made = (
        '#set text(font: "New Computer Modern", size: 10.5pt)\n'
        "#let inline(body) = math.inline(body)\n"
        "#let width(body) = measure(body).width.pt()\n"
        f"#context [#metadata(({lines})) <widths>]"
    )
    found = json.loads(typst.query(made, "<widths>"))
    return [float(width) for width in found[0]["value"]]


def tells_no_answer(sample: Sample) -> Iterator[Found]:
    """What the answer says in words does not stand in the question, nor in the descriptions of its figures."""
    for seed, variant in sample.some(sample.effort.pages):
        asked = plain.WRITER.blocks(variant.stem) + "".join(plain.WRITER.blocks(p.text) for p in variant.parts)
        for part in variant.parts:
            told = plain.WRITER.blocks(part.answer)
            if len(told) > 40 and told in asked:
                yield Found("answer leaks", "the model answer stands in the question", seed, sample.where)
                return
