"""Numbers as people type them: 1234.5, 1,234.5, 1.234,5, 0,5, 1 234, 2.5e-3."""

from __future__ import annotations

import re
from fractions import Fraction

from exampaper.answers.tree import Number, Unreadable

DIGITS = 30
"""Digits of a number, and no more: a longer one is a slip of the keyboard, or an attack."""

EXPONENT = 300
"""The largest power of ten, either way."""

THIN = "\u2009\u202f\u00a0"

_GROUPED_BY_SPACE = re.compile(rf"\d{{1,3}}(?:[ {THIN}']\d{{3}})+(?!\d)")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_COMMA = re.compile(r"\d+(?:,\d+)+|,\d+")
_BOTH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?![.\d])")
_POWER = re.compile(r"[eE]([+\-−]?\d{1,4})(?![\w.])")


def numeral(text: str, at: int, *, decimal_comma: bool) -> tuple[Number, int] | None:
    """The number that begins at a place of a text, and where it ends; None where none begins.

    decimal_comma: whether a comma belongs to the number; else it ends there. Raises Unreadable for 1,234, which is
    1.234 to some and 1234 to others, and for a number that is too long.
    """
    written, end = _digits(text, at, decimal_comma)
    if not written:
        return None
    exponent = 0
    if power := _POWER.match(text, end):
        exponent, end = int(power[1].replace("−", "-")), power.end()
    if len(written.replace(".", "")) > DIGITS or abs(exponent) > EXPONENT:
        raise Unreadable("this number is too long")
    places = None if power else len(written.partition(".")[2])
    return Number(Fraction(written) * Fraction(10) ** exponent, places), end


def _digits(text: str, at: int, decimal_comma: bool) -> tuple[str, int]:
    """The digits with a point for the decimal sign, and where they end."""
    if found := _GROUPED_BY_SPACE.match(text, at):
        whole, end = re.sub(r"\D", "", found[0]), found.end()
        tail = re.compile(r"[.,]\d+" if decimal_comma else r"\.\d+").match(text, end)
        return (whole + tail[0].replace(",", "."), tail.end()) if tail else (whole, end)
    if decimal_comma and (found := _BOTH.match(text, at)):
        return _with_both(found[0]), found.end()
    if decimal_comma and (found := _COMMA.match(text, at)):
        return _with_comma(found[0]), found.end()
    found = _PLAIN.match(text, at)
    return (found[0] if not found[0].startswith(".") else f"0{found[0]}", found.end()) if found else ("", at)


def _with_both(written: str) -> str:
    """Thousands by one sign, decimals by the other: 1,234.5 and 1.234,5."""
    decimal = max(written, key=lambda sign: written.rfind(sign) if sign in ".," else -1)
    if written.count(decimal) > 1:  # 1.234.567
        return written.replace(decimal, "")
    thousands = "," if decimal == "." else "."
    return written.replace(thousands, "").replace(decimal, ".")


def _with_comma(written: str) -> str:
    """A decimal comma, or commas between thousands. Raises Unreadable where it can be either."""
    first, *rest = written.split(",")
    in_threes = all(len(group) == 3 for group in rest) and 1 <= len(first) <= 3 and not first.startswith("0")
    if len(rest) > 1:
        if not in_threes:
            raise Unreadable(f"{written} is not a number: write it without separators")
        return "".join((first, *rest))
    if in_threes:
        whole, decimal = f"{first}{rest[0]}", f"{first}.{rest[0]}"
        raise Unreadable(f"{written} may mean {whole} or {decimal}: write one of these")
    return f"{first or '0'}.{rest[0]}"
