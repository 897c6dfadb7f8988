"""A sketch → SVG."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import escape

from exampaper.figures.geometry import number
from exampaper.figures.labels import SIZE, plain
from exampaper.figures.sketch import Disc, Label, Mark, Sketch, Stroke

FONT = "New Computer Modern, Latin Modern Roman, Georgia, serif"
_ANCHORS = {"left": "start", "centre": "middle", "right": "end"}


def svg(sketch: Sketch, alt: str = "", words: bool = True) -> str:
    """The picture as SVG. alt: it in words; words: whether its labels are in it, or are set by somebody else on top."""
    wide, high = number(sketch.width), number(sketch.height)
    size = f"width='{wide}pt' height='{high}pt' viewBox='0 0 {wide} {high}'"
    role = f" role='img' aria-label='{escape(alt)}'" if alt else ""
    body = "".join(_groups(sketch))
    if words:
        body += "".join(_label(label) for label in sketch.labels if label.words)
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}{role}>{body}</svg>"


def _groups(sketch: Sketch) -> Iterator[str]:
    """Marks of one kind and layer that follow one another, told by their class."""
    for (role, layer), marks in groupby(sketch.marks, key=lambda mark: (mark.role, mark.layer)):
        of = f" data-layer='{layer}'" if layer >= 0 else ""
        yield f"<g class='{role}'{of}>{''.join(map(_mark, marks))}</g>"


def _mark(mark: Mark) -> str:
    if isinstance(mark, Disc):
        (x, y), r = mark.centre, mark.radius
        return f"<circle cx='{number(x)}' cy='{number(y)}' r='{number(r)}'{_paint(mark)}/>"
    return f"<path d='{_path(mark)}'{_paint(mark)}/>"


def _path(mark: Stroke) -> str:
    first, *rest = [f"{number(x)} {number(y)}" for x, y in mark.points]
    return f"M{first}{'C' if mark.cubic else 'L'}{' '.join(rest)}{'Z' if mark.closed else ''}"


def _paint(mark: Mark) -> str:
    fill = "none" if mark.fill is None else _grey(mark.fill)
    if mark.pen is None:
        return f" fill='{fill}'"
    dash = f" stroke-dasharray='{' '.join(map(number, mark.pen.dash))}'" if mark.pen.dash else ""
    return f" fill='{fill}' stroke='{_grey(mark.pen.grey)}' stroke-width='{number(mark.pen.width)}'{dash}"


def _grey(shade: float) -> str:
    """A colour. shade: 0 for black, 1 for white."""
    if shade in (0.0, 1.0):
        return "black" if shade == 0 else "white"
    return "#" + f"{round(255 * shade):02x}" * 3


def _label(label: Label) -> str:
    x, y = map(number, label.at)
    turned = f" transform='rotate(-90 {x} {y})'" if label.turned else ""
    fill = f" fill='{_grey(label.grey)}'" if label.grey else ""
    return (
        f"<text class='{label.role}' x='{x}' y='{y}' text-anchor='{_ANCHORS[label.align]}' font-family='{FONT}' "
        f"font-size='{number(SIZE)}'{turned}{fill}>{escape(plain(label.words))}</text>"
    )
