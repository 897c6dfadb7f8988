"""What a question of each kind does: draw, solve, check, and what its text may name.

A behaviour is a bundle of plain functions. Computed and graph questions bring theirs in
Python; statements and open questions are made from their lists.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, make_dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from exampaper.answers.kind import AnswerType
from exampaper.draw import Source as Random
from exampaper.faults import Fault, Faulty, fault, nearest
from exampaper.model import Slip
from exampaper.nodes import Beside
from exampaper.questions.acceptance import objection
from exampaper.questions.calling import Named
from exampaper.questions.claims import pick, read_claims
from exampaper.questions.declarations import answering, asked_by_part, drawing, functions_of, late_conditions
from exampaper.questions.lists import Statement, Subject, statements, subjects
from exampaper.questions.read_back import reading
from exampaper.questions.routes import Routes
from exampaper.questions.source import Source
from exampaper.questions.values import Scope

Context = Mapping[str, Any]
Check = Callable[..., None]
"""The second route: of parameters, answers, and what makes the printed question."""


def _nothing(params: Any, answers: Any) -> Any:
    return {}


def _no_objection(answers: Any, slips: Sequence[Slip]) -> str:
    return ""


def _no_slips(params: Any, answers: Any) -> list[Slip]:
    return []


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The functions of a question; `module` is its Python file where it has one.

    context: what the text may name beside the fields of params and answers.
    in_bank_order: the same parameters, their statements not shuffled.
    refusal: why pinned parameters cannot be shown; empty when they can.
    statements: those of a statements question; is_tested: whether something computes one, by its id.
    types: of each answer; asked: the answers that each part asks for, by its label.
    late: what `where` has against answers, and objection what a draw is thrown away for by itself; "" for nothing.
    read: the printed question back to parameters. names: those of the Python file, as its functions see them.
    """

    params: type
    answers: type
    draw: Callable[[Random], Any]
    solve: Callable[[Any], Any]
    check: Check | None
    context: Callable[[Any, Any], Context] = _nothing
    slips: Callable[[Any, Any], Sequence[Slip]] = _no_slips
    figures: Callable[[Any, Any], Mapping[str, Beside]] = _nothing
    module: Path | None = None
    in_bank_order: Callable[[Any], Any] = lambda params: params
    refusal: Callable[[Any], str] = lambda params: ""
    statements: tuple[Statement, ...] = ()
    is_tested: Callable[[str], bool] = lambda id: False
    types: Mapping[str, AnswerType] = field(default_factory=dict)
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    late: Callable[[Any, Any], str] = lambda params, answers: ""
    objection: Callable[[Any, Sequence[Slip]], str] = _no_objection
    read: Callable[[str], Mapping[Any, Any]] | None = None
    names: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class NoParams:
    """An open question without a pool draws nothing."""


@dataclass(frozen=True)
class NoAnswers:
    """An open question computes nothing."""


Execute = Callable[[ModuleType, Path], None]
"""Runs a Python file in its module: as it stands, or for a check with its steps counted."""


def behaviour(source: Source, execute: Execute | None = None) -> Behaviour:
    """The behaviour of a question, by its kind. Raises Faulty."""
    python = source.path.with_suffix(".py")
    module = load_module(python, execute) if python.exists() else None
    match source.front.kind:
        case "statements":
            return _statements(source, module)
        case "open" if module is None:
            return _open(source)
    if module is None:
        raise fault("no Python file beside it", source.path, remedy=f"a {source.front.kind} question needs {python}")
    return _computed(source, module, python)


# ------------------------------------------------------------------ computed and graph


def load_module(path: Path, execute: Execute | None = None) -> ModuleType:
    """A question's Python file, executed under a name of its own. Raises Faulty for what it raises."""
    name = f"exampaper_bank.{'_'.join(path.resolve().with_suffix('').parts[1:])}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their own module up
    try:
        if execute is None:
            spec.loader.exec_module(module)
        else:
            execute(module, path)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a question that calls exit() ends itself, not the program
        del sys.modules[name]
        line = error.lineno if isinstance(error, SyntaxError) else line_in(error, path)
        raise fault(told(error), path, line, f"python {path} shows it, too") from error
    return module


