"""Units of measurement: a small grammar over the units of a course, with their sizes from the package pint.

    m, km, m/s, m s^-1, kg*m/s², kΩ, µF, °, %

The browser's marker has the same grammar and the same sizes.
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
"""Most characters of a unit."""

PREFIXES = {
    "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "m": 1e-3, "c": 1e-2, "d": 1e-1, "µ": 1e-6, "μ": 1e-6, "u": 1e-6,
    "n": 1e-9, "p": 1e-12, "h": 1e2, "Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30,
}  # fmt: skip
UNITS = [
    "m", "s", "g", "A", "K", "mol", "N", "J", "W", "V", "ohm", "Ω", "Hz", "Pa", "C", "F", "H", "T", "Wb", "L", "l",
    "min", "h", "d", "day", "hour", "second", "minute", "meter", "metre", "bar", "atm", "eV", "cal", "rad",
    "degree", "°", "bit", "byte", "B", "percent", "%", "t", "ton", "year", "week",
]  # fmt: skip
"""The units by name; most of them may have a prefix."""

_BY_PINT = {"Ω": "ohm", "°": "degree", "%": "percent", "l": "L", "t": "metric_ton", "ton": "metric_ton"}
CURRENCIES = "€$£¥"
_BASES = ("meter", "kilogram", "second", "ampere", "kelvin", "mole", "bit", "radian")

_UNIT = re.compile(r"[A-Za-zµμΩ°%€$£¥][A-Za-zµμΩ°%\d\s*/·⋅^()\-−²³⁻¹]*")
_EXPONENT = re.compile(r"[eE]\d")  # of a number such as 2e5
_FACTOR = re.compile(r"([*/]?)\(?([A-Za-zµμΩ°%€$£¥]+)\)?(?:\^?(-?\d))?\)?")
_SPELLED = {"²": "^2", "³": "^3", "⁻¹": "^-1", "−": "-", "**": "^", "·": "*", "⋅": "*"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, perhaps a compound one.

    size: in base units. powers: of each base unit, in the order of `_BASES`. currency: its sign; "" for none.
    """

    size: float
    powers: tuple[int, ...]
    currency: str = ""


def part_from_unit(text: str) -> tuple[str, str]:
    """A typed quantity as number and unit; the unit is "" where none is typed.

    Raises Unreadable for an unknown unit.
    """
    quantity = _without_latex(text.strip())
    if quantity and quantity[0] in CURRENCIES:
        return quantity[1:], quantity[0]
    for at in range(1, len(quantity)):
        number, unit = quantity[:at].rstrip(), quantity[at:].strip()
        is_unit = _UNIT.fullmatch(unit) and not _EXPONENT.match(unit)
        if is_unit and not number[-1:].isalpha():
            unit_of(unit)
            return number, unit
    return quantity, ""


def _without_latex(text: str) -> str:
    r"""The text without the dollars around it, \mathrm, \text and spaces of LaTeX."""
    in_dollars = text.endswith("$") and text.count("$") > 1  # a single one may be a currency
    bare = text.strip("$") if in_dollars else text
    return re.sub(r"\\(?:mathrm|text)\{([^{}]*)\}|\\[,;]", lambda command: command[1] or " ", bare)


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
    """The factor by which a number in `unit` becomes one in `wanted`; None where they measure different quantities.

    Raises Unreadable for an unknown unit.
    """
    source, target = unit_of(unit), unit_of(wanted)
    if source.powers != target.powers or source.currency != target.currency:
        return None
    return Fraction(source.size / target.size).limit_denominator(10**12)  # exact where sizes are simple quotients


@cache
def unit_of(text: str) -> Unit:
    """A unit as it is typed: products, quotients and powers of units. Raises Unreadable for an unknown one."""
    unknown = Unreadable(f"{text[:LENGTH]} is not a known unit")
    if len(text) > LENGTH:
        raise unknown
    size, powers, currency = 1.0, (0,) * len(_BASES), ""
    for factor in _factors(text):
        unit = _named(factor[2]) if factor else None
        if factor is None or unit is None:
            raise unknown
        exponent = int(factor[3] or 1)
        if factor[1] == "/":
            exponent = -exponent
        size *= unit.size**exponent
        powers = tuple(total + exponent * power for total, power in zip(powers, unit.powers, strict=True))
        currency += unit.currency
    return Unit(size, powers, currency)


def _factors(text: str) -> Iterator[re.Match[str] | None]:
    """The factors of a unit, each with its operator, name and exponent; None for what is not a factor."""
    spelled = text
    for written, plain in _SPELLED.items():
        spelled = spelled.replace(written, plain)
    spelled = re.sub(r"([A-Za-z)Ω\d])\s+(?=[A-Za-z(Ω])", r"\1*", spelled)  # a space multiplies
    compact = re.sub(r"\s", "", spelled)
    for piece in re.split(r"(?=[*/])", compact):
        yield _FACTOR.fullmatch(piece)


def _named(name: str) -> Unit | None:
    """A unit by its name, perhaps with a prefix; None where there is none of this name."""
    if name in UNITS:
        return base_unit(name)
    if name in CURRENCIES:
        return Unit(1.0, (0,) * len(_BASES), name)
    for prefix, factor in PREFIXES.items():
        bare_name = name.removeprefix(prefix)
        if bare_name != name and bare_name in UNITS:
            bare = base_unit(bare_name)
            return Unit(factor * bare.size, bare.powers)
    return None


@cache
def base_unit(name: str) -> Unit:
    """The size of one of UNITS in base units, by pint (whose registry takes a moment to load)."""
    quantity = (1 * _registry().parse_units(_BY_PINT.get(name, name))).to_base_units()
    powers = {str(base): float(power) for base, power in quantity.unit_items()}
    return Unit(float(quantity.magnitude), tuple(round(powers.get(base, 0)) for base in _BASES))


@cache
def _registry() -> Any:
    from pint import UnitRegistry

    return UnitRegistry(on_redefinition="ignore")
