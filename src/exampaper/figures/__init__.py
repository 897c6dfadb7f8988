"""Pictures: graphs, plots and images, drawn once, and written in Typst, in TikZ, as SVG and in words.

All writers show the same lines, with labels set in the paper's own fonts.
"""

from __future__ import annotations

from collections.abc import Callable

from exampaper import maths
from exampaper.figures import (
    graph_sketch,
    plot,
    plot_words,
    sketch_svg,
    sketch_tikz,
    sketch_typst,
    to_tikz,
    to_typst,
    to_words,
)
from exampaper.figures.labels import Setter
from exampaper.figures.place import layout
from exampaper.figures.sample import between, function, histogram, under
from exampaper.nodes import Picture, Plot

__all__ = ["between", "describe", "function", "histogram", "layout", "svg", "tikz", "typst", "under"]


def typst(picture: Picture, label: Callable[[str], str], text: Callable[[str], str] = str) -> str:
    """A Typst code expression that shows the picture. label: LaTeX maths → markup; text: plain text → markup."""
    if isinstance(picture, Plot):
        return sketch_typst.typst(plot.sketch(picture), Setter(text, label))
    return to_typst.typst(picture, label)


def tikz(picture: Picture, formula: Callable[[str], str] = str, text: Callable[[str], str] = str) -> str:
    """LaTeX that shows the picture. formula: LaTeX maths → what TeX reads; text: plain text → LaTeX."""
    if isinstance(picture, Plot):
        return sketch_tikz.tikz(plot.sketch(picture), Setter(text, lambda tex: f"${formula(tex)}$"))
    return to_tikz.tikz(picture, formula)


def svg(picture: Picture) -> str:
    """The picture as SVG with its words in it, for a browser."""
    drawn = plot.sketch(picture) if isinstance(picture, Plot) else graph_sketch.sketch(picture)
    return sketch_svg.svg(drawn, picture.alt or describe(picture))


def describe(picture: Picture, plain: Callable[[str], str] = maths.plain) -> str:
    """The picture in words: what there is to be seen, and no more."""
    if isinstance(picture, Plot):
        return plot_words.describe(picture)
    return to_words.describe(picture, plain)
