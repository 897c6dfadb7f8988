"""A formula → Typst maths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import count

from exampaper.maths.commands import GRIDS, SYMBOLS
from exampaper.maths.reader import parse
from exampaper.maths.tree import (
    Accent,
    Fenced,
    Fraction,
    Grid,
    Group,
    Middle,
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
    """What goes between Typst's dollars. Raises MathsError."""
    children = parse(tex)
    match children:
        case (Grid("aligned" | "gathered", rows),):  # all of the formula: Typst aligns its lines by itself
            lines = [" & ".join(map(_with_gap, map(_one, row), count())) for row in rows]
            return " \\ ".join(lines)
    return _typst(children)


def _with_gap(cell: str, column: int) -> str:
    """A cell of aligned lines; a gap parts each pair of columns from the one before it."""
    return f"#h(1em) {cell}" if column and column % 2 == 0 else cell


def _typst(children: Sequence[Node]) -> str:
    text = ""
    for child in children:
        piece = _TYPST[type(child)](child)
        beside_words = text.endswith('"') or piece.startswith('"')  # where a space would print
        text += f" {piece}" if text and piece and not beside_words else piece
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
    if node.text in "|‖":  # Typst takes a bar for neither a relation nor a delimiter unless told so
        return f'class("{_SIDES.get(node.role, "normal")}", {_BARS[node.text]})'
    if "," in node.text[1:]:
        return quoted(node.text)  # separates thousands: no space after it
    first = node.text[0]
    is_literal = node.text.isalnum() or first.isdigit() or ord(first) > 127 or node.text in "+=<>!?"
    return node.text if is_literal and node.text not in _PAIRED else f"\\{node.text}"


_PAIRED = frozenset("⟨⟩⌊⌋⌈⌉√")  # Typst would look for the other one, and stretch both, or for what is below a root
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
    if node.style in _AROUND:
        return _AROUND[node.style].replace("CONTENT", body)
    for name in reversed(node.style.split()):
        body = f"{name}({body})"
    return body


# a box around a formula in a line would be as high as the line, but for the leading, by which it may be higher
_BOX = "#box(stroke: 0.4pt, inset: (x: 3pt), outset: (y: 3pt), {set par(leading: 0pt); $display(CONTENT)$})"
_AROUND = {"boxed": f'class("normal", {_BOX})', "phantom": 'class("normal", #hide($inline(CONTENT)$))'}


def _accent(node: Accent) -> str:
    note = f", {_full(node.note)}" if node.note is not None else ""
    if node.name == "not":  # with a stroke as steep as that of ≠
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
    match node.name:
        case "gathered":
            lines = ["".join(map(_cell, row)) for row in node.rows]
            return f"mat(delim: #none, row-gap: #0.65em, {'; '.join(lines)})"
        case "aligned":
            rows = []
            for row in node.rows:
                cells = map(_aligned_cell, row, "rl" * len(row))
                rows.append(", ".join(map(_with_gap, cells, count())))
            return f"mat(delim: #none, column-gap: #0em, row-gap: #0.65em, {'; '.join(rows)})"
        case "cases":
            rows = [" & quad ".join(map(_cell, row)) for row in node.rows]
            return f"cases({', '.join(rows)})"
    delimiter = f'"{GRIDS[node.name]}"' if GRIDS[node.name] else "#none"
    rows = [_matrix_row(node, row) for row in node.rows]
    return f"mat(delim: {delimiter}, {_rules(node)}{'; '.join(rows)})"


def _matrix_row(node: Grid, row: Sequence[Node]) -> str:
    alignments = node.columns.replace("|", "")
    write = _one if node.name == "smallmatrix" else _cell
    cells = []
    for column, cell in enumerate(row):
        cells.append(_at_side(write(cell), alignments[column : column + 1]))
    return ", ".join(cells)


def _at_side(cell: str, side: str) -> str:
    """A cell at the left (l) or right (r) of its column: at the mark & Typst aligns what is before and after it."""
    return {"l": f"& {cell}", "r": f"{cell} &"}.get(side, cell)


def _aligned_cell(node: Node, side: str) -> str:
    """A cell of aligned lines: an operation or a relation at its beginning keeps its space."""
    cell = _cell(node)
    if not cell:
        return ""
    return _at_side(cell if side == "r" else f"{_EMPTY}{cell}", side)


def _rules(node: Grid) -> str:
    """The bars and rules of an array, each by the number of columns or rows before it."""
    bars, column = list[int](), 0
    for character in node.columns:
        if character == "|":
            bars.append(column)
        else:
            column += 1
    lines = [f"{kind}: ({', '.join(map(str, at))},)" for kind, at in (("vline", bars), ("hline", node.rules)) if at]
    return f"augment: #({', '.join(lines)}, stroke: 0.4pt), " if lines else ""


def _cell(node: Node) -> str:
    """A cell in the size of the line: within a line, Typst would set it as small as a script."""
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
    Middle: lambda n: f"mid({_delimiter(n.text)})" if n.text else "",
    Grid: _grid,
}
