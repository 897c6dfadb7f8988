"""The names, characters and units that the marker in the browser knows: the same as the one in Python."""

from __future__ import annotations

from functools import cache
from typing import Any

from exampaper.answers.units import PREFIXES, UNITS, base_unit
from exampaper.answers.vocabulary import CONSTANTS, FUNCTIONS, GREEK, LATEX, SAME, SIGNS, SUPERSCRIPTS


@cache
def vocabulary() -> dict[str, Any]:
    """All of it as JSON values; a unit with its size in base units and the power of each of them."""
    units = {}
    for name in UNITS:
        unit = base_unit(name)
        units[name] = {"factor": unit.size, "dims": list(unit.powers)}
    return {
        "functions": FUNCTIONS,
        "same": SAME,
        "constants": CONSTANTS,
        "greek": GREEK,
        "signs": SIGNS,
        "superscripts": SUPERSCRIPTS,
        "latex": LATEX,
        "units": units,
        "prefixes": PREFIXES,
    }
