"""Draws that are thrown away by themselves: what follows from what is declared need not be written.

A tie of rounding, a slip that leads to the key or nearly so, two slips of one value and different marks. What `check`
refuses is never thrown away: a wrong key must be told, not hidden behind a draw that seldom comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import Any

from exampaper.model import Slip
from exampaper.questions.front_matter import Choices
from exampaper.questions.options import too_near
from exampaper.questions.routes import Routes


def objection(routes: Routes, choices: Mapping[str, Choices], answers: Any, slips: Sequence[Slip]) -> str:
    """Why these answers had better not be asked for; "" where nothing speaks against it."""
    return next(chain(_objections(routes, answers, slips), too_near_options(routes, choices, answers, slips)), "")


def too_near_options(
    routes: Routes, choices: Mapping[str, Choices], answers: Any, slips: Sequence[Slip]
) -> Iterator[str]:
    """Options that are nearer to each other than a choice declares."""
    for name, wanted in choices.items():
        if wanted.apart and name in routes.types:
            values = [getattr(answers, name), *(slip.value for slip in slips if slip.field == name)]
            yield from too_near(wanted, values, routes.types[name].same)


def _objections(routes: Routes, answers: Any, slips: Sequence[Slip]) -> Iterator[str]:
    for name in routes.names:
        if routes.types[name].is_tie(getattr(answers, name)):
            yield f"{name} is a tie of rounding"
    for slip in slips:
        kind, key = routes.types[slip.field], getattr(answers, slip.field)
        if not slip.carried and kind.same(key, slip.value):
            yield f"“{slip.name}” leads to the key"
        elif kind.nearly(key, slip.value):
            yield f"“{slip.name}” leads almost to the key"
        elif kind.is_tie(slip.value):
            yield f"the value of “{slip.name}” is a tie of rounding"
    for one, other in combinations(slips, 2):
        alike = (one.field, one.part) == (other.field, other.part) and one.marks != other.marks
        if alike and routes.types[one.field].same(one.value, other.value):
            yield f"“{one.name}” and “{other.name}” lead to one value, for different marks"
