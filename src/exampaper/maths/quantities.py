# ruff: noqa: E501 (tables of units)
r"""Numbers with their units as siunitx has them, written in plain LaTeX: `\qty{3.5e3}{\metre\per\second}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exampaper.maths.tree import MathsError


def _pairs(words: str) -> dict[str, str]:
    items = words.split()
    return dict(zip(items[::2], items[1::2], strict=True))


_UNITS = _pairs(
    "metre m meter m gram g second s ampere A kelvin K mole mol candela cd hertz Hz newton N pascal Pa joule J watt W "
    "coulomb C volt V farad F ohm Ω siemens S weber Wb tesla T henry H lumen lm lux lx becquerel Bq gray Gy sievert Sv "
    "katal kat litre L liter L minute min hour h day d tonne t electronvolt eV bar bar dalton Da hectare ha bel B "
    "decibel dB byte B bit bit kilogram kg radian rad steradian sr molar M atmosphere atm "
    "m m g g s s A A K K mol mol Hz Hz N N Pa Pa J J W W C C V V F F T T H H L L l l h h eV eV"
)
_PREFIXES = _pairs(
    "pico p nano n micro µ milli m centi c deci d deca da hecto h kilo k mega M giga G tera T peta P femto f atto a"
)
_SHORT = frozenset(
    [
        "kg",
        "mg",
        "ug",
        "km",
        "cm",
        "mm",
        "um",
        "nm",
        "pm",
        "dm",
        "ms",
        "us",
        "ns",
        "ps",
        "kHz",
        "MHz",
        "GHz",
        "mHz",
        "kN",
        "MN",
        "kPa",
        "MPa",
        "hPa",
        "kJ",
        "MJ",
        "mJ",
        "kW",
        "MW",
        "GW",
        "mW",
        "kV",
        "mV",
        "mA",
        "uA",
        "kA",
        "mmol",
        "umol",
        "kmol",
        "mL",
        "ml",
        "cL",
        "dL",
        "uL",
        "hL",
        "keV",
        "MeV",
        "GeV",
        "meV",
        "uF",
        "nF",
        "pF",
        "mT",
        "mH",
        "kWh",
        "dB",
        "cd",
        "lm",
        "lx",
        "rad",
    ]
)
_SIGNS = {"degree": r"^{\circ}", "celsius": r"{}^{\circ}\mathrm{C}", "degreeCelsius": r"{}^{\circ}\mathrm{C}"}
_SIGNS |= {"percent": r"\%", "arcminute": "'", "arcsecond": "''"}
_CLOSE = ("degree", "arcminute", "arcsecond")
_BEFORE = {"square": 2, "cubic": 3}
_AFTER = {"squared": 2, "cubed": 3}

_PIECE = re.compile(r"\\(?P<name>[A-Za-z]+)(?:\{(?P<power>-?\d+)\})?|(?P<space>[\s.~]+|\\[,; ])|(?P<letters>\{?[A-Za-zµΩ%]+\}?)"
                    r"|\^\{?(?P<raised>-?\d+)\}?|(?P<slash>/)")  # fmt: skip


def number(text: str) -> str:
    r"""A number: `12345.6` in groups of three digits, `1.5e-3` and `1.5(2)`, `1.2 \pm 0.1`. Raises MathsError."""
    parts = re.split(r"\s*(?:\\pm|\+-|±)\s*", text.strip())
    return r" \pm ".join(map(_one_number, parts))


_PRINTED = re.compile(r"(?P<plain>.*?)\s*\\(?:times|cdot)\s*10\s*\^\s*\{?(?P<power>-?\d+)\}?")
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d*)(?:(?P<mark>[.,]|\{,\})(?P<places>\d+))?(?P<error>\(\d+\))?(?:[eEdD](?P<power>[+-]?\d+))?"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\{,\}\d{3})+(?:\.\d+)?")


def _one_number(text: str) -> str:
    printed = _PRINTED.fullmatch(text)
    if printed:
        return rf"{_one_number(printed['plain'])} \times 10^{{{printed['power']}}}"
    if _THOUSANDS.fullmatch(text.lstrip("+-")):
        return text
    read = _NUMBER.fullmatch(re.sub(r"\s|~|\\,", "", text))
    if not read or not (read["whole"] or read["places"] or read["power"]):
        raise MathsError(rf"\num: {text!r} is no number: write 1234.5 or 1.5e-3")
    mark = "{,}" if read["mark"] in (",", "{,}") else "."
    plain = read["sign"] + _grouped(read["whole"] or ("0" if read["places"] else ""), left=True)
    if read["places"]:
        plain += mark + _grouped(read["places"], left=False)
    plain += read["error"] or ""
    if read["power"] is None:
        return plain
    raised = f"10^{{{int(read['power'])}}}"
    return rf"{plain} \times {raised}" if plain.strip("+-") else plain + raised


def _grouped(digits: str, *, left: bool) -> str:
    """Digits in threes with thin spaces, where there are five or more; left: counted from the decimal point there."""
    if len(digits) < 5:
        return digits
    first = len(digits) % 3 if left else 0
    groups = [digits[:first]] if first else []
    groups += [digits[at : at + 3] for at in range(first, len(digits), 3)]
    return r"\,".join(groups)


def unit(text: str) -> str:
    r"""A unit: `\metre\per\second\squared`, `\km`, or letters, as `kg.m/s^2`. Raises MathsError."""
    return "".join(_factors(text))


def quantity(value: str, text: str) -> str:
    """A number and its unit, with a thin space between them. Raises MathsError."""
    written = unit(text)
    close = re.fullmatch(r"\s*\\(\w+)\s*", text)
    space = "" if close and close[1] in _CLOSE else r"\,"
    return f"{number(value)}{space}{written}"


def angle(text: str) -> str:
    """An angle in degrees, or degrees, minutes and seconds apart by semicolons. Raises MathsError."""
    marks = (r"^{\circ}", "'", "''")
    given = text.split(";")
    if len(given) > len(marks):
        raise MathsError(rf"\ang: {text!r} is no angle: write 30, or 30;15;10")
    return "".join(number(part) + mark for part, mark in zip(given, marks, strict=False) if part.strip())


def _factors(text: str) -> Iterator[str]:
    """The pieces of a unit, with what goes between them."""
    prefix, power, per, begun, at = "", 1, False, False, 0
    pieces = list(_split(text))
    for at, piece in enumerate(pieces):
        name = piece["name"]
        if piece["space"]:
            continue
        if piece["slash"]:
            yield "/"
            begun = False
        elif name == "per":
            per = True
        elif name in _BEFORE:
            power = _BEFORE[name]
        elif name in _PREFIXES:
            prefix = _PREFIXES[name]
        elif name in _AFTER or name in ("tothe", "raiseto") or piece["raised"]:
            continue  # read with the unit before it
        else:
            raised = _power_after(pieces[at + 1 :]) * power * (-1 if per else 1)
            yield (r"\," if begun else "") + _written(prefix, piece) + (f"^{{{raised}}}" if raised != 1 else "")
            prefix, power, per, begun = "", 1, False, True
    if prefix or per:
        raise MathsError(rf"\unit: {text!r} ends before its unit")


def _split(text: str) -> Iterator[re.Match[str]]:
    at, text = 0, text.strip()
    while at < len(text):
        piece = _PIECE.match(text, at)
        if not piece:
            raise MathsError(rf"\unit: {text[at:]!r} is no unit: write \metre\per\second, or m/s")
        yield piece
        at = piece.end()


def _power_after(pieces: list[re.Match[str]]) -> int:
    if not pieces:
        return 1
    following = pieces[0]
    if following["raised"]:
        return int(following["raised"])
    if following["name"] in ("tothe", "raiseto"):
        return int(following["power"] or 1)
    return _AFTER.get(following["name"] or "", 1)


def _written(prefix: str, piece: re.Match[str]) -> str:
    if piece["letters"]:
        letters = piece["letters"].strip("{}")
        return r"\%" if letters == "%" else _upright(letters)
    name = piece["name"]
    if name in _SIGNS:
        return _SIGNS[name]
    if name in _UNITS:
        return _upright(prefix + _UNITS[name])
    if name in _SHORT and not prefix:
        return _upright(name.replace("u", "µ", 1) if name.startswith("u") else name)
    raise MathsError(rf"\unit: unknown unit \{name}: write its letters, as in \unit{{m/s}}")


def _upright(letters: str) -> str:
    """Letters of a unit: those of Greek have commands of their own."""
    written = letters.replace("µ", r"}\mu\mathrm{").replace("Ω", r"}\Omega\mathrm{")
    return rf"\mathrm{{{written}}}".replace(r"\mathrm{}", "")
