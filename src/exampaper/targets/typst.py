"""Typst, whose compiler comes with the package: the default."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING

from exampaper.targets import CompiledForm, Measured, Ruler, Target, Tools

if TYPE_CHECKING:
    from exampaper.engines import Job
    from exampaper.engines.fonts import Fonts
    from exampaper.writers.pieces import Piece


def _tools() -> Tools:
    from exampaper.engines import typst as engine
    from exampaper.engines.fonts import listed
    from exampaper.writers import typst, typst_ruler

    return Tools(
        writer=typst.WRITER,
        string=typst.string,
        engine=engine.ENGINE,
        qr=_qr,
        fonts=listed,
        compiled_form=CompiledForm(typst.COMPILED, ("style.typ", "evaluated.typ")),
        plain_pdf=engine.plain_pdf,
        gauge=_measured,
        ruler=Ruler(typst_ruler.WRITER, typst_ruler.HEAD, _overfull, _widths),
    )


@lru_cache(maxsize=64)  # the documents of a paper have the same
def _qr(code: str) -> str:
    """A picture; the footer is no place for a text alternative, and the code stands beside it."""
    from exampaper.writers import qr, typst

    side, path = qr.svg_path(code)
    return typst.string(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>')


def _overfull(source: str, fonts: Fonts) -> Sequence[tuple[str, str, float, str]]:
    from exampaper.engines import typst
    from exampaper.writers import typst_ruler

    return typst.query(source, typst_ruler.LABEL, fonts)


def _measured(job: Job, fonts: Fonts) -> Measured | None:
    """Each part stands on a page of its own, and says with its last mark how high that is filled."""
    from exampaper.engines import typst

    told = typst.told(job.source, fonts, job.beside)
    if told is None:  # of templates of somebody's own
        return None
    heights: list[float] = []
    gaps: list[float] = []
    before = 0
    for page, height, gap in told["units"]:
        heights.append(height + (page - before - 1) * told["page"])
        gaps.append(gap)
        before = page
    return Measured(tuple(heights), tuple(gaps), told["page"])


def _widths(pieces: Sequence[Piece]) -> Sequence[float]:
    """The widths of pieces, all measured in one run."""
    from exampaper.engines import typst
    from exampaper.writers import typst_ruler

    try:
        (widths,) = typst.query(typst_ruler.measuring(pieces), typst_ruler.LABEL)
    except RuntimeError:  # pieces of formulas that are none by themselves
        return [inf] * len(pieces)
    numbers: list[float] = widths
    return numbers


TARGET = Target("typst", "typ", _tools, compiled=True)
