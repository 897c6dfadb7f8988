"""A graph → TikZ, to edit by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from exampaper.figures.geometry import RADIUS, RING, Arrow, Drawing, PlacedNode, legend_of, number, tikz_point
from exampaper.figures.graph_layout import layout
from exampaper.nodes import Graph

ToTex = Callable[[str], str]
"""LaTeX maths as it is declared → as TeX reads it."""


def tikz(graph: Graph, formula: ToTex = str) -> str:
    """A `tikzpicture` of the graph; it needs the arrows.meta library. formula: how a label is written."""
    drawing = layout(graph)
    lines = [
        r"\begin{tikzpicture}[x=1pt, y=1pt, >={Stealth}, line width=0.8pt,",
        f"  latent/.style={{circle, draw, minimum size={number(2 * RADIUS)}pt, inner sep=0pt}},",
        r"  observed/.style={latent, fill=black!15}]",
        *(f"  {command}" for command in _commands(drawing, formula)),
        *_tikz_legend(drawing, formula),
        r"\end{tikzpicture}",
    ]
    return "\n".join(lines) + "\n"


def _commands(drawing: Drawing, formula: ToTex) -> Iterator[str]:
    """A command for each node, arrow and label, one a line."""
    names = _tikz_names(drawing.nodes)
    for node in drawing.nodes:
        yield _tikz_node(node, names[node.name], drawing.height, formula)
    for arrow in (*drawing.arrows, *drawing.starts):
        yield _tikz_arrow(arrow, names, drawing.height)
    for arrow in drawing.arrows:
        if arrow.label:
            yield _tikz_arrow_label(arrow, drawing.height, formula)


def _tikz_names(nodes: Sequence[PlacedNode]) -> dict[str, str]:
    """A name that TikZ accepts for each node: its own, or n1, n2, … if any of them has odd characters."""
    own = {node.name: node.name for node in nodes}
    if all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", name) for name in own):
        return own
    return {name: f"n{number}" for number, name in enumerate(own, 1)}


def _tikz_node(node: PlacedNode, name: str, height: float, formula: ToTex) -> str:
    at = tikz_point((node.x, node.y), height)
    text = rf"\node[{_tikz_style(node)}] ({name}) at {at} {{${formula(node.label)}$}};"
    if node.outline.shape != "double circle":
        return text
    return rf"{text} \draw ({name}) circle[radius={number(node.outline.wide - RING)}];"


def _tikz_style(node: PlacedNode) -> str:
    """A circle is an observed or a latent node; other shapes tell what they are."""
    outline, fill = node.outline, ", fill=black!15" if node.shaded else ""
    size = f"minimum width={number(2 * outline.wide)}pt, minimum height={number(2 * outline.high)}pt, inner sep=0pt"
    match outline.shape:
        case "box":
            return f"draw, {size}{fill}"
        case "ellipse":
            return f"draw, ellipse, {size}{fill}"
        case "plain":
            return size
    return "observed" if node.shaded else "latent"


def _tikz_arrow(arrow: Arrow, names: Mapping[str, str], height: float) -> str:
    head = names[arrow.head]
    options = ", ".join(["->"] * arrow.directed + ["dashed"] * arrow.dashed)
    if not arrow.tail:  # from nowhere
        return rf"\draw[{options}] {tikz_point(arrow.points[0], height)} -- ({head});"
    tail = names[arrow.tail]
    return rf"\draw{f'[{options}]' if options else ''} ({tail}) {_tikz_path(arrow, height)} ({head});"


def _tikz_arrow_label(arrow: Arrow, height: float, formula: ToTex) -> str:
    at = tikz_point(arrow.label_at, height)
    return rf"\node[inner sep=0pt, font=\footnotesize] at {at} {{${formula(arrow.label)}$}};"


def _tikz_path(arrow: Arrow, height: float) -> str:
    """How an arrow goes from node to node; TikZ itself finds the rims."""
    if arrow.bend == 0:
        return "--"
    if arrow.bend is not None:
        return f"to[bend {'left' if arrow.bend > 0 else 'right'}={abs(arrow.bend)}]"
    at = [tikz_point(point, height) for point in arrow.points]
    pieces: list[str] = []
    for first in range(1, len(at), 3):
        pieces += [f".. controls {at[first]} and {at[first + 1]} ..", at[first + 2]]
    return " ".join(pieces[:-1])  # the last point is the head's node


def _tikz_legend(drawing: Drawing, formula: ToTex) -> list[str]:
    """The legend, a row centred below the graph."""
    cells = []
    for text, dashed in legend_of(drawing):
        arrow = rf"\draw[{'->, dashed' if dashed else '->'}] (0,0) -- (24,0);"
        cells.append(rf"{arrow} \& \node[anchor=west] {{${formula(text)}$}};")
    if not cells:
        return []
    # A different ampersand, because a plain one fails inside the argument of a command.
    return [
        rf"  \matrix[anchor=north, ampersand replacement=\&] at ({number(drawing.width / 2)},-6) {{",
        "    " + " \\&[14pt]\n    ".join(cells) + r" \\",
        "  };",
    ]
