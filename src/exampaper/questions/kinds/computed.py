"""Computed questions: the front matter declares and the Python file defines what is drawn, solved and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from exampaper.faults import fault
from exampaper.model import Slip
from exampaper.questions.acceptance import objection
from exampaper.questions.behaviour import Behaviour, nothing
from exampaper.questions.calling import Named
from exampaper.questions.declarations import answering, asked_by_part, drawing, functions_of, late_conditions
from exampaper.questions.front_matter import ComputedFrontMatter
from exampaper.questions.kind import QuestionKind
from exampaper.questions.question_file import Layout, QuestionFile
from exampaper.questions.read_back import reading
from exampaper.questions.routes import Routes
from exampaper.questions.values import Scope

BY_PART = ("solve", "check", "slips")
"""The functions that may be split by part: solve_a, solve_b, …"""

NAMED = (*BY_PART, "context", "figures", "read", "accepts")
"""The functions of a question that are called with what they name."""

PLACES: Mapping[str, tuple[str, ...]] = {
    "solve": ("params",),
    "check": ("params", "answers", "text"),
    "slips": ("params", "answers"),
    "context": ("params", "answers"),
    "figures": ("params", "answers"),
}
"""What stands at the places of a function that is called by place."""


def computed(file: QuestionFile, module: ModuleType | None) -> Behaviour:
    """What the front matter and the Python file say together. Raises Faulty."""
    path = file.path.with_suffix(".py")
    drawn, answered = drawing(file, module, path), answering(file, module, path)
    asked = asked_by_part(file, tuple(answered.types))
    names = [field.name for field in fields(drawn.params)]
    functions = _functions(module, file.labels, [*answered.types], path)
    if hasattr(module, "Params"):
        _allow_places(functions, _everything(names, answered.types))
    routes = Routes(answered.answers, answered.types, asked, functions)
    _see_functions(routes, names, path)
    return Behaviour(
        params=drawn.params,
        answers=answered.answers,
        draw=drawn.draw,
        solve=routes.solve,
        check=routes.check if any(routes.split("check")) else None,
        context=_by_name(functions, "context"),
        slips=routes.slips,
        figures=_by_name(functions, "figures"),
        module=path if module else None,
        types=answered.types,
        asked=asked,
        late=late_conditions(file, module, drawn.params, answered.answers),
        objection=_objection(file, routes),
        read=reading(module, functions, drawn.params, path, file.front, file.macros),
        follow=routes.follow,
        names=functions_of(module),
        forms=drawn.forms,
        accepts=_acceptances(functions, routes),
    )


def _objection(file: QuestionFile, routes: Routes) -> Callable[[Any, Sequence[Slip]], str]:
    """What a draw is thrown away for by itself: nothing where the types of answers are not declared."""
    if file.answers is None:
        return lambda answers, slips: ""
    return lambda answers, slips: objection(routes, answers, slips)


def _functions(
    module: ModuleType | None, labels: Sequence[str], answers: Sequence[str], path: Path
) -> dict[str, Named]:
    """The functions that the Python file defines, by their names."""
    names = [*NAMED, *(f"accepts_{answer}" for answer in answers)]
    for name in BY_PART:
        names += [f"{name}_{label}" for label in labels if label]
    functions = {}
    for name in names:
        function = getattr(module, name, None)
        if callable(function):
            functions[name] = Named.of(function, path)
    return functions


def _allow_places(functions: dict[str, Named], known: Sequence[str]) -> None:
    """Functions beside classes of the file's own may also be called by place."""
    for name, places in PLACES.items():
        if name in functions:
            functions[name] = functions[name].or_by_place(places, known)


def _everything(drawn: Iterable[str], answered: Iterable[str]) -> list[str]:
    """What a function may ask for that runs when all is known."""
    return [*drawn, *answered, "params", "answers", "text"]


def _see_functions(routes: Routes, drawn: Sequence[str], path: Path) -> None:
    """Raises Faulty for a missing route, and for names that a function asks for and nothing is called by."""
    missing = [name for name in ("solve", "check") if not any(routes.split(name))]
    if missing:
        remedy = "a computed question defines solve and check, or solve_a, check_a, … for its parts"
        code = "no-second-route" if missing == ["check"] else "loads"
        raise fault(f"{' and '.join(missing)} missing", path, remedy=remedy, code=code)
    everything = _everything(drawn, routes.names)
    for name, function in routes.functions.items():
        role, _, part = name.partition("_")
        if role == "solve":
            known = [*drawn, "params", *_asked_before(part, routes.asked)]
        else:
            known = {"read": ["text", "figures"], "accepts": [*everything, "given"]}.get(role, everything)
        function.see_names(known, path)


def _asked_before(part: str, asked: Mapping[str, Sequence[str]]) -> list[str]:
    """The answers that earlier parts ask for."""
    names: list[str] = []
    for label, asked_here in asked.items():
        if label < part:
            names += asked_here
    return names


def _acceptances(functions: Mapping[str, Named], routes: Routes) -> dict[str, Callable[[Any, Any, Any], bool]]:
    """By answer, what says whether a given one is right; `accepts` is for the one that the last part asks for."""
    found: dict[str, Callable[[Any, Any, Any], bool]] = {}
    last = routes.asked[routes.parts[-1]] or routes.names
    for answer in routes.names:
        function = functions.get(f"accepts_{answer}")
        if function is None and answer == last[-1]:
            function = functions.get("accepts")
        if function is not None:
            found[answer] = partial(_accepted, function)
    return found


def _accepted(function: Named, params: Any, answers: Any, given: Any) -> bool:
    return bool(function(Scope(params, answers).with_({"given": given})))


def _by_name(functions: Mapping[str, Named], name: str) -> Callable[[Any, Any], Any]:
    if name not in functions:
        return nothing
    return lambda params, answers: functions[name](Scope(params, answers))


KIND = QuestionKind("computed", computed, Layout(ComputedFrontMatter), computes=True, also=("choice",))
