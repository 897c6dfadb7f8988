"""Numbers as a text wants them: in thousands, as money, with a power of ten, without zeros at their end."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from exampaper.model import Significant
from exampaper.questions.measured import Measured
from exampaper.questions.printing import Numeral, Unprintable, printed

THIN = "\u202f"
"""A thin space that does not break: in a formula it is LaTeX's."""

_BEFORE = ("$", "€", "£", "¥")
_MINUS = "−"


def thousands(value: Any, by: str = THIN) -> Numeral:
    """“12 345”, or “12,345” with by=",": digits in threes, from 1000 on with a comma, from 10 000 on with a space."""
    if by not in (THIN, " ", ","):
        raise Unprintable(f"thousands({by!r}): thousands are apart by a comma, or by a space without argument")
    sign, whole, places = _parts(value)
    comma = by == ","
    grouped = _grouped(whole, "," if comma else THIN) if comma or len(whole) > 4 else whole
    return Numeral(sign + grouped + places)


def money(value: Any, currency: str = "") -> Numeral:
    """“$1,234.50”: with two decimal places, or none for an int; any other currency than $ € £ ¥ behind: “5 CHF”."""
    sign, whole, places = _parts(value)
    if len(places) > 3:
        raise Unprintable(f"money: {sign}{whole}{places} has more than two decimal places: round it, | round(2)")
    cents = "" if isinstance(value, int) else (places or ".").ljust(3, "0")
    amount = _grouped(whole, ",") + cents
    if currency in _BEFORE:
        shown = rf"\{currency}" if currency == "$" else currency
        return Numeral((_MINUS if sign else "") + shown + amount)
    return Numeral(sign + amount + (f"\u00a0{currency}" if currency else ""))


def scientific(value: Any, figures: int = 3) -> Numeral:
    r"""“6.02 \times 10^{23}”: so many significant figures and a power of ten, in a formula. Takes a bare float, too."""
    number = value.exact if isinstance(value, Measured) else value
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal | Fraction):
        raise Unprintable(f"scientific: {printed(value)} is no number")
    return Numeral(Significant(figures, scientific=True).show(number))


def trimmed(value: Any) -> Numeral:
    """“2.5” for 2.50, “2” for 2.00: without zeros at the end of its decimal places."""
    text = printed(value)
    return Numeral(text.rstrip("0").rstrip(".") if re.fullmatch(r"-?\d+\.\d+", text) else text)


def _parts(value: Any) -> tuple[str, str, str]:
    """The sign of a number, its whole part, and its places with their point. Raises Unprintable for anything else."""
    text = printed(value)
    try:
        plain = f"{Decimal(text):f}"
    except InvalidOperation:
        raise Unprintable(f"{text} is no number with decimal places") from None
    sign = "-" if plain.startswith("-") else ""
    whole, point, places = plain.lstrip("-").partition(".")
    return sign, whole, point + places


def _grouped(digits: str, by: str) -> str:
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", by, digits)
