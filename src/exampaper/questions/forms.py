"""The forms of a question: what its parameters with few values may be, and a question that draws only some of them."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from exampaper.draw import Rng
from exampaper.questions.question import ATTEMPTS, Question, params_to_json

Values = tuple[Any, ...]
"""Values of a parameter as JSON has them, lists as tuples."""

FEW_NUMBERS = 5  # a parameter with more numbers is data
MOST = 30  # of a parameter with more values nobody speaks of forms
PATIENCE = 20  # draws of a restricted question are so many times as often thrown away, before it is given up
LISTED = "shown"
"""The parameter that holds the ids of the statements on a paper."""
SEEDS = 200  # draws from which the names of computed statements are known


@dataclass(frozen=True, slots=True)
class Restriction:
    """Which forms of a question may be drawn.

    forms: by parameter, the values that it may have. without: ids and groups of statements that are left out.
    """

    forms: tuple[tuple[str, Values], ...] = ()
    without: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.forms or self.without)


def parameters(question: Question) -> tuple[str, ...]:
    """The names of all that is drawn in a question."""
    return tuple(field.name for field in fields(question.behaviour.params))


def forms_of(question: Question) -> dict[str, Values]:
    """The parameters of which all values are known, with these: 2 to 30 of them."""
    hints = get_type_hints(question.behaviour.params, include_extras=True)
    known: dict[str, Values] = {}
    for name in parameters(question):
        values = question.behaviour.forms.get(name) or _values(hints[name])
        if 1 < len(values) <= MOST:
            known[name] = tuple(map(frozen, values))
    return known


def _values(kind: Any) -> Values:
    """All values of a type that has few; none of another."""
    origin = get_origin(kind)
    if kind is bool:
        return False, True
    if origin is Literal:
        return get_args(kind)
    if origin is Annotated:
        return _values(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        parts = list(map(_values, get_args(kind)))
        return tuple(dict.fromkeys(sum(parts, ()))) if all(parts) else ()
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(member.value for member in kind)
    return ()


def statement_names(question: Question) -> set[str]:
    """The ids and groups of the statements of a question; none where it has no statements."""
    behaviour = question.behaviour
    if behaviour.without is None:
        return set()
    if behaviour.statements:
        ids = {statement.id for statement in behaviour.statements}
        return ids | {id.partition("/")[0] for id in ids}
    drawn = map(question.draw, range(SEEDS))
    return {id.partition("/")[0] for params in drawn for id in getattr(params, LISTED)}


def dealt(question: Question) -> tuple[str, ...]:
    """The parameters by which its variants are told apart as forms, also the list of its statements."""
    names = [name for name, values in forms_of(question).items() if _tell_apart(values)]
    return (*names, *((LISTED,) if question.behaviour.without is not None else ()))


def _tell_apart(values: Values) -> bool:
    """Whether values are names of forms, or so few numbers that they may be."""
    return len(values) <= FEW_NUMBERS or all(isinstance(value, str) for value in values)


def restricted(question: Question, restriction: Restriction) -> Question:
    """The question, drawing only what a restriction allows. Raises Faulty where too few statements are left."""
    if not restriction:
        return question
    known = question.restrictions
    if restriction not in known:
        known[restriction] = _restricted(question, restriction)
    return known[restriction]


def _restricted(question: Question, restriction: Restriction) -> Question:
    behaviour = question.behaviour
    draw = behaviour.draw
    if restriction.without and behaviour.without is not None:
        draw = behaviour.without(frozenset(restriction.without))

    def drawn(rng: Rng) -> Any:
        params = draw(rng)
        if not allowed(params_to_json(params), restriction):
            rng.reject("another form than those of the exam")
        return params

    return replace(question, behaviour=replace(behaviour, draw=drawn), attempts=PATIENCE * ATTEMPTS)


def allowed(params: Mapping[str, Any], restriction: Restriction) -> bool:
    """Whether parameters, as JSON values, have the forms that a restriction allows."""
    return all(_one_of(params[name], values) for name, values in restriction.forms)


def _one_of(value: Any, values: Values) -> bool:
    return any(same(value, other) for other in values)


def same(value: Any, other: Any) -> bool:
    """Whether two JSON values mean the same: "0.50" and 0.5 do, true and 1 do not."""
    if isinstance(value, list | tuple) and isinstance(other, list | tuple):
        return len(value) == len(other) and all(map(same, value, other))
    if isinstance(value, bool) or isinstance(other, bool):
        return value is other
    return bool(value == other or (_number(value) is not None and _number(value) == _number(other)))


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return None


def frozen(value: Any) -> Any:
    """A JSON value with tuples for its lists."""
    return tuple(map(frozen, value)) if isinstance(value, list | tuple) else value
