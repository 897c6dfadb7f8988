"""Pictures: graphs, plots and images, drawn once, and written in Typst, in TikZ, as SVG and in words.

All writers show the same lines, with labels set in the paper's own fonts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from exampaper import maths
from exampaper.figures import (
    graph_sketch,
    graph_tikz,
    graph_typst,
    graph_words,
    images,
    plot,
    plot_words,
    sketch_svg,
    sketch_tikz,
    sketch_typst,
)
from exampaper.figures.data import data_file
from exampaper.figures.graph_layout import layout
from exampaper.figures.images import image
from exampaper.figures.labels import Setter
from exampaper.figures.read_back import Drawn, read_back
from exampaper.figures.readable import readable
from exampaper.figures.sampling import between, function, histogram, under
from exampaper.nodes import Beside, Graph, Image, Layer, Note, Picture, Plot
from exampaper.numerals import Numerals

__all__ = [
    "Drawn",
    "between",
    "data_file",
    "describe",
    "drawn",
    "function",
    "histogram",
    "image",
    "layout",
    "localised",
    "read_back",
    "readable",
    "size",
    "svg",
    "tikz",
    "typst",
    "under",
]


def typst(picture: Picture, label: Callable[[str], str], text: Callable[[str], str] = str) -> str:
    """A Typst code expression that shows the picture. label: LaTeX maths → markup; text: plain text → markup."""
    match picture:
        case Plot():
            return sketch_typst.typst(plot.sketch(picture), Setter(text, label))
        case Image():
            return images.typst(picture)
        case Graph():
            return graph_typst.typst(picture, label)


def tikz(picture: Picture, formula: Callable[[str], str] = str, text: Callable[[str], str] = str) -> str:
    """LaTeX that shows the picture. formula: LaTeX maths → what TeX reads; text: plain text → LaTeX."""
    match picture:
        case Plot():
            return sketch_tikz.tikz(plot.sketch(picture), Setter(text, lambda tex: f"${formula(tex)}$"))
        case Image():
            return images.latex(picture)
        case Graph():
            return graph_tikz.tikz(picture, formula)


def svg(picture: Picture) -> str:
    """The picture as SVG with its words in it, for a browser."""
    match picture:
        case Plot():
            return sketch_svg.svg(plot.sketch(picture), picture.alt or describe(picture))
        case Image():
            return images.svg(picture)
        case Graph():
            return sketch_svg.svg(graph_sketch.sketch(picture), picture.alt or describe(picture))


def describe(picture: Picture, plain: Callable[[str], str] = maths.plain) -> str:
    """The picture in words: what there is to be seen, and no more."""
    match picture:
        case Plot():
            return plot_words.describe(picture)
        case Image():
            return picture.alt
        case Graph():
            return graph_words.describe(picture, plain)


def localised(beside: Beside, lang: str, numerals: Numerals) -> Beside:
    """What a question draws, as it is shown in its language: a data file keeps the point."""
    match beside:
        case Plot():
            layers = tuple(_localised_layer(layer, numerals) for layer in beside.layers)
            axes = [replace(axis, labels=tuple(map(numerals.in_label, axis.labels))) for axis in (beside.x, beside.y)]
            return replace(beside, x=axes[0], y=axes[1], layers=layers, lang=lang, decimal=numerals.decimal)
        case Graph():
            nodes = tuple((name, numerals.in_formula(label)) for name, label in beside.nodes)
            edges = tuple(replace(edge, label=numerals.in_formula(edge.label)) for edge in beside.edges)
            return replace(beside, nodes=nodes, edges=edges, lang=lang)
    return beside


def _localised_layer(layer: Layer, numerals: Numerals) -> Layer:
    return replace(layer, words=numerals.in_label(layer.words)) if isinstance(layer, Note) else layer


def size(picture: Picture) -> tuple[float, float]:
    """Width and height on the page, in points. Raises ValueError for what cannot be drawn."""
    match picture:
        case Plot():
            sketch = plot.sketch(picture)
            return sketch.width, sketch.height
        case Image():
            return picture.size
        case Graph():
            drawing = layout(picture)
            return drawing.width, drawing.height


def drawn(picture: Plot) -> Drawn:
    """The data that a plot shows, read off the drawing itself: what `check` compares with the answers."""
    return read_back(svg(picture))
