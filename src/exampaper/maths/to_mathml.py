"""A formula → MathML Core, for browsers and screen readers: one element for each node.

See MathML Core, W3C Candidate Recommendation, https://www.w3.org/TR/mathml-core/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape

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

NO_BREAK = "\u00a0"
CLOSING = {"(": ")", "[": "]", "{": "}"}


@cache
def mathml(tex: str, *, display: bool = False) -> str:
    """The `<math>` element of a formula. display: on a line of its own. Raises MathsError."""
    block = ' display="block"' if display else ""
    return f"<math{block}>{_row(parse(tex))}</math>"


def _row(children: Sequence[Node]) -> str:
    """Children side by side, with a thin space around functions; a minus with nothing before it is a prefix."""
    written = []
    before: Node | None = None
    for child in children:
        if before is not None and _is_spaced(before, child):
            written.append(THIN)
        written.append(_prefix(child) if _is_sign(child, before) else _one(child))
        before = child
    return "".join(written)


THIN = '<mspace width="0.1667em"></mspace>'


def _is_spaced(before: Node, after: Node) -> bool:
    """Whether a thin space goes between two nodes: around the name of a function."""
    if _is_function(before) and not _opens(after):
        return True
    return _is_function(after) and not isinstance(before, Space) and not _binds(before)


def _is_function(node: Node) -> bool:
    """Whether it is the name of a function, perhaps with scripts: log, max, sin²."""
    base = node.base if isinstance(node, Scripts) else node
    return isinstance(base, Symbol) and base.role in ("op", "limits")


def _opens(node: Node) -> bool:
    """Whether what follows a function needs no space before it: a bracket, or white space."""
    base = node.base if isinstance(node, Scripts) else node
    if isinstance(base, Symbol | Sized):
        return base.role in ("open", "close", "punct")
    return isinstance(base, Space | Fenced)


def _binds(node: Node) -> bool:
    """Whether it has its own white space on its right, or none."""
    return isinstance(node, Symbol | Sized) and node.role in ("bin", "rel", "open", "punct")


def _is_sign(node: Node, before: Node | None) -> bool:
    """Whether it is a plus or minus that belongs to what follows, not an operation."""
    if not (isinstance(node, Symbol) and node.text in "+−±"):
        return False
    return before is None or (isinstance(before, Symbol) and before.role in ("bin", "rel", "open", "punct"))


def _prefix(node: Node) -> str:
    assert isinstance(node, Symbol)
    return f'<mo form="prefix">{escape(node.text)}</mo>'


def _group(children: Sequence[Node]) -> str:
    """One element: a row, where there is not exactly one child."""
    row = _row(children)
    return row if len(children) == 1 and not isinstance(children[0], Group) else f"<mrow>{row}</mrow>"


def _one(node: Node) -> str:
    return _MATHML[type(node)](node)


def _single(node: Node) -> str:
    """A node as exactly one element, as a base or a script has to be."""
    return _group(node.children) if isinstance(node, Group) else _one(node)


INDEPENDENT = (
    '<mrow><mpadded lspace="0.28em" width="0.52em"><mo lspace="0" rspace="0">⊥</mo></mpadded>'
    '<mo lspace="0" rspace="0.28em">⊥</mo></mrow>'
)
"""⫫ of two signs, as print draws it: few fonts of browsers have one for it, and then nothing is seen."""


def _symbol(node: Symbol) -> str:
    text = escape(node.text)
    if node.text == "⫫":
        return INDEPENDENT
    if node.role in ("op", "limits"):
        return f'<mi mathvariant="normal">{text}</mi>' if len(node.text) == 1 else f"<mi>{text}</mi>"
    if node.text[0].isdigit():
        return f"<mn>{text}</mn>"
    if node.role == "ord" and (node.text.isalpha() or node.text in "∞∅…⋯⋮⋱°%∂∇⊤⊥"):
        return f"<mi>{text}</mi>"
    if node.role in ("open", "close") or node.text in "|‖":
        return f'<mo stretchy="false" lspace="0" rspace="0">{text}</mo>'
    if node.role == "ord":
        return f'<mo lspace="0" rspace="0">{text}</mo>'
    return f"<mo>{text}</mo>"


def _scripts(node: Scripts) -> str:
    base = _single(node.base) if node.base != Group(()) else "<mrow></mrow>"
    below = "" if node.sub is None else _single(node.sub)
    above = "" if node.sup is None else _single(node.sup)
    sub, sup = ("under", "over") if _takes_limits(node.base) else ("sub", "sup")
    name = "m" + (sub if node.sub is not None else "") + (sup if node.sup is not None else "")
    return f"<{name}>{base}{below}{above}</{name}>"


def _takes_limits(base: Node) -> bool:
    """Whether scripts go below and above a base."""
    if isinstance(base, Styled):
        return base.style.startswith("limits") or (base.style != "scripts" and _takes_limits(base.body))
    return isinstance(base, Symbol) and (base.role == "limits" or (base.role == "big" and base.text not in "∫∬∮"))


def _fraction(node: Fraction) -> str:
    line = "" if node.line else ' linethickness="0"'
    return f"<mfrac{line}>{_single(node.above)}{_single(node.below)}</mfrac>"


def _root(node: Root) -> str:
    if node.degree is None:
        return f"<msqrt>{_one(node.body)}</msqrt>"
    return f"<mroot>{_single(node.body)}{_single(node.degree)}</mroot>"


_LETTERS = {
    "bold": (0x1D468, 0x1D482),
    "bold upright": (0x1D400, 0x1D41A),
    "cal": (0x1D49C, 0x1D4B6),
    "bb": (0x1D538, 0x1D552),
    "frak": (0x1D504, 0x1D51E),
    "sans": (0x1D5A0, 0x1D5BA),
    "mono": (0x1D670, 0x1D68A),
}
"""Where capital and small letters of a style begin in Unicode's Mathematical Alphanumeric Symbols (U+1D400)."""

