"""What the marker in the browser knows of names, signs and units: the same as the one in Python."""

from __future__ import annotations

from functools import cache
from typing import Any

from exampaper.answers.units import PREFIXES, UNITS, base_unit
from exampaper.answers.vocabulary import CONSTANTS, FUNCTIONS, GREEK, LATEX, SAME, SIGNS, SUPERSCRIPTS


@cache
def vocabulary() -> dict[str, Any]:
    """Everything as JSON values."""
    units = {name: {"factor": base_unit(name).size, "dims": list(base_unit(name).powers)} for name in UNITS}
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
