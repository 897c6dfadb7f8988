"""A sketch → TikZ, in groups that an instructor can find and edit."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.figures.geometry import number, tikz_point
from exampaper.figures.labels import Setter
from exampaper.figures.sketch import Disc, Label, Mark, Sketch, Stroke

_ANCHORS = {"left": "base west", "centre": "base", "right": "base east"}


def tikz(sketch: Sketch, words: Setter) -> str:
    """A `tikzpicture` that needs no TikZ library. words: how labels are written."""
    lines = [
        r"\begin{tikzpicture}[x=1pt, y=1pt, every node/.style={inner sep=0pt, outer sep=0pt, font=\footnotesize}]",
        rf"  \useasboundingbox (0,0) rectangle {tikz_point((sketch.width, 0), sketch.height)};",
        *_marks(sketch),
        *_labels(sketch, words),
        r"\end{tikzpicture}",
    ]
    return "\n".join(lines) + "\n"


def _marks(sketch: Sketch) -> Iterator[str]:
    """Each mark on a line, what it belongs to told above the first."""
    before = ""
    for mark in sketch.marks:
        about = mark.role + (f" {mark.layer}" if mark.layer >= 0 else "")
        if about != before:
            yield f"  % {about}"
            before = about
        yield f"  {_mark(mark, sketch.height)}"


def _mark(mark: Mark, height: float) -> str:
    options = ", ".join(_options(mark))
    path = rf"\path[{options}]"
    if isinstance(mark, Disc):
        return f"{path} {tikz_point(mark.centre, height)} circle[radius={number(mark.radius)}];"
    return f"{path} {_chain(mark, height)};"


def _chain(mark: Stroke, height: float) -> str:
    """The path of a mark, in TikZ's words. height: of the sketch, as TikZ's y grows upwards."""
    at = [tikz_point(point, height) for point in mark.points]
    if mark.cubic:
        path = at[0]
        for first in range(1, len(at), 3):
            path += f" .. controls {at[first]} and {at[first + 1]} .. {at[first + 2]}"
        return path
    if len(at) > 5:
        return f"plot[sharp {'cycle' if mark.closed else 'plot'}] coordinates {{{' '.join(at)}}}"
    return " -- ".join([*at, "cycle"] if mark.closed else at)


def _options(mark: Mark) -> Iterator[str]:
    if mark.pen:
        yield f"draw{_shade(mark.pen.grey)}"
        yield f"line width={number(mark.pen.width)}pt"
        if mark.pen.dash:
            pairs = zip(mark.pen.dash[::2], mark.pen.dash[1::2], strict=True)
            pattern = [f"on {number(on)}pt off {number(off)}pt" for on, off in pairs]
            yield f"dash pattern={' '.join(pattern)}"
    if mark.fill is not None:
        yield f"fill{_shade(mark.fill)}"


def _shade(grey: float) -> str:
    """=black!n, TikZ's way to say a grey; nothing for black."""
    if grey == 0:
        return ""
    return "=white" if grey == 1 else f"=black!{number(100 * (1 - grey))}"


def _labels(sketch: Sketch, words: Setter) -> Iterator[str]:
    before = ""
    for label in sketch.labels:
        if label.words:
            if label.role != before:
                yield f"  % {label.role}: words"
                before = label.role
            yield f"  {_label(label, sketch.height, words)}"


def _label(label: Label, height: float, words: Setter) -> str:
    options = f"anchor={_ANCHORS[label.align]}" + ", rotate=90" * label.turned + ", text=white" * (label.grey == 1)
    return rf"\node[{options}] at {tikz_point(label.at, height)} {{{words(label.words)}}};"