_ELSEWHERE = {
    ("cal", "B"): "ℬ", ("cal", "E"): "ℰ", ("cal", "F"): "ℱ", ("cal", "H"): "ℋ", ("cal", "I"): "ℐ", ("cal", "L"): "ℒ",
    ("cal", "M"): "ℳ", ("cal", "R"): "ℛ", ("cal", "e"): "ℯ", ("cal", "g"): "ℊ", ("cal", "o"): "ℴ", ("bb", "C"): "ℂ",
    ("bb", "H"): "ℍ", ("bb", "N"): "ℕ", ("bb", "P"): "ℙ", ("bb", "Q"): "ℚ", ("bb", "R"): "ℝ", ("bb", "Z"): "ℤ",
    ("frak", "C"): "ℭ", ("frak", "H"): "ℌ", ("frak", "I"): "ℑ", ("frak", "R"): "ℜ", ("frak", "Z"): "ℨ",
}  # fmt: skip
"""Letters that Unicode had before that block, where their places are empty."""
_DIGITS = {"bold": 0x1D7CE, "bold upright": 0x1D7CE, "bb": 0x1D7D8, "sans": 0x1D7E2, "mono": 0x1D7F6}


def _styled(node: Styled) -> str:
    if node.style in ("limits", "scripts", "limits stretch"):
        return _single(node.body)
    if node.style == "boxed":
        return f'<mrow class="boxed">{_one(node.body)}</mrow>'
    if node.style == "phantom":
        return f"<mphantom>{_one(node.body)}</mphantom>"
    if node.style in ("display", "inline"):
        shown = "true" if node.style == "display" else "false"
        return f'<mstyle displaystyle="{shown}">{_one(node.body)}</mstyle>'
    if node.style == "upright":
        return _upright(node.body)
    if node.style == "italic":
        return _one(node.body)
    return _one(_restyled(node.body, node.style))


def _upright(body: Node) -> str:
    if isinstance(body, Symbol) and body.text.isalpha():
        return f'<mi mathvariant="normal">{escape(body.text)}</mi>'
    if isinstance(body, Group):
        return f"<mrow>{''.join(map(_upright, body.children))}</mrow>"
    if isinstance(body, Scripts):
        sub, sup = (None if script is None else Styled("upright", script) for script in (body.sub, body.sup))
        return _scripts(Scripts(Styled("upright", body.base), sub, sup))
    return _one(body)


def _restyled(node: Node, style: str) -> Node:
    """A node with its letters in another style, which are characters of their own."""
    match node:
        case Symbol():
            return Symbol(_restyled_text(node.text, style), node.role)
        case Words():
            return Words(_restyled_text(node.text, style))
        case Group():
            return Group(tuple(_restyled(child, style) for child in node.children))
        case Scripts():
            return Scripts(_restyled(node.base, style), node.sub, node.sup)
        case Accent():
            return Accent(node.name, _restyled(node.body, style), node.note)
    return node


