"""The two routes to an answer: `solve`, and `check` beside it; and the slips, the wrong ways.

Each may be one function, or one a part: solve_a, solve_b, check_a, slips_a. A function may give a value, a tuple in the
order of the answers, a dict by name, or the answers themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isfinite
from typing import Any

from exampaper.answers.collection import VectorType
from exampaper.answers.kind import AnswerType
from exampaper.answers.words import OpenType
from exampaper.faults import nearest
from exampaper.model import Slip
from exampaper.questions.calling import Named, shape
from exampaper.questions.values import Scope


class Contradiction(AssertionError):
    """The second route comes to another value than the first."""


@dataclass(frozen=True, slots=True)
class Routes:
    """The functions of a question, and what they are asked for.

    answers: the class of the answers; types: of each of its fields. asked: the fields that each part asks for, by its
    label ("" of a plain question).
    """

    answers: type
    types: Mapping[str, AnswerType]
    asked: Mapping[str, tuple[str, ...]]
    functions: Mapping[str, Named]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.types)

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.asked)

    def split(self, name: str) -> Iterator[tuple[str, Named, tuple[str, ...]]]:
        """(part, function, its answers): of the whole question, then those of its parts."""
        if name in self.functions:
            yield self.parts[-1], self.functions[name], self.names
        for part in self.parts:
            if (function := self.functions.get(f"{name}_{part}")) is not None:
                yield part, function, self.asked[part]

    # -------------------------------------------------------------- solve

    def solve(self, params: Any) -> Any:
        """The answers. Raises TypeError for values that are not what is declared."""
        scope, answers = Scope(params), dict[str, Any]()
        for _, function, names in self.split("solve"):
            result = function(scope.with_(answers))
            if isinstance(result, self.answers):
                return result
            answers |= self.typed(function.label, self.by_name(function.label, result, names))
        for name in self.names:
            if name not in answers:
                raise TypeError(f"solve gives no {name}")
        return self.answers(**answers)

    def by_name(self, label: str, result: Any, names: Sequence[str]) -> dict[str, Any]:
        """What a function gives, by the names of answers. Raises TypeError."""
        if result is None:
            raise TypeError(f"{label} gives nothing: end it with return and {', '.join(names)}")
        if isinstance(result, self.answers):
            return {name: getattr(result, name) for name in self.names}
        if isinstance(result, Mapping):
            for name in result:
                if name not in self.types:
                    raise TypeError(f"{label} gives {name!r}, which is no answer: {nearest(name, self.names)}")
            return dict(result)
        if len(names) == 1:
            return {names[0]: result}
        if isinstance(result, tuple) and len(result) == len(names):
            return dict(zip(names, result, strict=True))
        raise TypeError(f"{label} gives {type(result).__name__}: give {', '.join(names)} in this order, or as a dict")

    def typed(self, label: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values as their types hold them. Raises TypeError."""
        converted = {}
        for name, value in values.items():
            try:
                converted[name] = self.types[name].convert(value)
            except (TypeError, ValueError, ArithmeticError) as error:
                raise TypeError(f"{label} gives {value!r} for {name}: {error}") from None
        return converted

    # -------------------------------------------------------------- check

    def check(self, params: Any, answers: Any, text: Callable[[], str] | None = None) -> None:
        """The second route: its own asserts, and the values that it gives against the answers.

        text: makes the printed question. Raises AssertionError where they differ, TypeError for a bare True.
        """
        scope = Scope(params, answers, text)
        for part, function, names in self.split("check"):
            own = function(scope)
            if isinstance(own, bool) and not self._is_boolean(names):
                raise TypeError(f"{function.label} gives {own}: let it assert, or give the value that it finds")
            if own is not None:
                self._compare(function.label, self.by_name(function.label, own, self._meant(own, part, names)), answers)

    def _is_boolean(self, names: Sequence[str]) -> bool:
        return len(names) == 1 and getattr(self.types[names[0]], "words", ()) == ("yes", "no")

    def _meant(self, own: Any, part: str, names: Sequence[str]) -> Sequence[str]:
        """Which answers a single value is: those that the part asks for, where there are more."""
        several = isinstance(own, tuple) and len(own) == len(names)
        return names if several or isinstance(own, Mapping) else self.asked[part] or names

    def _compare(self, label: str, own: Mapping[str, Any], answers: Any) -> None:
        for name, value in own.items():
            key = getattr(answers, name)
            if not self.types[name].agrees(key, value):
                raise Contradiction(f"{name} is {_short(key)} by solve, {_short(value)} by {label}")

    # -------------------------------------------------------------- slips

    def slips(self, params: Any, answers: Any) -> list[Slip]:
        """The wrong ways with what they lead to; those of one part carried over into the parts that go on from it."""
        scope = Scope(params, answers)
        slips: list[Slip] = []
        for part, function, _ in self.split("slips"):
            result = function(scope)
            if isinstance(result, Mapping):
                slips += self._written(function.label, result, part)
            else:
                shape(function.label, result, Sequence, Slip)
                slips += result
        return [*slips, *self._carried(slips, scope)]

    def _written(self, label: str, values: Mapping[str, Any], part: str) -> Iterator[Slip]:
        """{"name": value}, {"name": (value, marks)}, or these below the name of an answer."""
        for name, value in values.items():
            if name in self.types and isinstance(value, Mapping):
                home = next((label for label, names in self.asked.items() if name in names), part)
                for inner, wrong in value.items():
                    yield self._slip(label, inner, wrong, name, home)
            else:
                asked = self.asked[part] or self.names
                yield self._slip(label, name, value, asked[-1], part)

    def _slip(self, label: str, name: str, given: Any, answer: str, part: str) -> Slip:
        value, marks = given if self._is_marked(given, answer) else (given, 0)
        wrong = self.typed(f"{label}: {name!r}", {answer: value})[answer]
        return Slip(name, wrong, answer, marks, part)

    def _is_marked(self, given: Any, answer: str) -> bool:
        """Whether it is a value with its marks, (value, 2) or (value, 0.5), and no pair that is the value."""
        if not isinstance(given, tuple) or len(given) != 2:
            return False
        value, marks = given
        is_half = isinstance(marks, float | Fraction) and isfinite(marks) and Fraction(marks).denominator <= 2
        is_pair = isinstance(self.types[answer], VectorType | OpenType) and not isinstance(value, tuple | list)
        return type(marks) is int or (is_half and not is_pair)

    def _carried(self, slips: Sequence[Slip], scope: Scope) -> Iterator[Slip]:
        """A wrong answer that a later part goes on from, rightly: it starts from the value as it is printed."""
        for part, solver, names in self.split("solve"):
            for slip in slips:
                if slip.field not in solver.names or slip.part == part or not names:
                    continue
                before = self.types[slip.field].as_printed(slip.value)
                result = self.by_name(solver.label, solver(scope.with_({slip.field: before})), names)
                for name, wrong in self.typed(solver.label, result).items():
                    yield replace(slip, value=wrong, field=name, part=part, carried=True)

    # -------------------------------------------------------------- follow-through

    def follow(self, params: Any, answers: Any, own: Mapping[str, Any]) -> dict[str, Any]:
        """What later parts come to for somebody who goes on from answers of their own.

        own: wrong answers by name. The answers that rightly follow from them, by name; those that cannot be computed
        are left out, as are those that go on from none of them.
        """
        scope, followed = Scope(params, answers), dict[str, Any]()
        for part, solver, names in self.split("solve"):
            used = {name: value for name, value in own.items() if name in solver.names and name not in self.asked[part]}
            if used:
                followed |= self._followed(solver, names, scope.with_(used))
        return followed

    def _followed(self, solver: Named, names: Sequence[str], scope: Scope) -> dict[str, Any]:
        """The answers of one part, or nothing: a wrong value may lead to a root of a negative number."""
        try:
            return self.typed(solver.label, self.by_name(solver.label, solver(scope), names))
        except Exception:
            return {}


def _short(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
