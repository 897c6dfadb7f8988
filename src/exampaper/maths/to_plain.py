"""A formula → one line of Unicode: for the terminal, for CSV, for those who listen to a paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from exampaper.maths.commands import GRIDS
from exampaper.maths.reader import parse
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

_SUB = dict(zip("0123456789+−=()aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", strict=True))
_SUP = dict(  # no T: a raised one would read as a transpose
    zip(
        "0123456789+−=()′∗∘abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾′*°ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵁⱽᵂ",
        strict=True,
    )
)
_COMBINING = {
    "hat": "\u0302", "tilde": "\u0303", "macron": "\u0304", "arrow": "\u20d7", "dot": "\u0307", "dot.double": "\u0308",
    "overline": "\u0305", "underline": "\u0332", "cancel": "\u0338", "not": "\u0338", "caron": "\u030c",
    "breve": "\u0306",
}  # fmt: skip
_BLACKBOARD = dict(zip("CNPQRZE", "ℂℕℙℚℝℤ𝔼", strict=True))
_PLAIN_SIGNS = {"∣": "|", "⟂": "⊥", "∗": "*", "ϕ": "φ"}


@cache
def plain(tex: str) -> str:
    """The formula as one line of Unicode: p(x₁ | z₁). Raises MathsError."""
    return " ".join(_plain(parse(tex)).split())


def _plain(children: Sequence[Node]) -> str:
    text, role, thin = "", "open", False
    for child in children:
        piece = _PLAIN[type(child)](child)
        if isinstance(child, Space) or not piece:
            text, thin = text + piece, thin or (isinstance(child, Space) and child.width > 0)
            continue
        now = _role(child)
        if now == "bin" and role in ("open", "bin", "rel", "punct", "op"):
            now = "sign"  # not an operation
        spaced = _spaced(role, now, piece) or (thin and text != "" and piece[0].isalpha())
        text += " " + piece if spaced else piece
        role, thin = "open" if now == "sign" else now, False
    return text


def _spaced(before: str, now: str, piece: str) -> bool:
    if before == "open" or now in ("close", "punct"):
        return False
    if {before, now} & {"rel", "bin"} or before == "punct":
        return True
    if before == "op":
        return now not in ("open", "fence")
    if before in ("frac", "root"):
        return piece != "/"  # 1/2 x, not 1/2x; √2 x, not √2x
    return now in ("op", "frac") or (now == "root" and not piece.startswith("√"))


def _role(node: Node) -> str:
    match node:
        case Symbol():
            return {"limits": "op", "big": "op"}.get(node.role, node.role)
        case Scripts():
            return _role(node.base)
        case Styled() | Accent():
            return _role(node.body)
        case Fenced():
            return "fence"
        case Sized():
            return node.role
        case Fraction():
            return "frac"
        case Root():
            return "root"
        case Group() if len(node.children) == 1:
            return _role(node.children[0])
    return "ord"


def _flat(node: Node) -> str:
    return _plain((node,))


def _wrapped(node: Node) -> str:
    text = _flat(node)
    return text if _single(node) or len(text) <= 1 else f"({text})"


def _single(node: Node) -> bool:
    """Whether a script, or a fraction's line, can only mean the whole of it."""
    if isinstance(node, Styled):
        return _single(node.body)
    if isinstance(node, Grid):
        return node.name not in _BARE
    return isinstance(node, Symbol | Scripts | Words | Fenced | Accent)


def _plain_scripts(node: Scripts) -> str:
    text = _wrapped(node.base) if not isinstance(node.base, Group) or node.base.children else ""
    for script, table, mark in ((node.sub, _SUB, "_"), (node.sup, _SUP, "^")):
        if script is not None:
            inner, small = _flat(script), ""
            tight = inner.replace(" ", "")
            if all(c in table for c in tight):
                inner, small = tight, "".join(table[c] for c in tight)
            text += small or (f"{mark}{inner}" if len(inner) == 1 else f"{mark}({inner})")
    return text


def _plain_fraction(node: Fraction) -> str:
    if not node.line:
        return f"{_flat(node.above)} choose {_flat(node.below)}"
    return f"{_wrapped(node.above)}/{_wrapped(node.below)}"


def _plain_styled(node: Styled) -> str:
    text = _flat(node.body)
    return "".join(_BLACKBOARD.get(c, c) for c in text) if node.style == "bb" else text


def _plain_accent(node: Accent) -> str:
    if node.name in _COMBINING:
        text = _flat(node.body)
        return unicodedata.normalize("NFC", "".join(c + _COMBINING[node.name] for c in text))
    return _wrapped(node.body) + (f" ({_flat(node.note)})" if node.note is not None else "")


def _plain_grid(node: Grid) -> str:
    body = "; ".join(_plain_row(node, row) for row in node.rows)
    left = GRIDS[node.name]
    if node.name in _BARE:
        return body
    return f"{left}{body}{ {'(': ')', '[': ']', '{': '}'}.get(left, left) }"


def _plain_row(node: Grid, row: Sequence[Node]) -> str:
    """The cells of a row, with the bars of its array."""
    cells = dict(enumerate(map(_flat, row)))
    parts = re.findall(r"\|?[lcr]\|*", node.columns) or ["c"] * len(row)
    told = [("| " * p.startswith("|") + cells[n] + " |" * p.endswith("|")) for n, p in enumerate(parts) if cells.get(n)]
    return ", ".join(told).replace("|, ", "| ")


_BARE = frozenset(("cases", "aligned", "array", "matrix", "smallmatrix"))


def _plain_root(node: Root) -> str:
    degree = "".join(_SUP.get(c, c) for c in _flat(node.degree)) if node.degree else ""
    return f"{degree}√{_wrapped(node.body)}"


_PLAIN: dict[type, Callable[..., str]] = {
    Symbol: lambda n: _PLAIN_SIGNS.get(n.text, n.text),
    Words: lambda n: n.text,
    Space: lambda n: " " if n.width > 0.2 else "",
    Group: lambda n: _plain(n.children),
    Scripts: _plain_scripts,
    Fraction: _plain_fraction,
    Root: _plain_root,
    Styled: _plain_styled,
    Accent: _plain_accent,
    Fenced: lambda n: f"{n.left}{_flat(n.body).strip()}{n.right}",
    Sized: lambda n: n.text,
    Grid: _plain_grid,
}
