"""Units of measurement: a small grammar over the units of a course, their sizes by pint.

    m, km, m/s, m s^-1, kg*m/s², kΩ, µF, °, %

The browser's marker has the same grammar, and the same sizes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from exampaper.answers.tree import Unreadable

LENGTH = 30
PREFIXES = {
    "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "m": 1e-3, "c": 1e-2, "d": 1e-1, "µ": 1e-6, "μ": 1e-6, "u": 1e-6,
    "n": 1e-9, "p": 1e-12, "h": 1e2, "Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30,
}  # fmt: skip
UNITS = [
    "m",
    "s",
    "g",
    "A",
    "K",
    "mol",
    "N",
    "J",
    "W",
    "V",
    "ohm",
    "Ω",
    "Hz",
    "Pa",
    "C",
    "F",
    "H",
    "T",
    "Wb",
    "L",
    "l",
    "min",
    "h",
    "d",
    "day",
    "hour",
    "second",
    "minute",
    "meter",
    "metre",
    "bar",
    "atm",
    "eV",
    "cal",
    "rad",
    "degree",
    "°",
    "bit",
    "byte",
    "B",
    "percent",
    "%",
    "t",
    "ton",
    "year",
    "week",
]
_BY_PINT = {"Ω": "ohm", "°": "degree", "%": "percent", "l": "L", "t": "metric_ton", "ton": "metric_ton"}
CURRENCIES = "€$£¥"
_BASES = ("meter", "kilogram", "second", "ampere", "kelvin", "mole", "bit", "radian")

_UNIT = re.compile(r"[A-Za-zµμΩ°%€$£¥][A-Za-zµμΩ°%\d\s*/·⋅^()\-−²³⁻¹]*")
_FACTOR = re.compile(r"([*/]?)\(?([A-Za-zµμΩ°%€$£¥]+)\)?(?:\^?(-?\d))?\)?")
_SPELLED = {"²": "^2", "³": "^3", "⁻¹": "^-1", "−": "-", "**": "^", "·": "*", "⋅": "*"}


@dataclass(frozen=True, slots=True)
class Unit:
    """Its size in SI base units, and the power of each of these."""

    size: float
    powers: tuple[int, ...]
    currency: str = ""


def part_from_unit(text: str) -> tuple[str, str]:
    """A typed quantity as number and unit; "" where none is typed. Raises Unreadable for a unit that is unknown."""
    plain = text.strip().strip("$") if text.strip()[-1:] == "$" and text.count("$") > 1 else text.strip()
    plain = re.sub(r"\\(?:mathrm|text)\{([^{}]*)\}|\\[,;]", lambda found: found[1] or " ", plain)
    if plain and plain[0] in CURRENCIES:
        return plain[1:], plain[0]
    for at in range(1, len(plain)):
        number, unit = plain[:at].rstrip(), plain[at:].strip()
        if unit and _UNIT.fullmatch(unit) and not number[-1:].isalpha() and not re.match(r"[eE]\d", unit):
            unit_of(unit)
            return number, unit
    return plain, ""


def in_tex(unit: str) -> str:
    r"""A unit as a formula writes it: \mathrm{m}/\mathrm{s}, \Omega, \%."""
    spelled = (
        unit.replace("Ω", r"\Omega ")
        .replace("%", r"\%")
        .replace("°", r"^\circ ")
        .replace("µ", r"\mu ")
        .replace("*", r" \, ")
    )
    return re.sub(r"(?<![\\A-Za-z])([A-Za-z]+)", r"\\mathrm{\1}", spelled).strip()


def factor_between(unit: str, wanted: str) -> Fraction | None:
    """By how much a number in one unit is multiplied to be one in another; None where they measure other things."""
    one, other = unit_of(unit), unit_of(wanted)
    if one.powers != other.powers or one.currency != other.currency:
        return None
    return Fraction(one.size / other.size).limit_denominator(10**12)


@cache
def unit_of(text: str) -> Unit:
    """Raises Unreadable."""
    unknown = Unreadable(f"{text[:LENGTH]} is not a unit that is known here")
    if len(text) > LENGTH:
        raise unknown
    size, powers, currency = 1.0, (0,) * len(_BASES), ""
    for sign, name, power in _factors(text, unknown):
        base = _base(name)
        if base is None:
            raise unknown
        exponent = -power if sign == "/" else power
        size *= base.size**exponent
        powers = tuple(total + exponent * each for total, each in zip(powers, base.powers, strict=True))
        currency += base.currency
    return Unit(size, powers, currency)


def _factors(text: str, unknown: Unreadable) -> Iterator[tuple[str, str, int]]:
    spelled = text
    for sign, plain in _SPELLED.items():
        spelled = spelled.replace(sign, plain)
    spelled = re.sub(r"([A-Za-z)Ω\d])\s+(?=[A-Za-z(Ω])", r"\1*", spelled)
    for piece in re.split(r"(?=[*/])", re.sub(r"\s", "", spelled)):
        found = _FACTOR.fullmatch(piece)
        if not found:
            raise unknown
        yield found[1], found[2], int(found[3] or 1)


def _base(name: str) -> Unit | None:
    """A unit by its name, or by a prefix and its name."""
    if name in UNITS:
        return base_unit(name)
    if name in CURRENCIES:
        return Unit(1.0, (0,) * len(_BASES), name)
    for prefix, factor in PREFIXES.items():
        if name.startswith(prefix) and name[len(prefix) :] in UNITS:
            base = base_unit(name[len(prefix) :])
            return Unit(factor * base.size, base.powers)
    return None


@cache
def base_unit(name: str) -> Unit:
    """The size of one of UNITS, by pint."""
    quantity = (1 * _registry().parse_units(_BY_PINT.get(name, name))).to_base_units()
    powers = {str(base): float(power) for base, power in quantity.unit_items()}
    return Unit(float(quantity.magnitude), tuple(round(powers.get(base, 0)) for base in _BASES))


@cache
def _registry() -> Any:
    from pint import UnitRegistry

    return UnitRegistry(on_redefinition="ignore")
