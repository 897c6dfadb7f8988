"""A sketch → Typst: its lines and areas as a vector image, its words set on top in the paper's fonts.

The lines are an image because Typst drops the alternative text of a figure that holds nothing but shapes.
"""

from __future__ import annotations

from exampaper.figures.geometry import number
from exampaper.figures.labels import SIZE, Setter
from exampaper.figures.sketch import Label, Sketch
from exampaper.figures.sketch_svg import svg

ROOM = 300.0  # points to the left or right of its place that a label may take
HIGH = 20.0  # points that its box is high


def typst(sketch: Sketch, words: Setter) -> str:
    """A Typst code expression: a box, so that a page break never cuts it."""
    wide, high = f"{number(sketch.width)}pt", f"{number(sketch.height)}pt"
    image = f'place(image(bytes("{svg(sketch, words=False)}"), format: "svg", width: {wide}, height: {high}))'
    style = f'set text(size: {number(SIZE)}pt, top-edge: "cap-height", bottom-edge: "baseline", hyphenate: false)'
    lines = [image, style]
    for label in sketch.labels:
        if label.words:
            lines.append(_label(label, words))
    body = "".join(f"  {line}\n" for line in lines)
    return f"box(width: {wide}, height: {high}, {{\n{body}}})"


def _label(label: Label, words: Setter) -> str:
    """A box that begins, ends or has its middle at the label's place, and its bottom on the baseline."""
    (x, y), side = label.at, {"left": "left", "centre": "center", "right": "right"}[label.align]
    left = x - {"left": 0.0, "centre": ROOM / 2, "right": ROOM}[label.align]
    text = f"[{words(label.words)}]"
    if label.grey:
        text = f"text(fill: luma({round(100 * label.grey)}%), {text})"
    box = f"box(width: {number(ROOM)}pt, height: {number(HIGH)}pt, align(bottom + {side}, {text}))"
    if not label.turned:
        return f"place(dx: {number(left)}pt, dy: {number(y - HIGH)}pt, {box})"
    # turned about a point of no size: a longer box would be turned about the middle of the space that it is given
    turned = f"rotate(-90deg, origin: top + left, box(width: 0pt, height: 0pt, place(bottom + center, {box})))"
    return f"place(dx: {number(x)}pt, dy: {number(y)}pt, {turned})"
