r"""Chemical formulas and equations as mhchem has them, written in plain LaTeX: `\ce{2H2 + O2 -> 2H2O}`.

Read are elements, groups in brackets, amounts, indices, charges, isotopes, states, bonds, arrows with what stands above
and below, precipitates `v` and gases `^`, water of crystallisation after `.` or `*`, and formulas between dollars.
See M. Hensel, The mhchem bundle, https://ctan.org/pkg/mhchem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exampaper.maths.tree import MathsError

_ARROWS = {
    "<=>>": "rightleftharpoons", "<<=>": "rightleftharpoons", "<=>": "rightleftharpoons", "<-->": "rightleftarrows",
    "<->": "leftrightarrow", "->": "rightarrow", "<-": "leftarrow",
}  # fmt: skip
_LONG = {"rightarrow": "longrightarrow", "leftarrow": "longleftarrow", "leftrightarrow": "longleftrightarrow"}
_BONDS = {"-": "{-}", "=": "{=}", "#": r"{\equiv}"}

_PIECES = re.compile(
    rf"""(?P<space>\s+)
    |(?P<arrow>{"|".join(map(re.escape, _ARROWS))})(?:\[(?P<above>[^][]*)\])?(?:\[(?P<below>[^][]*)\])?
    |\$(?P<formula>[^$]*)\$
    |(?P<state>\((?:aq|s|l|g|cr|am|sln)\))
    |\^\{{(?P<raised>[^{{}}]*)\}}|\^(?P<charge>\d*[-+](?![A-Za-z0-9])|\d+|[a-z](?![A-Za-z]))|_\{{(?P<lowered>[^{{}}]*)\}}|_(?P<index>\d+|[a-z])
    |(?P<element>[A-Z][a-z]?)
    |(?P<digits>\d+(?:/\d+|\.\d+)?)
    |(?P<sign>[-+](?=[\s)\]]|$|(?:->|<)))
    |(?P<plus>\+)
    |(?P<bond>[-=\#])
    |(?P<water>[.*])
    |(?P<bracket>[()\[\]]|\\[{{}}])
    |(?P<command>\\[A-Za-z]+)
    |(?P<letter>[a-z])
    |(?P<gas>\^)""",
    re.VERBOSE,
)


_INDEX = re.compile(r"\d+")
"""After an element: a point after it is one of water of crystallisation."""


def chemistry(text: str) -> str:
    r"""The LaTeX of what stands in `\ce{…}`. Raises MathsError."""
    return "".join(_written(text.strip())).strip()


def _written(text: str) -> Iterator[str]:
    at, before = 0, "space"  # what was read last: space, atom (an element, or a bracket that closes), or other
    while at < len(text):
        index = _INDEX.match(text, at) if before == "atom" else None
        if index:
            yield f"_{{{index[0]}}}"
            at = index.end()
            continue
        piece = _PIECES.match(text, at)
        if not piece:
            raise MathsError(rf"\ce: {text[at]} in {text!r} is not understood: put it between dollars, $…$")
        kind = piece.lastgroup or ""
        kind = "arrow" if piece["arrow"] else kind
        after = text[piece.end() : piece.end() + 1]
        yield _piece(piece, kind, before, after)
        before = _state(piece, kind, before)
        at = piece.end()


def _state(piece: re.Match[str], kind: str, before: str) -> str:
    if kind in ("element", "letter") or (kind == "bracket" and piece[0][-1] in ")]}"):
        return "atom"
    if kind in ("index", "lowered", "charge", "raised") and before == "atom":
        return "atom"
    return "space" if kind in ("space", "arrow") else "other"


def _piece(piece: re.Match[str], kind: str, before: str, after: str) -> str:
    text = piece[0]
    match kind:
        case "space":
            return " "
        case "arrow":
            return _arrow(_ARROWS[piece["arrow"]], piece["above"] or "", piece["below"] or "")
        case "formula":
            return f"{{{piece['formula']}}}"
        case "state":
            return rf"\mathrm{{{text}}}"
        case "element":
            return rf"\mathrm{{{text}}}"
        case "letter":
            return _letter(text, before, after)
        case "digits":
            return _amount(text)
        case "sign":
            return f"^{{{text}}}" if before == "atom" else f" {text} "
        case "plus":
            return " + " if before == "space" else "^{+}"
        case "bond":
            return _BONDS[text]
        case "water":
            return r" \cdot "
        case "gas":
            return r"\uparrow "
        case "bracket":
            return text
        case "command":
            return f"{text} "
    return _script(piece, before)


def _script(piece: re.Match[str], before: str) -> str:
    """An index or a charge; of an isotope, which has nothing before it, beside an empty base."""
    raised = piece["raised"] or piece["charge"]
    base = "{}" if before in ("space", "other") and raised else ""
    lowered = piece["lowered"] or piece["index"]
    return f"{base}^{{{raised}}}" if raised else f"_{{{lowered}}}"


def _amount(digits: str) -> str:
    top, slash, bottom = digits.partition("/")
    return rf"\tfrac{{{top}}}{{{bottom}}}\," if slash else rf"{digits}\,"


def _letter(letter: str, before: str, after: str) -> str:
    """A small letter: v for a precipitate, an amount such as n before a space, or a particle such as the electron."""
    if letter == "v" and before == "space" and (not after or after.isspace()):
        return r"\downarrow "
    if before == "space" and (after.isspace() or after.isupper()):
        return rf"{letter}\,"
    return rf"\mathrm{{{letter}}}"


def _arrow(name: str, above: str, below: str) -> str:
    if not above and not below:
        return rf" \{_LONG.get(name, name)} "
    labels = f"[{chemistry(below)}]" if below else ""
    return rf" \x{name}{labels}{{{chemistry(above)}}} "
