"""Units: the question asks in the unit of the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exampaper.answers.tree import Unreadable
from exampaper.answers.units import Unit, part_from_unit, unit_of
from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.text import PROSE
from exampaper.model import Part, Variant
from exampaper.writers.plain import line

_PREFIXES = {"kilo": "k", "centi": "c", "milli": "m", "mega": "M", "micro": "µ", "deci": "d", "nano": "n", "giga": "G"}
_NAMES = {
    "metre": "m", "meter": "m", "gram": "g", "second": "s", "litre": "L", "liter": "L", "newton": "N", "joule": "J",
    "watt": "W", "volt": "V", "ampere": "A", "amp": "A", "ohm": "Ω", "hertz": "Hz", "pascal": "Pa", "mole": "mol",
    "minute": "min", "hour": "h", "day": "d", "week": "week", "year": "year", "byte": "byte",
    "bit": "bit", "tonne": "t",
}  # fmt: skip
_NAME = rf"(?:{'|'.join(_PREFIXES)})?(?:{'|'.join(_NAMES)})s?"
_WORDS = re.compile(
    rf"\bin\s+(?P<power>square |cubic )?(?P<name>{_NAME})\b"
    rf"(?:\s+per\s+(?P<per>{_NAME})\b)?(?! (?:are|is)\b)",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"\bin\s+(?P<unit>[A-Za-zµΩ°][A-Za-zµΩ°²³⁻¹/·]*)(?=[\s,.;:?!)]|$)(?!\s+(?:are|is)\b)")


@lint(
    "other-unit",
    "the question asks in one unit, the key is in another of the same quantity",
    remedy="ask in the unit of the answer, or convert the answer",
    kinds=applies.computes,
)
def units_agree(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A length that is asked for in metres and told in centimetres is a hundred times too large.

    Phrases like “in metres” or “in km/h” are looked for in the question, and compared with the unit that the answer
    declares, or that stands behind the number of the key.

    Example: “How far, in centimetres?” and an answer declared as `2 places m`.
    """
    stem = str(PROSE.blocks(variant.stem))
    for part in variant.parts:
        asked = dict(_asked(f"{stem} {PROSE.blocks((*part.lead, *part.text))}"))
        for told in _told(sample, part):
            alike = {words: unit for words, unit in asked.items() if _is_same_quantity(unit, unit_of(told))}
            if alike and all(_differ(unit, unit_of(told)) for unit in alike.values()):
                message = f"the question asks {min(alike)}, but the answer is in {told}"
                yield sample.finding(message, variant, at="question", subject=part.label)
                return


def _asked(prose: str) -> Iterator[tuple[str, Unit]]:
    """The units that a text asks in, each with its words."""
    for match in _WORDS.finditer(prose):
        power = {"square ": "^2", "cubic ": "^3"}.get((match["power"] or "").lower(), "")
        written = f"{_sign(match['name'])}{power}"
        yield " ".join(match[0].split()), unit_of(f"{written}/{_sign(match['per'])}" if match["per"] else written)
    for match in _SIGNS.finditer(prose):
        try:
            yield match[0], unit_of(match["unit"])
        except Unreadable:
            continue


def _sign(name: str) -> str:
    """The sign of a unit that is written out: km for kilometres."""
    bare = name.lower()
    bare = bare if bare in _NAMES else bare.removesuffix("s")
    for word, prefix in _PREFIXES.items():
        if bare.startswith(word) and bare.removeprefix(word) in _NAMES:
            return prefix + _NAMES[bare.removeprefix(word)]
    return _NAMES.get(bare, bare)


def _told(sample: Sample, part: Part) -> Iterator[str]:
    """The units of the answers that a part asks for: as declared, and as the key prints it."""
    behaviour = sample.question.behaviour
    for name in behaviour.asked.get(part.label, ()):
        declared = getattr(behaviour.types.get(name), "unit", "")
        if declared:
            yield declared
    try:
        _, printed = part_from_unit(line(part.key).replace("−", "-"))
    except Unreadable:
        return
    if printed:
        yield printed


def _is_same_quantity(one: Unit, other: Unit) -> bool:
    return any(one.powers) and one.powers == other.powers and one.currency == other.currency


def _differ(one: Unit, other: Unit) -> bool:
    return abs(one.size / other.size - 1) > 1e-9
