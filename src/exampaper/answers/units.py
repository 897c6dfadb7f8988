"""Units of measurement, by pint: what fits, and by how much one differs from another."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Any

from exampaper.answers.tree import Unreadable

LENGTH = 30
_UNIT = re.compile(r"[A-Za-zµμΩ°%][A-Za-zµμΩ°%\d\s*/·⋅^()\-−²³⁻¹]*$")
_SPELLED = {
    "Ω": "ohm", "°C": "degC", "°F": "degF", "°": "degree", "·": "*", "⋅": "*", "^": "**", "−": "-", "²": "**2",
    "³": "**3", "⁻¹": "**-1", "%": "percent",
}  # fmt: skip


@cache
def _registry() -> Any:
    from pint import UnitRegistry

    return UnitRegistry(autoconvert_offset_to_baseunit=True, on_redefinition="ignore")


def part_from_unit(text: str) -> tuple[str, str]:
    """A typed quantity as number and unit; "" where none is typed. Raises Unreadable for a unit that is unknown."""
    plain = text.strip().strip("$")
    plain = re.sub(r"\\(?:mathrm|text)\{([^{}]*)\}|\\[,;]", lambda found: found[1] or " ", plain)
    for at in range(1, len(plain)):
        number, unit = plain[:at].rstrip(), plain[at:].strip()
        if unit and _UNIT.fullmatch(unit) and not (number[-1:].isalpha() or (unit[0] in "eE" and unit[1:2].isdigit())):
            _parsed(unit)
            return number, unit
    return plain, ""


def factor_between(unit: str, wanted: str) -> Fraction | None:
    """By how much a number in one unit is multiplied to be one in another; None where they measure other things."""
    one, other = _parsed(unit), _parsed(wanted)
    if one.dimensionality != other.dimensionality:
        return None
    factor = (1 * one).to(other).magnitude
    return Fraction(factor).limit_denominator(10**15)


@cache
def _parsed(unit: str) -> Any:
    if len(unit) > LENGTH or re.search(r"\d{3}|(\*\*|\^).*(\*\*|\^).*(\*\*|\^)", unit):
        raise Unreadable(f"{unit[:LENGTH]} is not a unit that is known here")
    spelled = unit
    for sign, name in _SPELLED.items():
        spelled = spelled.replace(sign, name)
    spelled = re.sub(r"([A-Za-z)])\s+(?=[A-Za-z(])", r"\1*", spelled)
    try:
        return _registry().parse_units(spelled)
    except Exception:
        raise Unreadable(f"{unit} is not a unit that is known here") from None
