"""Numbers as people type them: 1234.5, 1,234.5, 1.234,5, 0,5, 1 234, 2.5e-3."""

from __future__ import annotations

import re
from fractions import Fraction

from exampaper.answers.tree import Number, Unreadable

DIGITS = 30
"""Most digits of a number: a longer one is a typing error, or an attack."""

EXPONENT = 300
"""The largest exponent of a power of ten, positive or negative."""

THIN = "\u2009\u202f\u00a0"

_GROUPED_BY_SPACE = re.compile(rf"\d{{1,3}}(?:[ {THIN}']\d{{3}})+(?!\d)")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_COMMA = re.compile(r"\d+(?:,\d+)+|,\d+")
_BOTH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?![.\d])")
_DECIMALS = re.compile(r"[.,]\d+")
_DECIMALS_AFTER_POINT = re.compile(r"\.\d+")
_POWER = re.compile(r"[eE]([+\-−]?\d{1,4})(?![\w.])")


def numeral(text: str, at: int, *, decimal_comma: bool) -> tuple[Number, int] | None:
    """The number that begins at a position of a text, and the position behind it; None where none begins.

    decimal_comma: whether a comma may belong to the number; otherwise the number ends before it. Raises Unreadable
    for 1,234, which is 1.234 to some readers and 1234 to others, and for a number that is too long.
    """
    digits, end = _digits(text, at, decimal_comma)
    if not digits:
        return None
    exponent = 0
    power = _POWER.match(text, end)
    if power:
        exponent = int(power[1].replace("−", "-"))
        end = power.end()
    if len(digits.replace(".", "")) > DIGITS or abs(exponent) > EXPONENT:
        raise Unreadable("this number is too long")
    places = None if power else len(digits.partition(".")[2])
    return Number(Fraction(digits) * Fraction(10) ** exponent, places), end


_POINT_OF_THREE = re.compile(r"(?<![\d.,])([1-9]\d{0,2})\.(\d{3})(?![\d.,])")
_COMMA_OF_THREE = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d.,])")


def from_comma(text: str) -> str:
    """What was typed where the comma is the decimal mark: 1,234 is 1.234.

    Raises Unreadable for 1.234, which is 1234 to some readers there.
    """
    if both := _POINT_OF_THREE.search(text):
        raise Unreadable(f"{both[0]} may mean {both[1]}{both[2]} or {both[1]},{both[2]}: write one of these")
    return _COMMA_OF_THREE.sub(r"\1.\2", text)


def _digits(text: str, at: int, decimal_comma: bool) -> tuple[str, int]:
    """The digits with a decimal point, and the position behind them; "" where none begin."""
    grouped = _GROUPED_BY_SPACE.match(text, at)
    if grouped:
        whole = re.sub(r"\D", "", grouped[0])
        decimals = (_DECIMALS if decimal_comma else _DECIMALS_AFTER_POINT).match(text, grouped.end())
        if not decimals:
            return whole, grouped.end()
        return whole + decimals[0].replace(",", "."), decimals.end()
    if decimal_comma:
        for pattern, with_point in ((_BOTH, _both_separators), (_COMMA, _commas)):
            separated = pattern.match(text, at)
            if separated:
                return with_point(separated[0]), separated.end()
    plain = _PLAIN.match(text, at)
    if not plain:
        return "", at
    digits = f"0{plain[0]}" if plain[0].startswith(".") else plain[0]
    return digits, plain.end()


def _both_separators(written: str) -> str:
    """Thousands parted by one separator, decimals by the other: 1,234.5 and 1.234,5."""
    decimal = "." if written.rfind(".") > written.rfind(",") else ","
    if written.count(decimal) > 1:  # 1.234.567
        return written.replace(decimal, "")
    thousands = "," if decimal == "." else "."
    return written.replace(thousands, "").replace(decimal, ".")


def _commas(written: str) -> str:
    """A decimal comma, or commas between thousands. Raises Unreadable where it can be either."""
    first, *rest = written.split(",")
    begins_as_thousands = 1 <= len(first) <= 3 and not first.startswith("0")
    in_threes = begins_as_thousands and all(len(group) == 3 for group in rest)
    if len(rest) > 1:
        if not in_threes:
            raise Unreadable(f"{written} is not a number: write it without separators")
        return "".join((first, *rest))
    decimals = rest[0]
    if in_threes:
        raise Unreadable(f"{written} may mean {first}{decimals} or {first}.{decimals}: write one of these")
    return f"{first or '0'}.{decimals}"
