"""A formula → the inside of Typst's dollars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from exampaper.maths.reader import parse
from exampaper.maths.signs import GRIDS, SYMBOLS
from exampaper.maths.tree import (
    Accent,
    Fenced,
    Fraction,
    Grid,
    Group,
    Node,
    Root,
    Scripts,
    Sized,
    Space,
    Styled,
    Symbol,
    Words,
)


@cache
def typst(tex: str) -> str:
    """The inside of Typst's dollars. Raises MathsError."""
    children = parse(tex)
    match children:
        case (Grid("aligned", rows),):  # lines of the formula as a whole
            return " \\ ".join(" & ".join(map(_one, row)) for row in rows)
    return _typst(children)


def _typst(children: Sequence[Node]) -> str:
    pieces = [piece for child in children if (piece := _TYPST[type(child)](child))]
    text = ""
    for piece in pieces:
        # a space beside quoted words would print
        text += piece if not text or text.endswith('"') or piece.startswith('"') else f" {piece}"
    return text


def _one(node: Node | None) -> str:
    return _typst((node,)) if node is not None else ""


def _full(node: Node | None) -> str:
    """An argument of a Typst function, which may not be left empty."""
    return _one(node) or _EMPTY


def quoted(text: str) -> str:
    """A Typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _symbol(node: Symbol) -> str:
    if node.role == "limits":
        return f"op({quoted(node.text)}, limits: #true)"
    if node.role == "op":
        return f"op({quoted(node.text)})"
    if node.text == "mod":
        return 'class("binary", "mod")'
    if node == SYMBOLS["colon"]:
        return 'class("punctuation", \\:)'
    if node.text in "|‖":  # a bar is neither a relation nor a side until it is said to be
        return f'class("{_SIDES.get(node.role, "normal")}", {_BARS[node.text]})'
    if "," in node.text[1:]:
        return quoted(node.text)  # a number's thousands: no space after its comma
    if node.text in _PAIRED:
        return f"\\{node.text}"
    if node.text.isalnum() or ord(node.text[0]) > 127 or node.text[0].isdigit() or node.text in "+=<>!?":
        return node.text
    return f"\\{node.text}"


_PAIRED = frozenset("⟨⟩⌊⌋⌈⌉")  # Typst would look for the other one, and stretch both
_SIDES = {"open": "opening", "close": "closing"}
_CLASSES = {**_SIDES, "ord": "normal", "rel": "relation"}
_BARS = {"|": "bar.v", "‖": "bar.v.double"}


def _scripts(node: Scripts) -> str:
    sub, sup = ("" if script is None else _full(script) for script in (node.sub, node.sup))
    if isinstance(node.base, Symbol) and len(node.base.text) == 1 and node.base.text.isalnum():
        below, above = f"_({sub})" if sub else "", f"^({sup})" if sup else ""
        return f"{node.base.text}{below}{above}"
    below, above = f", b: {sub}" if sub else "", f", t: {sup}" if sup else ""
    return f"attach({_full(node.base)}{below}{above})"


_EMPTY = '""'


def _styled(node: Styled) -> str:
    body = _full(node.body)
    for name in reversed(node.style.split()):
        body = f"{name}({body})"
    return body


def _accent(node: Accent) -> str:
    note = f", {_full(node.note)}" if node.note is not None else ""
    if node.name == "not":  # a stroke as steep as that of ≠
        return f'class("relation", cancel({_full(node.body)}, angle: #27deg, length: #120%))'
    return f"{node.name}({_full(node.body)}{note})"


def _fraction(node: Fraction) -> str:
    above, below = _full(node.above), _full(node.below)
    return f"frac({above}, {below})" if node.line else f"mat(delim: #none, {above}; {below})"


def _fenced(node: Fenced) -> str:
    return f"lr({_delimiter(node.left)} {_one(node.body)} {_delimiter(node.right)})"


def _delimiter(text: str) -> str:
    return _BARS.get(text, _symbol(Symbol(text))) if text else ""


def _sized(node: Sized) -> str:
    if not node.text:
        return ""
    return f'class("{_CLASSES[node.role]}", lr(size: #{node.height}em, {_delimiter(node.text)}))'


def _grid(node: Grid) -> str:
    if node.name == "aligned":
        rows = "; ".join(", ".join(map(_aligned, row, "rl" * len(row))) for row in node.rows)
        return f"mat(delim: #none, column-gap: #0em, row-gap: #0.65em, {rows})"
    if node.name == "cases":
        return f"cases({', '.join(' & quad '.join(map(_cell, row)) for row in node.rows)})"
    delimiter = f'"{GRIDS[node.name]}"' if GRIDS[node.name] else "#none"
    cell = _one if node.name == "smallmatrix" else _cell
    sides = node.columns.replace("|", "")
    rows = "; ".join(
        ", ".join(_sided(cell(each), sides[at : at + 1]) for at, each in enumerate(row)) for row in node.rows
    )
    return f"mat(delim: {delimiter}, {_bars(node.columns)}{rows})"


def _sided(cell: str, side: str) -> str:
    """A cell at the side of its column: Typst sets to the right what stands before a mark, to the left what follows."""
    return {"l": f"& {cell}", "r": f"{cell} &"}.get(side, cell)


def _aligned(node: Node, side: str) -> str:
    """A cell of aligned lines: an operation or a relation at its beginning has its space."""
    cell = _cell(node)
    return _sided(cell if side == "r" else f"{_EMPTY}{cell}", side) if cell else cell


def _bars(columns: str) -> str:
    """The bars of an array, by the number of columns before each; the outermost are told from the far side, as 0."""
    found = [len(columns[:at].replace("|", "")) for at, sign in enumerate(columns) if sign == "|"]
    return f"augment: #(vline: ({', '.join(map(str, found))},), stroke: 0.4pt), " if found else ""


def _cell(node: Node) -> str:
    """A cell in the size of the line: within a line, Typst would make it as small as a script."""
    text = _one(node)
    return f"inline({text})" if text else ""


def _root(node: Root) -> str:
    return f"root({_full(node.degree)}, {_full(node.body)})" if node.degree else f"sqrt({_full(node.body)})"


_TYPST: dict[type, Callable[..., str]] = {
    Symbol: _symbol,
    Words: lambda n: quoted(n.text),
    Space: lambda n: f"#h({n.width:.4g}em)",
    Group: lambda n: _typst(n.children),
    Scripts: _scripts,
    Fraction: _fraction,
    Root: _root,
    Styled: _styled,
    Accent: _accent,
    Fenced: _fenced,
    Sized: _sized,
    Grid: _grid,
}
