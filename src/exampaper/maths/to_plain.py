"""A formula → one line of Unicode, for the terminal, for CSV files and for those who listen to a paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from exampaper.maths.commands import GRIDS
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

_SUB = dict(zip("0123456789+−=()aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", strict=True))
_SUP = dict(  # no T: a raised one would read as a transpose
    zip(
        "0123456789+−=()′∗∘abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾′*°ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵁⱽᵂ",
        strict=True,
    )
)
_TO_SUP = str.maketrans(_SUP)
_COMBINING = {
    "hat": "\u0302", "tilde": "\u0303", "macron": "\u0304", "arrow": "\u20d7", "dot": "\u0307", "dot.double": "\u0308",
    "overline": "\u0305", "underline": "\u0332", "cancel": "\u0338", "not": "\u0338", "caron": "\u030c",
    "breve": "\u0306", "acute": "\u0301", "grave": "\u0300", "circle": "\u030a", "dot.triple": "\u20db",
    "arrow.l": "\u20d6", "arrow.l.r": "\u20e1",
}  # fmt: skip
_TO_BLACKBOARD = str.maketrans("CNPQRZE", "ℂℕℙℚℝℤ𝔼")
_PLAIN_CHARACTERS = {"∣": "|", "⟂": "⊥", "∗": "*", "ϕ": "φ"}


_SPACES = re.compile(r"[^\S\u202f]+")


@cache
def plain(tex: str) -> str:
    """The formula as one line of Unicode: p(x₁ | z₁). Raises MathsError."""
    return " ".join(filter(None, _SPACES.split(_plain(parse(tex)))))


def _plain(children: Sequence[Node]) -> str:
    """Nodes side by side, with the spaces between them that TeX's classes of atoms ask for."""
    text = ""
    before = "open"  # the role of what was written last
    after_space = False
    for at, child in enumerate(children):
        piece = _PLAIN[type(child)](child)
        if isinstance(child, Space):
            after_space = after_space or child.width > 0
            if text[-1:].isdigit() and _are_thousands(children[at + 1 :]):
                piece = NARROW
        if isinstance(child, Space) or not piece:
            text += piece
            continue
        role = _role(child)
        if role == "bin" and before in ("open", "bin", "rel", "punct", "op"):
            role = "sign"  # of what follows, and no operation
        is_word_apart = after_space and text != "" and piece[0].isalpha()
        if _is_spaced(before, role, piece) or is_word_apart:
            text += " "
        text += piece
        before = "open" if role == "sign" else role
        after_space = False
    return text


NARROW = "\u202f"
"""What keeps thousands apart: a narrow space that no line breaks at."""


def _are_thousands(after: Sequence[Node]) -> bool:
    """Whether three digits follow, and no more."""
    return bool(after) and isinstance(after[0], Symbol) and re.match(r"\d{3}(?!\d)", after[0].text) is not None


def _is_spaced(before: str, role: str, piece: str) -> bool:
    """Whether a space goes between two roles; `piece` is the text of the second."""
    if before == "open" or role in ("close", "punct"):
        return False
    if before in ("rel", "bin", "punct") or role in ("rel", "bin"):
        return True
    if before == "op":
        return role not in ("open", "fence")
    if before in ("frac", "root"):
        return piece != "/"  # 1/2 x, not 1/2x; √2 x, not √2x
    return role in ("op", "frac") or (role == "root" and not piece.startswith("√"))


def _role(node: Node) -> str:
    """The role by which a node is spaced: a symbol's, or fence, frac, root."""
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
        case Middle():
            return "rel"
        case Fraction():
            return "frac"
        case Root():
            return "root"
        case Group() if len(node.children) == 1:
            return _role(node.children[0])
    return "ord"


def _flat(node: Node) -> str:
    return _plain((node,))


def _bracketed(node: Node) -> str:
    """A node that a script, a root or a fraction takes as one: in brackets, unless it is one already."""
    text = _flat(node)
    return text if _is_single(node) or len(text) <= 1 else f"({text})"


def _is_single(node: Node) -> bool:
    """Whether a script, or the line of a fraction, can only mean the whole of it."""
    if isinstance(node, Styled):
        return _is_single(node.body)
    if isinstance(node, Grid):
        return node.name not in _BARE
    return isinstance(node, Symbol | Scripts | Words | Fenced | Accent)


def _plain_scripts(node: Scripts) -> str:
    text = "" if node.base == Group(()) else _bracketed(node.base)
    if isinstance(node.base, Scripts) and node.base.sup is not None:
        text = f"({text})"
    is_label = isinstance(node.base, Styled) and node.base.style.startswith("limits") and _role(node.base) != "op"
    if node.sub is not None:
        text += _script(node.sub, {} if is_label else _SUB, "_")
    if node.sup is not None:
        text += _script(node.sup, {} if is_label else _SUP, "^")
    return text


def _script(script: Node, small: Mapping[str, str], mark: str) -> str:
    """A script in small characters if it has all of them, else behind a mark: xₙ₊₁, x^(n + Ω)."""
    text = _flat(script).strip()
    compact = text.replace(" ", "")
    if set(compact) <= small.keys():
        return "".join(small[character] for character in compact) or f"{mark}()"
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"


def _plain_fraction(node: Fraction) -> str:
    if not node.line:
        return f"{_flat(node.above)} choose {_flat(node.below)}"
    return f"{_bracketed(node.above)}/{_bracketed(node.below)}"


def _plain_styled(node: Styled) -> str:
    if node.style == "phantom":
        return ""
    text = _flat(node.body)
    return text.translate(_TO_BLACKBOARD) if node.style == "bb" else text


def _plain_accent(node: Accent) -> str:
    if node.name in _COMBINING:
        accent = _COMBINING[node.name]
        accented = "".join(character + accent for character in _flat(node.body))
        return unicodedata.normalize("NFC", accented)
    note = f" ({_flat(node.note)})" if node.note is not None else ""
    return _bracketed(node.body) + note


def _plain_grid(node: Grid) -> str:
    body = "; ".join(_plain_row(node, row) for row in node.rows)
    if node.name in _BARE:
        return body
    left = GRIDS[node.name]
    return f"{left}{body}{_CLOSING.get(left, left)}"


_CLOSING = {"(": ")", "[": "]", "{": "}"}


def _plain_row(node: Grid, row: Sequence[Node]) -> str:
    """The cells of a row that are not empty, with the bars of its array."""
    columns = re.findall(r"\|?[lcr]\|*", node.columns) or ["c"] * len(row)
    cells = []
    for cell, column in zip(map(_flat, row), columns, strict=False):  # rows may be shorter
        if cell:
            left = "| " if column.startswith("|") else ""
            right = " |" if column.endswith("|") else ""
            cells.append(f"{left}{cell}{right}")
    return ", ".join(cells).replace("|, ", "| ")


_BARE = frozenset(("cases", "aligned", "gathered", "array", "matrix", "smallmatrix"))


def _plain_root(node: Root) -> str:
    degree = _flat(node.degree).translate(_TO_SUP) if node.degree else ""
    return f"{degree}√{_bracketed(node.body)}"


_PLAIN: dict[type, Callable[..., str]] = {
    Symbol: lambda n: _PLAIN_CHARACTERS.get(n.text, n.text),
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
    Middle: lambda n: n.text,
    Grid: _plain_grid,
}
