"""What a question of each kind does: draw, solve, check, and what its text may name.

A behaviour is a bundle of plain functions. Computed and graph questions bring theirs in
Python; statements and open questions are made from their lists.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

from exampaper.draw import Source as Random
from exampaper.faults import Fault, Faulty, fault, nearest
from exampaper.model import Slip
from exampaper.nodes import Beside
from exampaper.questions.lists import Statement, Subject, statements, subjects
from exampaper.questions.source import Source

Context = Mapping[str, Any]


def _nothing(params: Any, answers: Any) -> Any:
    return {}


def _no_slips(params: Any, answers: Any) -> list[Slip]:
    return []


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The functions of a question; `module` is its Python file where it has one.

    context: what the text may name beside the fields of params and answers.
    in_bank_order: the same parameters, their statements not shuffled.
    refusal: why pinned parameters cannot be shown; empty when they can.
    statements: those of a statements question; tested: the ids of those that an experiment tests.
    """

    params: type
    answers: type
    draw: Callable[[Random], Any]
    solve: Callable[[Any], Any]
    check: Callable[[Any, Any], None] | None
    context: Callable[[Any, Any], Context] = _nothing
    slips: Callable[[Any, Any], Sequence[Slip]] = _no_slips
    figures: Callable[[Any, Any], Mapping[str, Beside]] = _nothing
    module: Path | None = None
    in_bank_order: Callable[[Any], Any] = lambda params: params
    refusal: Callable[[Any], str] = lambda params: ""
    statements: tuple[Statement, ...] = ()
    tested: frozenset[str] = frozenset()


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
    return _computed(module, python)


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


def shape(what: str, value: Any, wanted: type, items: Any = None) -> None:
    """Raises TypeError where a question's function does not give what it is to give."""
    if not isinstance(value, wanted):
        raise TypeError(f"{what} gives {type(value).__name__}, not {wanted.__name__}")
    inside: Any = value.values() if isinstance(value, Mapping) else value
    if items and (strange := [item for item in inside if not isinstance(item, items)]):
        kinds = " or ".join(kind.__name__ for kind in get_args(items) or (items,))
        raise TypeError(f"{what} gives {type(strange[0]).__name__} where {kinds} belongs")


_TAKEN = {"true", "false", "none", "loop", "self"}  # by Jinja, in templates


def _computed(module: ModuleType, path: Path) -> Behaviour:
    missing = [name for name in ("Params", "Answers", "draw", "solve", "check") if not hasattr(module, name)]
    if missing:
        remedy = "a computed question defines Params, Answers, draw, solve and check"
        code = "no second route" if missing == ["check"] else "loads"
        raise fault(f"{', '.join(missing)} missing", path, remedy=remedy, code=code)
    kinds: tuple[type, ...] = (module.Params, module.Answers)
    for kind in kinds:
        if not (is_dataclass(kind) and getattr(kind, "__dataclass_params__").frozen):  # noqa: B009 (it is not typed)
            remedy = "write @dataclass(frozen=True) above it: values are never changed"
            raise fault(f"{kind.__name__} is no frozen dataclass", path, _line_of(kind, path), remedy)
        if taken := sorted(set(kind.__dataclass_fields__) & _TAKEN):
            message = f"{kind.__name__}.{taken[0]} cannot be printed: the word means something else in a text"
            raise fault(message, path, _line_of(kind, path), "choose another name")
    return Behaviour(
        params=module.Params,
        answers=module.Answers,
        draw=module.draw,
        solve=module.solve,
        check=module.check,
        context=getattr(module, "context", _nothing),
        slips=getattr(module, "slips", _no_slips),
        figures=getattr(module, "figures", _nothing),
        module=path,
    )


def _line_of(kind: type, path: Path) -> int | None:
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    return next((n for n, line in enumerate(lines, 1) if re.match(rf"class {kind.__name__}\b", line)), None)


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

    def check(params: StatementParams, answers: StatementAnswers) -> None:
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
        tested=frozenset(experiments),
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
