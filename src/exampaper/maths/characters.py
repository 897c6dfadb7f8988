"""Characters beyond ASCII in a formula → the LaTeX commands that they stand for, the same in every target.

A character without a command is left as it is; the reader refuses it.
"""

from __future__ import annotations

import re
import unicodedata

from exampaper.maths.commands import OPERATORS, SYMBOLS, TEXTS

_ABOVE = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "0123456789+-=()ni", strict=True))
_BELOW = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", "0123456789+-=()aeoxhklmnpstijruv", strict=True))
_FRACTIONS = dict(zip("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", zip("112131234151357", "233445555668888", strict=True), strict=True))
_DOUBLE_STRUCK = dict(zip("ℂℍℕℙℚℝℤ𝔸𝔹𝔻𝔼𝔽", "CHNPQRZABDEF", strict=True))
_TWINS = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))  # Greek letters that look like Latin ones
_CURRENCIES = "€£¥¢§‰"

COMMANDS = (
    {symbol.text: rf"\{name}" for name, symbol in reversed(SYMBOLS.items()) if not symbol.text.isascii()}
    | {character: rf"\tfrac{{{above}}}{{{below}}}" for character, (above, below) in _FRACTIONS.items()}
    | {character: rf"\mathbb{{{letter}}}" for character, letter in _DOUBLE_STRUCK.items()}
    | {character: letter if letter.islower() else rf"\mathrm{{{letter}}}" for character, letter in _TWINS.items()}
    | {character: rf"\text{{{character}}}" for character in _CURRENCIES}
    | {"−": "-", "–": "-", "‐": "-", "‑": "-", "∗": "*", "·": r"\cdot", "•": r"\bullet", "µ": r"\mu", "⊥": r"\perp"}
    | {"∆": r"\Delta", "∑": r"\sum", "∏": r"\prod", "∶": ":", "△": r"\Delta", "◦": r"\circ", "∥": r"\parallel"}
    | {"ℓ": r"\ell", "′": "'", "″": "''", "‴": "'''", "’": "'", "°": r"^{\circ}", "⊤": r"\top", "∣": r"\mid"}
    | {"\u00a0": "~", "\u202f": r"\,", "\u2009": r"\,", "\u2002": r"\enspace", "\u2003": r"\quad"}
)
"""The LaTeX of a character: one command, perhaps with its arguments."""

_WORDS = "|".join(map(re.escape, (*TEXTS, *OPERATORS)))
_PIECE = re.compile(
    rf"(?P<words>\\(?:{_WORDS})\s*\{{(?:\\.|[^{{}}\\])*\}})"
    rf"|(?P<above>[{''.join(_ABOVE)}]+)|(?P<below>[{''.join(_BELOW)}]+)|(?P<character>[^\x00-\x7f])(?P<letter>[A-Za-z])?",
    re.DOTALL,
)


def is_control(character: str) -> bool:
    """Whether it is a control character other than tabs and line ends: some of them pass for white space."""
    return unicodedata.category(character) == "Cc" and character not in "\t\n\r"


def commanded(tex: str) -> str:
    """The formula with commands in place of characters, except in its words: `20 × µ²` is `20 \\times \\mu^{2}`."""
    if tex.isascii():
        return tex
    return _PIECE.sub(_command, unicodedata.normalize("NFC", tex))


def _command(piece: re.Match[str]) -> str:
    if piece["above"]:
        return f"^{{{piece['above'].translate(_FROM_ABOVE)}}}"
    if piece["below"]:
        return f"_{{{piece['below'].translate(_FROM_BELOW)}}}"
    if piece["words"]:
        return piece["words"]
    command = COMMANDS.get(piece["character"], piece["character"])
    letter = piece["letter"] or ""
    ends_in_letters = re.search(r"\\[A-Za-z]+$", command)
    return f"{command} {letter}" if letter and ends_in_letters else command + letter


_FROM_ABOVE, _FROM_BELOW = str.maketrans(_ABOVE), str.maketrans(_BELOW)