def line_in(error: BaseException, path: Path) -> int | None:
    """The last line of this file on the way to the error."""
    line, step, names = None, error.__traceback__, {str(path), str(path.resolve())}
    while step is not None:
        if step.tb_frame.f_code.co_filename in names:
            line = step.tb_lineno
        step = step.tb_next
    return line


def told(error: BaseException) -> str:
    """An error's kind and message, on one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}".removesuffix(": ")


def _computed(source: Source, module: ModuleType | None, path: Path) -> Behaviour:
    """What the front matter declares and the Python file defines, together. Raises Faulty."""
    drawn, answered = drawing(source, module, path), answering(source, module, path)
    asked = asked_by_part(source, tuple(answered.types))
    names = [f.name for f in fields(drawn.params)]
    functions = _functions(module, source.labels, path)
    if hasattr(module, "Params"):  # with classes of its own, its functions may as well be called by place
        known = _everything(names, answered.types)
        functions = {name: each.or_by_place(PLACES.get(name, ()), known) for name, each in functions.items()}
    routes = Routes(answered.answers, answered.types, asked, functions)
    _see_functions(routes, names, path)
    read = reading(module, functions, drawn.params)
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
        late=late_conditions(source, module, drawn.params, answered.answers),
        objection=(lambda answers, slips: objection(routes, answers, slips)) if source.answers else _no_objection,
        read=read,
        names=functions_of(module),
    )


NAMED = ("solve", "check", "slips", "context", "figures", "read")
"""The functions of a question that are called with what they name."""


PLACES = {
    "solve": ("params",),
    "check": ("params", "answers", "text"),
    **dict.fromkeys(("slips", "context", "figures"), ("params", "answers")),
}
"""What stands at the places of a function that is called by place."""


def _everything(drawn: Iterable[str], answered: Iterable[str]) -> list[str]:
    """What a function may ask for that runs when all is known."""
    return [*drawn, *answered, "params", "answers", "text"]


def _functions(module: ModuleType | None, labels: Sequence[str], path: Path) -> dict[str, Named]:
    names = [*NAMED, *(f"{name}_{label}" for name in ("solve", "check", "slips") for label in labels if label)]
    found = {name: getattr(module, name) for name in names if callable(getattr(module, name, None))}
    return {name: Named.of(function, path) for name, function in found.items()}


def _see_functions(routes: Routes, drawn: Sequence[str], path: Path) -> None:
    """Raises Faulty for a missing route, and for names that a function asks for and nothing is called by."""
    if not any(routes.split("solve")) or not any(routes.split("check")):
        missing = [name for name in ("solve", "check") if not any(routes.split(name))]
        remedy = "a computed question defines solve and check, or solve_a, check_a, … for its parts"
        code = "no-second-route" if missing == ["check"] else "loads"
        raise fault(f"{' and '.join(missing)} missing", path, remedy=remedy, code=code)
    everything = _everything(drawn, routes.names)
    for name, function in routes.functions.items():
        part = name.partition("_")[2]
        earlier = [each for label, names in routes.asked.items() if label < part for each in names]
        known = {"solve": [*drawn, "params", *earlier], "read": ["text"]}.get(name.partition("_")[0], everything)
        function.see_names(known, path)


def _by_name(functions: Mapping[str, Named], name: str) -> Callable[[Any, Any], Any]:
    if name not in functions:
        return _nothing
    return lambda params, answers: functions[name](Scope(params, answers))


# ------------------------------------------------------------------ statements


@dataclass(frozen=True)
class StatementParams:
    """The ids of the statements shown, in their order."""

    shown: tuple[str, ...]


@dataclass(frozen=True)
class StatementAnswers:
    """The numbers of the true statements, from 1."""

    correct: tuple[int, ...]


def _statements(source: Source, module: ModuleType | None) -> Behaviour:
    if "Statements" not in source.extra and hasattr(module, "claims"):
        return _claimed(source, module, source.path.with_suffix(".py"))
    if "Statements" not in source.extra:
        raise fault("no ## Statements", source.path, remedy="add the list of statements under that heading")
    found = statements(source.extra["Statements"], source.path)
    _see_ranges(source, found)
    by_id = {s.id: s for s in found}
    order = {s.id: n for n, s in enumerate(found)}
    experiments: Mapping[str, Callable[[], bool]] = getattr(module, "experiments", {})
    for name in experiments:
        if name not in by_id:
            raise fault(f"experiment for an unknown statement {name!r}", source.path.with_suffix(".py"))

    @cache  # an experiment is deterministic: once is enough for all draws
    def held(id: str) -> bool:
        return bool(experiments[id]())

    def refusal(params: StatementParams) -> str:
        unknown = [id for id in params.shown if id not in by_id]
        if unknown:
            return f"no statement {unknown[0]!r}, {nearest(unknown[0], by_id)}"
        groups = Counter(by_id[id].group for id in params.shown)
        return next((f"two statements of the group {g!r}" for g, count in groups.items() if count > 1), "")

    def solve(params: StatementParams) -> StatementAnswers:
        return StatementAnswers(tuple(n for n, id in enumerate(params.shown, 1) if by_id[id].true))

    def check(params: StatementParams, answers: StatementAnswers, text: Any = None) -> None:
        for number, id in enumerate(params.shown, 1):
            if id in experiments:
                assert held(id) == (number in answers.correct), f"{id}: the experiment says {held(id)}"

    return Behaviour(
        params=StatementParams,
        answers=StatementAnswers,
        draw=lambda rng: _draw_statements(rng, found, source.front.show, source.front.true),
        solve=solve,
        check=check if experiments else None,
        context=lambda params, answers: {"statements": [by_id[id] for id in params.shown]},
        module=source.path.with_suffix(".py") if module else None,
        in_bank_order=lambda params: StatementParams(tuple(sorted(params.shown, key=order.__getitem__))),
        refusal=refusal,
        statements=found,
        is_tested=experiments.__contains__,
    )


def _claimed(source: Source, module: ModuleType | None, path: Path) -> Behaviour:
    """Statements whose text and truth are computed. Raises Faulty."""
    drawn = drawing(source, module, path)
    params = make_dataclass("Params", [("shown", tuple[str, ...])], bases=(drawn.params,), frozen=True)
    names = [f.name for f in fields(drawn.params)]
    functions = {
        name: Named.of(getattr(module, name), path) for name in ("claims", "check", "context") if hasattr(module, name)
    }
    for name, function in functions.items():
        function.see_names([*names, "params", *(("answers", "text") if name != "claims" else ())], path)

    @lru_cache(maxsize=64)
    def claimed(base: Any) -> tuple[Statement, ...]:
        return read_claims(functions["claims"](Scope(base)))

    def base(values: Any) -> Any:
        return drawn.params(**{name: getattr(values, name) for name in names})

    def draw(rng: Random) -> Any:
        values = drawn.draw(rng)
        shown = pick(rng, claimed(values), source.front.show, source.front.true)
        return params(**{name: getattr(values, name) for name in names}, shown=shown)

    def shown(values: Any) -> list[Statement]:
        by_id = {claim.id: claim for claim in claimed(base(values))}
        return [by_id[id] for id in values.shown]

    def solve(values: Any) -> StatementAnswers:
        return StatementAnswers(tuple(n for n, claim in enumerate(shown(values), 1) if claim.true))

    def check(values: Any, answers: StatementAnswers, text: Any = None) -> None:
        """The truths of all claims by the second route, against the key for those that are shown."""
        claims = claimed(base(values))
        truths = functions["check"](Scope(base(values), answers, text))
        if not isinstance(truths, list | tuple) or len(truths) != len(claims):
            raise TypeError(
                f"check gives {truths!r}: give the truth of each of the {len(claims)} claims, in their order"
            )
        own = {claim.id: bool(truth) for claim, truth in zip(claims, truths, strict=True)}
        for number, id in enumerate(values.shown, 1):
            told = next(claim.text for claim in claims if claim.id == id)
            assert own[id] == (number in answers.correct), f"“{told}” is {own[id]} by check"

    def context(values: Any, answers: Any) -> Context:
        more = functions["context"](Scope(base(values), answers)) if "context" in functions else {}
        return {**more, "statements": shown(values)}

    def refusal(values: Any) -> str:
        known = [claim.id for claim in claimed(base(values))]
        unknown = [id for id in values.shown if id not in known]
        return f"no claim {unknown[0]!r}, {nearest(unknown[0], known)}" if unknown else ""

    return Behaviour(
        params=params,
        answers=StatementAnswers,
        draw=draw,
        solve=solve,
        check=check if "check" in functions else None,
        context=context,
        module=path,
        refusal=refusal,
        is_tested=lambda id: "check" in functions,
    )


def _see_ranges(source: Source, found: Sequence[Statement]) -> None:
    """Raises Faulty when the list cannot give what `show` and `true` ask for."""
    show, true = source.front.show, source.front.true
    groups = {truth: {s.group for s in found if s.true == truth} for truth in (True, False)}
    message = ""
    if true[0] > show[0]:
        message = f"{true[0]} true statements do not fit into {show[0]}"
    elif min(true[1], show[1]) > len(groups[True]):
        message = f"{min(true[1], show[1])} true statements are asked for, of {len(groups[True])} groups"
    elif show[1] - true[0] > len(groups[False]):
        message = f"{show[1] - true[0]} false statements are asked for, of {len(groups[False])} groups"
    if message:
        place = source.place("true" if "true" in source.front.model_fields_set else "kind")
        remedy = "add statements, or say how many are shown and true: show: [3, 4], true: [1, 3]"
        raise Faulty(Fault(message, place, remedy))


def _draw_statements(
    rng: Random, found: Sequence[Statement], show: Sequence[int], true: Sequence[int]
) -> StatementParams:
    """Some true and some false ones, at most one of each group, in random order."""
    count = rng.integer(*show)
    wanted_true = rng.integer(true[0], min(true[1], count))
    wanted = {True: wanted_true, False: count - wanted_true}
    taken: list[Statement] = []
    for statement in rng.shuffle(found):
        if wanted[statement.true] and statement.group not in {t.group for t in taken}:
            wanted[statement.true] -= 1
            taken.append(statement)
    if any(wanted.values()):
        rng.reject("too few statements of a kind")
    return StatementParams(tuple(s.id for s in rng.shuffle(taken)))


# ------------------------------------------------------------------ open


@dataclass(frozen=True)
class OpenParams:
    """The subject asked about, and how many reasons are wanted."""

    subject: str
    count: int


def _open(source: Source) -> Behaviour:
    if "Subjects" not in source.extra:
        return Behaviour(NoParams, NoAnswers, lambda rng: NoParams(), lambda params: NoAnswers(), None)
    pool = {s.id: s for s in subjects(source.extra["Subjects"], source.path)}
    if not pool:
        raise fault("no subjects", source.path, source.extra["Subjects"].line, "add one with ### {name} its name")
    for subject in pool.values():
        if len(subject.reasons) < source.front.ask[1]:
            remedy = f"give at least {source.front.ask[1]}, as many as `ask` may ask for"
            raise fault(f"{subject.name} has too few reasons", source.path, subject.line, remedy)
    return Behaviour(
        params=OpenParams,
        answers=NoAnswers,
        draw=lambda rng: OpenParams(rng.choice(list(pool)), rng.integer(*source.front.ask)),
        solve=lambda params: NoAnswers(),
        check=None,
        context=lambda params, answers: _open_context(pool[params.subject], params.count),
        refusal=lambda params: "" if params.subject in pool else f"no subject {params.subject!r}",
    )


def _open_context(subject: Subject, count: int) -> Context:
    return {
        "subject": subject.name,
        "plural": subject.plural,
        "reasons": subject.reasons[:count],
        "others": subject.reasons[count:],
    }


__all__ = ["Behaviour", "Faulty", "behaviour", "line_in"]
