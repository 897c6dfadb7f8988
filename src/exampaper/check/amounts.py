"""What a short text is worth: a number as 0.25, 25 %, 1/4, 1,000 or 2.5 km; a set; a relation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from exampaper.answers.tree import Unreadable
from exampaper.answers.units import part_from_unit, unit_of

_PLAIN = re.compile(r"[-+]?(?!0\d)\d+(?:\.\d+)?|[-+]?\.\d+")  # 0110 is a string of signs, not a number
_FRACTION = re.compile(r"([-+]?)(?:(\d+)\s+)?(\d+)\s*/\s*(\d+)")
_IN = re.compile(r"(\d+)\s+(?:in|out of)\s+(\d+)")
_POWER = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*[×·]\s*10([⁻⁰¹²³⁴-⁹]+)")
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_GROUPED = re.compile(r"(?<!\d)(\d{1,3})((?:[,'’  \u202f]\d{3})+)(?!\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of something. value: in base units; powers: of each base unit; currency: its sign, or ""."""

    value: Fraction
    powers: tuple[int, ...]
    currency: str = ""


def amount(words: str, decimal_comma: bool = False) -> Amount | None:
    """What a text is worth that is a number and perhaps a unit, and nothing else; None for any other.

    decimal_comma: whether 1,000 is one, and not a thousand.
    """
    plain = words.strip().rstrip(".").replace("−", "-").replace("\u00a0", " ")
    plain = plain.replace(",", ".") if decimal_comma else _GROUPED.sub(_ungrouped, plain)
    if re.fullmatch(r"[-+]?\d+,\d+.*", plain):
        plain = plain.replace(",", ".", 1)
    number, unit = _parted(plain)
    value = _number(number.strip())
    if value is None:
        return None
    try:
        size = unit_of(unit) if unit else unit_of("%")
    except Unreadable:
        return None
    factor = Fraction(size.size).limit_denominator(10**12) if unit else Fraction(1)
    return Amount(value * factor, size.powers if unit else tuple(0 for _ in size.powers), size.currency)


def _ungrouped(number: re.Match[str]) -> str:
    return number[0] if number[1] == "0" else re.sub(r"\D", "", number[0])


def _parted(plain: str) -> tuple[str, str]:
    """Number and unit; the whole and "" where there is none."""
    for whole in (_PLAIN, _FRACTION, _IN, _POWER):
        if whole.fullmatch(plain):
            return plain, ""
    try:
        number, unit = part_from_unit(plain)
    except Unreadable:
        return "", ""
    return number, unit


def _number(text: str) -> Fraction | None:
    if _PLAIN.fullmatch(text):
        return Fraction(text)
    if match := _FRACTION.fullmatch(text):
        sign, whole, top, bottom = match.groups()
        size = Fraction(whole or 0) + Fraction(int(top), int(bottom)) if int(bottom) else None
        return None if size is None else -size if sign == "-" else size
    if match := _IN.fullmatch(text):
        return Fraction(int(match[1]), int(match[2])) if int(match[2]) else None
    if match := _POWER.fullmatch(text):
        return Fraction(match[1]) * Fraction(10) ** int(match[2].translate(_RAISED))
    return None


_SET = re.compile(r"\{([^{}]*)\}")


def same_set(one: str, other: str) -> bool:
    """Whether both texts are sets in braces of the same items, in whatever order."""
    sets = [_SET.fullmatch(words.strip()) for words in (one, other)]
    items = [frozenset(re.sub(r"\s", "", item) for item in re.split(r"[,;]\s", found[1])) for found in sets if found]
    return len(items) == 2 and items[0] == items[1] and len(items[0]) > 1
