"""Characters beyond ASCII in a formula → the LaTeX commands that they stand for, the same in every target.

What has none is left, and refused by the reader with its place.
"""

from __future__ import annotations

import re
import unicodedata

from exampaper.maths.signs import OPERATORS, SYMBOLS, TEXTS

_ABOVE = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "0123456789+-=()ni", strict=True))
_BELOW = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", "0123456789+-=()aeoxhklmnpstijruv", strict=True))
_FRACTIONS = dict(zip("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", zip("112131234151357", "233445555668888", strict=True), strict=True))
_DOUBLE_STRUCK = dict(zip("ℂℍℕℙℚℝℤ𝔸𝔹𝔻𝔼𝔽", "CHNPQRZABDEF", strict=True))
_TWINS = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))  # Greek letters that look like Latin ones
_CURRENCIES = "€£¥¢§‰"

COMMANDS = (
    {sign.text: rf"\{name}" for name, sign in reversed(SYMBOLS.items()) if not sign.text.isascii()}
    | {sign: rf"\tfrac{{{above}}}{{{below}}}" for sign, (above, below) in _FRACTIONS.items()}
    | {sign: rf"\mathbb{{{letter}}}" for sign, letter in _DOUBLE_STRUCK.items()}
    | {sign: letter if letter.islower() else rf"\mathrm{{{letter}}}" for sign, letter in _TWINS.items()}
    | {sign: rf"\text{{{sign}}}" for sign in _CURRENCIES}
    | {"−": "-", "–": "-", "‐": "-", "‑": "-", "∗": "*", "·": r"\cdot", "•": r"\bullet", "µ": r"\mu", "⊥": r"\perp"}
    | {"∆": r"\Delta", "∑": r"\sum", "∏": r"\prod", "∶": ":", "△": r"\Delta", "◦": r"\circ", "∥": r"\parallel"}
    | {"ℓ": r"\ell", "′": "'", "″": "''", "‴": "'''", "’": "'", "°": r"^{\circ}", "⊤": r"\top", "∣": r"\mid"}
    | {"\u00a0": "~", "\u202f": r"\,", "\u2009": r"\,", "\u2002": r"\enspace", "\u2003": r"\quad"}
)
"""What stands for a character: one command, or the group of several."""

_WORDS = "|".join(map(re.escape, (*TEXTS, *OPERATORS)))
_PIECE = re.compile(
    rf"(?P<words>\\(?:{_WORDS})\s*\{{(?:\\.|[^{{}}\\])*\}})"
    rf"|(?P<above>[{''.join(_ABOVE)}]+)|(?P<below>[{''.join(_BELOW)}]+)|(?P<sign>[^\x00-\x7f])(?P<letter>[A-Za-z])?",
    re.DOTALL,
)


def is_control(sign: str) -> bool:
    """Whether a sign is a control character other than tabs and line ends: some of them pass for white space."""
    return unicodedata.category(sign) == "Cc" and sign not in "\t\n\r"


def commanded(tex: str) -> str:
    """The formula with commands in the place of characters, but for its words: `20 × µ²` is `20 \\times \\mu^{2}`."""
    return tex if tex.isascii() else _PIECE.sub(_command, unicodedata.normalize("NFC", tex))


def _command(found: re.Match[str]) -> str:
    if found["above"]:
        return f"^{{{''.join(map(_ABOVE.__getitem__, found['above']))}}}"
    if found["below"]:
        return f"_{{{''.join(map(_BELOW.__getitem__, found['below']))}}}"
    if found["words"]:
        return found["words"]
    command, letter = COMMANDS.get(found["sign"], found["sign"]), found["letter"] or ""
    return f"{command} {letter}" if letter and re.search(r"\\[A-Za-z]+$", command) else command + letter
