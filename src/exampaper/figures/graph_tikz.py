"""A drawing → TikZ."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from exampaper.figures.geometry import RADIUS, RING, Arrow, Drawing, PlacedNode, legend_of, number, tikz_point
from exampaper.figures.graph_layout import layout
from exampaper.nodes import Graph


def tikz(graph: Graph, formula: Callable[[str], str] = str) -> str:
    """A `tikzpicture` to edit by hand; it needs the arrows.meta library. formula: how a label is written."""
    drawing = layout(graph)
    names = _tikz_names(drawing.nodes)
    lines = [
        r"\begin{tikzpicture}[x=1pt, y=1pt, >={Stealth}, line width=0.8pt,",
        f"  latent/.style={{circle, draw, minimum size={number(2 * RADIUS)}pt, inner sep=0pt}},",
        r"  observed/.style={latent, fill=black!15}]",
        *(_tikz_node(node, names[node.name], drawing.height, formula) for node in drawing.nodes),
        *(_tikz_arrow(arrow, names, drawing.height) for arrow in (*drawing.arrows, *drawing.starts)),
        *(_tikz_beside(arrow, drawing.height, formula) for arrow in drawing.arrows if arrow.label),
        *_tikz_legend(drawing, formula),
        r"\end{tikzpicture}",
    ]
    return "\n".join(f"  {line}" if line.startswith(("\\node", "\\draw")) else line for line in lines) + "\n"


def _tikz_names(nodes: Sequence[PlacedNode]) -> dict[str, str]:
    """Names that TikZ accepts: the nodes' own, or n1, n2, … if one of them has odd characters."""
    if all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", node.name) for node in nodes):
        return {node.name: node.name for node in nodes}
    return {node.name: f"n{i}" for i, node in enumerate(nodes, 1)}


def _tikz_node(node: PlacedNode, name: str, height: float, formula: Callable[[str], str]) -> str:
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


def _tikz_arrow(arrow: Arrow, names: dict[str, str], height: float) -> str:
    options = ", ".join(["->"] * arrow.directed + ["dashed"] * arrow.dashed)
    if not arrow.tail:  # from nowhere
        return rf"\draw[{options}] {tikz_point(arrow.points[0], height)} -- ({names[arrow.head]});"
    tail, head = names[arrow.tail], names[arrow.head]
    return rf"\draw{f'[{options}]' if options else ''} ({tail}) {_tikz_path(arrow, height)} ({head});"


def _tikz_beside(arrow: Arrow, height: float, formula: Callable[[str], str]) -> str:
    at = tikz_point(arrow.label_at, height)
    return rf"\node[inner sep=0pt, font=\footnotesize] at {at} {{${formula(arrow.label)}$}};"


def _tikz_path(arrow: Arrow, height: float) -> str:
    """How an arrow goes from node to node; TikZ itself finds the rims."""
    if arrow.bend == 0:
        return "--"
    if arrow.bend is not None:
        return f"to[bend {'left' if arrow.bend > 0 else 'right'}={abs(arrow.bend)}]"
    at = [tikz_point(point, height) for point in arrow.points]
    cubics = [f".. controls {at[i]} and {at[i + 1]} .." for i in range(1, len(at), 3)]
    return " ".join(f"{cubic} {joint}" for cubic, joint in zip(cubics, [*at[3:-1:3], ""], strict=True)).rstrip()


def _tikz_legend(drawing: Drawing, formula: Callable[[str], str]) -> list[str]:
    """The legend, a row centred below the graph."""
    if not legend_of(drawing):
        return []
    cells = [
        rf"\draw[{'->, dashed' if dashed else '->'}] (0,0) -- (24,0); \& \node[anchor=west] {{${formula(text)}$}};"
        for text, dashed in legend_of(drawing)
    ]
    # A different ampersand, because a plain one fails inside the argument of a command.
    return [
        rf"  \matrix[anchor=north, ampersand replacement=\&] at ({number(drawing.width / 2)},-6) {{",
        "    " + " \\&[14pt]\n    ".join(cells) + r" \\",
        "  };",
    ]
