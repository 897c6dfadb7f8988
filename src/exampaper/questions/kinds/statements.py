"""Statements of which some are true: picked from a fixed list, or claims whose text and truth are computed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, make_dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import Field

from exampaper.draw import Rng
from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.nodes import Beside
from exampaper.questions.behaviour import Behaviour, Context, nothing
from exampaper.questions.calling import Named
from exampaper.questions.claims import pick, read_claims, true_count
from exampaper.questions.declarations import drawing
from exampaper.questions.front_matter import FrontMatter, RangeOrNumber
from exampaper.questions.hints import joined
from exampaper.questions.kind import QuestionKind
from exampaper.questions.question_file import Layout, QuestionFile
from exampaper.questions.read_back import reading
from exampaper.questions.statements import (
    Definition,
    Statement,
    definitions,
    kept,
    needed,
    statements,
    unknown_needs,
)
from exampaper.questions.values import Scope

SECTION, DEFINITIONS = "Statements", "Definitions"


class StatementsFrontMatter(FrontMatter):
    """show: how many statements are shown. true: how many of these are true."""

    show: RangeOrNumber = Field(default=[5, 5])
    true: RangeOrNumber = Field(default=[1, 4])


@dataclass(frozen=True)
class StatementParams:
    """The ids of the statements shown, in their order."""

    shown: tuple[str, ...]


@dataclass(frozen=True)
class StatementAnswers:
    """The numbers of the true statements, from 1."""

    correct: tuple[int, ...]


def statements_question(file: QuestionFile, module: ModuleType | None) -> Behaviour:
    """Raises Faulty for a question without statements, and for a list that cannot give what is asked for."""
    assert isinstance(file.front, StatementsFrontMatter)
    if SECTION in file.extra:
        return _Listed(file, file.front, module).behaviour()
    if hasattr(module, "claims"):
        return _Claimed(file, file.front, module, file.path.with_suffix(".py")).behaviour()
    raise fault(f"no ## {SECTION}", file.path, remedy="add the list of statements under that heading")


def _correct(shown: Sequence[Statement]) -> StatementAnswers:
    return StatementAnswers(tuple(number for number, statement in enumerate(shown, 1) if statement.true))


def _by_id(known: Iterable[Statement]) -> dict[str, Statement]:
    return {statement.id: statement for statement in known}


def _unknown(what: str, shown: Sequence[str], known: Mapping[str, Statement]) -> str:
    """What is wrong with ids of which one is not known; "" where all are."""
    for id in shown:
        if id not in known:
            return f"no {what} {id!r}, {nearest(id, known)}"
    return ""


# ------------------------------------------------------------------ a fixed list


class _Listed:
    """Statements of a list in the file; experiments in the Python file test some of them."""

    def __init__(self, file: QuestionFile, front: StatementsFrontMatter, module: ModuleType | None) -> None:
        self._file, self._front = file, front
        self._python = file.path.with_suffix(".py") if module else None
        self._all = statements(file.extra[SECTION], file.path)
        self._by_id = _by_id(self._all)
        self._drawn = [statement for statement in self._all if statement.is_drawn]
        self._definitions = _definitions(file, self._all)
        self._experiments: Mapping[str, Callable[[], bool]] = getattr(module, "experiments", {})
        self._results: dict[str, bool] = {}  # an experiment is deterministic: once is enough for all draws
        _see_ranges(file, front, self._drawn)
        for name in self._experiments:
            if name not in self._by_id:
                raise fault(f"experiment for an unknown statement {name!r}", file.path.with_suffix(".py"))

    def behaviour(self) -> Behaviour:
        return Behaviour(
            params=StatementParams,
            answers=StatementAnswers,
            draw=self._draw,
            solve=lambda params: _correct(self._shown(params)),
            check=self._check if self._experiments else None,
            context=self._context,
            module=self._python,
            in_bank_order=self._in_bank_order,
            refusal=self._refusal,
            statements=self._all,
            hints=lambda params: joined(statement.hints for statement in self._shown(params)),
            is_tested=self._experiments.__contains__,
            without=self._without,
        )

    def _shown(self, params: StatementParams) -> list[Statement]:
        return list(map(self._by_id.__getitem__, params.shown))

    def _context(self, params: StatementParams, answers: Any) -> Context:
        shown = self._shown(params)
        defined = " ".join(needed(shown, self._definitions))
        return {"statements": shown, "definitions": defined, **_counts(shown)}

    def _without(self, left_out: frozenset[str]) -> Callable[[Rng], StatementParams]:
        """How it is drawn without statements of these ids or groups. Raises Faulty where too few are left."""
        _see_ranges(self._file, self._front, kept(self._drawn, left_out))
        return partial(self._draw, left_out=left_out)

    def _draw(self, rng: Rng, left_out: frozenset[str] = frozenset()) -> StatementParams:
        """Some true and some false ones in random order: at most one of each group, and none that tells another."""
        count = rng.integer(*self._front.show)
        fewest, most = self._front.true
        wanted_true = true_count(rng, count, range(fewest, min(most, count) + 1))
        wanted = {True: wanted_true, False: count - wanted_true}
        taken: dict[str, Statement] = {}  # by group
        for statement in rng.shuffle(kept(self._drawn, left_out)):
            free = wanted[statement.true] and statement.group not in taken
            if free and not any(statement.hints.spoils(other.hints) for other in taken.values()):
                wanted[statement.true] -= 1
                taken[statement.group] = statement
        if any(wanted.values()):
            rng.reject("too few statements of a kind")
        return StatementParams(rng.shuffle([statement.id for statement in taken.values()]))

    def _check(self, params: StatementParams, answers: StatementAnswers, text: Any = None) -> None:
        for number, id in enumerate(params.shown, 1):
            if id in self._experiments:
                held = self._held(id)
                assert held == (number in answers.correct), f"{id}: the experiment says {held}"

    def _held(self, id: str) -> bool:
        if id not in self._results:
            self._results[id] = bool(self._experiments[id]())
        return self._results[id]

    def _in_bank_order(self, params: StatementParams) -> StatementParams:
        order = list(self._by_id)
        return StatementParams(tuple(sorted(params.shown, key=order.index)))

    def _refusal(self, params: StatementParams) -> str:
        if unknown := _unknown("statement", params.shown, self._by_id):
            return unknown
        groups = Counter(statement.group for statement in self._shown(params))
        for group, count in groups.items():
            if count > 1:
                return f"two statements of the group {group!r}"
        return ""


def _definitions(file: QuestionFile, listed: Sequence[Statement]) -> dict[str, Definition]:
    """The definitions of a file by name. Raises Faulty for one that is needed and missing, or never printed."""
    section = file.extra.get(DEFINITIONS)
    known = {one.name: one for one in definitions(section, file.path)} if section else {}
    faults = list(unknown_needs([*listed, *known.values()], known, file.path))
    if section and not re.search(r"<<\s*definitions\b", file.stem.text):
        message = f"the definitions below ## {DEFINITIONS} are printed nowhere"
        remedy = "write << definitions >> in the question's text where they shall stand"
        faults.append(Fault(message, Place(file.path, section.line - 1), remedy))
    if faults:
        raise Faulty(*faults)
    return known


def _counts(shown: Sequence[Statement]) -> dict[str, int]:
    """How many of the statements shown are true and false, for the table of marks."""
    true = sum(statement.true for statement in shown)
    return {"true_count": true, "false_count": len(shown) - true}


def _see_ranges(file: QuestionFile, front: StatementsFrontMatter, known: Sequence[Statement]) -> None:
    """Raises Faulty when the list cannot give what `show` and `true` ask for."""
    show, true = front.show, front.true
    groups: dict[bool, set[str]] = {True: set(), False: set()}
    for statement in known:
        groups[statement.true].add(statement.group)
    most_true, most_false = min(true[1], show[1]), show[1] - true[0]
    message = ""
    if true[0] > show[0]:
        message = f"{true[0]} true statements do not fit into {show[0]}"
    elif most_true > len(groups[True]):
        message = f"{most_true} true statements are asked for, of {len(groups[True])} groups"
    elif most_false > len(groups[False]):
        message = f"{most_false} false statements are asked for, of {len(groups[False])} groups"
    if message:
        place = file.place("true" if "true" in front.model_fields_set else "kind")
        remedy = "add statements, or say how many are shown and true: show: [3, 4], true: [1, 3]"
        raise Faulty(Fault(message, place, remedy))


# ------------------------------------------------------------------ claims


class _Claimed:
    """Statements whose text and truth `claims` computes from what is drawn; `check` gives their truths again."""

    def __init__(self, file: QuestionFile, front: StatementsFrontMatter, module: ModuleType | None, path: Path) -> None:
        self._front = front
        self._path = path
        self._drawn = drawing(file, module, path)
        self._names = [field.name for field in fields(self._drawn.params)]
        self._functions = {}
        for name in ("claims", "check", "context", "figures", "read"):
            if callable(getattr(module, name, None)):
                self._functions[name] = Named.of(getattr(module, name), path)
        drawn = [*self._names, "params"]
        asked_for = {"claims": drawn, "read": ["text", "figures"]}
        for name, function in self._functions.items():
            function.see_names(asked_for.get(name, [*drawn, "answers", "text"]), path)
        self._read = reading(module, self._functions, self._drawn.params, path, front, file.macros)
        self._claims = lru_cache(maxsize=64)(self._computed)

    @cached_property
    def _params(self) -> type:
        """What is drawn, and the ids of the claims that are shown."""
        shown = [("shown", tuple[str, ...])]
        return make_dataclass("Params", shown, bases=(self._drawn.params,), frozen=True)

    def behaviour(self) -> Behaviour:
        return Behaviour(
            params=self._params,
            answers=StatementAnswers,
            draw=self._draw,
            solve=lambda params: _correct(self._shown(params)),
            check=self._check if "check" in self._functions else None,
            context=self._context,
            figures=self._figures if "figures" in self._functions else nothing,
            module=self._path,
            read=self._read,
            refusal=self._refusal,
            is_tested=lambda id: "check" in self._functions,
            forms=self._drawn.forms,
            without=lambda left_out: partial(self._draw, left_out=left_out),
        )

    def _computed(self, base: Any) -> tuple[Statement, ...]:
        return read_claims(self._functions["claims"](Scope(base)))

    def _values(self, params: Any) -> dict[str, Any]:
        return {name: getattr(params, name) for name in self._names}

    def _base(self, params: Any) -> Any:
        """What was drawn, without what is shown."""
        return self._drawn.params(**self._values(params))

    def _shown(self, params: Any) -> list[Statement]:
        claims = _by_id(self._claims(self._base(params)))
        return list(map(claims.__getitem__, params.shown))

    def _draw(self, rng: Rng, left_out: frozenset[str] = frozenset()) -> Any:
        base = self._drawn.draw(rng)
        shown = pick(rng, kept(self._claims(base), left_out), self._front.show, self._front.true)
        return self._params(**self._values(base), shown=shown)

    def _context(self, params: Any, answers: Any) -> Context:
        more: Context = {}
        if "context" in self._functions:
            more = self._functions["context"](Scope(self._base(params), answers))
        shown = self._shown(params)
        return {**more, "statements": shown, **_counts(shown)}

    def _figures(self, params: Any, answers: Any) -> Mapping[str, Beside]:
        """What is drawn beside the claims, from what was drawn."""
        figures: Mapping[str, Beside] = self._functions["figures"](Scope(self._base(params), answers))
        return figures

    def _check(self, params: Any, answers: StatementAnswers, text: Any = None) -> None:
        """The truths of all claims by the second route, against the key for those that are shown."""
        claims = self._claims(self._base(params))
        truths = self._functions["check"](Scope(self._base(params), answers, text))
        if isinstance(truths, Iterator):  # yielded, as claims are
            truths = tuple(truths)
        if not isinstance(truths, list | tuple) or len(truths) != len(claims):
            wanted = f"give the truth of each of the {len(claims)} claims, in their order"
            raise TypeError(f"check gives {truths!r}: {wanted}")
        truth_of = dict(zip(_by_id(claims), map(bool, truths), strict=True))
        for number, claim in enumerate(self._shown(params), 1):
            truth = truth_of[claim.id]
            assert truth == (number in answers.correct), f"“{claim.text}” is {truth} by check"

    def _refusal(self, params: Any) -> str:
        return _unknown("claim", params.shown, _by_id(self._claims(self._base(params))))


LAYOUT = Layout(StatementsFrontMatter, (SECTION, DEFINITIONS), answers_itself=True)
KIND = QuestionKind("statements", statements_question, LAYOUT, lists=True, also=("claims",))