def _restyled_text(text: str, style: str) -> str:
    return "".join(_letter(character, style) for character in text)


def _letter(letter: str, style: str) -> str:
    if (style, letter) in _ELSEWHERE:
        return _ELSEWHERE[style, letter]
    if letter.isdigit() and letter.isascii() and style in _DIGITS:
        return chr(_DIGITS[style] + int(letter))
    if not (letter.isascii() and letter.isalpha()) or style not in _LETTERS:
        return letter
    capital, small = _LETTERS[style]
    return chr(capital + ord(letter) - 65) if letter.isupper() else chr(small + ord(letter) - 97)


_OVER = {
    "hat": "^", "tilde": "~", "macron": "‾", "arrow": "→", "dot": "˙", "dot.double": "¨", "overline": "‾", "caron": "ˇ",
    "breve": "˘", "overbrace": "⏞", "acute": "´", "grave": "`", "circle": "˚", "dot.triple": "⃛", "arrow.l": "←",
    "arrow.l.r": "↔",
}  # fmt: skip
_UNDER = {"underline": "_", "underbrace": "⏟"}


def _accent(node: Accent) -> str:
    body = _single(node.body)
    if node.name in ("not", "cancel"):
        return f'<mrow class="struck">{body}</mrow>'
    under = node.name in _UNDER
    name, sign = ("munder", _UNDER[node.name]) if under else ("mover", _OVER[node.name])
    kind = f' accent{"under" if under else ""}="true"'
    stretchy = "" if node.name in ("overline", "underline", "overbrace", "underbrace") else ' stretchy="false"'
    accented = f"<{name}{kind}>{body}<mo{stretchy}>{escape(sign)}</mo></{name}>"
    return accented if node.note is None else f"<{name}>{accented}{_single(node.note)}</{name}>"


def _fenced(node: Fenced) -> str:
    left = f'<mo form="prefix" stretchy="true">{escape(node.left)}</mo>' if node.left else ""
    right = f'<mo form="postfix" stretchy="true">{escape(node.right)}</mo>' if node.right else ""
    return f"<mrow>{left}{_one(node.body)}{right}</mrow>"


def _sized(node: Sized) -> str:
    form = {"open": ' form="prefix"', "close": ' form="postfix"'}.get(node.role, "")
    size = f' stretchy="true" minsize="{node.height:g}em" maxsize="{node.height:g}em"'
    return f"<mo{form}{size}>{escape(node.text)}</mo>" if node.text else ""


def _grid(node: Grid) -> str:
    left = GRIDS[node.name]
    if node.name == "cases":
        left = "{"
    rows = "".join(_grid_row(node, number) for number in range(len(node.rows)))
    table = f'<mtable class="{node.name}">{rows}</mtable>'
    if not left:
        return table
    right = "" if node.name == "cases" else CLOSING.get(left, left)
    return _fenced(Fenced(left, Group(()), right)).replace("<mrow></mrow>", table)


def _grid_row(node: Grid, number: int) -> str:
    """A row of a grid, with the rules above and below it, and the bars of an array beside its cells."""
    last = number == len(node.rows) - 1
    ruled = ["ruled"] * (number in node.rules) + ["ruled-below"] * (last and len(node.rows) in node.rules)
    columns = re.findall(r"\|?[lcr]\|*", node.columns)
    cells = []
    for at, cell in enumerate(node.rows[number]):
        column = columns[at] if at < len(columns) else "c"
        bars = ["bar-before"] * column.startswith("|") + ["bar-after"] * column.endswith("|")
        cells.append(f"<mtd{_classes(bars)}>{_one(cell)}</mtd>")
    return f"<mtr{_classes(ruled)}>{''.join(cells)}</mtr>"


def _classes(names: Sequence[str]) -> str:
    return f' class="{" ".join(names)}"' if names else ""


_MATHML: dict[type, Callable[..., str]] = {
    Symbol: _symbol,
    Words: lambda n: f"<mtext>{escape(n.text).replace(' ', NO_BREAK)}</mtext>",
    Space: lambda n: f'<mspace width="{n.width:.4g}em"></mspace>',
    Group: lambda n: f"<mrow>{_row(n.children)}</mrow>",
    Scripts: _scripts,
    Fraction: _fraction,
    Root: _root,
    Styled: _styled,
    Accent: _accent,
    Fenced: _fenced,
    Sized: _sized,
    Middle: lambda n: f'<mo stretchy="true">{escape(n.text)}</mo>' if n.text else "",
    Grid: _grid,
}
