"""What a question does: draw, solve, check, and what its text may name. A bundle of plain functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exampaper.answers.kind import AnswerType
from exampaper.draw import Rng
from exampaper.model import Slip
from exampaper.nodes import Beside
from exampaper.questions.hints import Hints
from exampaper.questions.read_back import Read
from exampaper.questions.statements import Statement

Context = Mapping[str, Any]
Check = Callable[..., None]
"""The second route: of parameters, answers, and what makes the printed question."""


@dataclass(frozen=True)
class NoParams:
    """Of a question that draws nothing."""


@dataclass(frozen=True)
class NoAnswers:
    """Of a question that computes nothing."""


def nothing(params: Any, answers: Any) -> Any:
    """No more names for the text, and no figures."""
    return {}


def _no_slips(params: Any, answers: Any) -> list[Slip]:
    return []


def _no_objection(answers: Any, slips: Sequence[Slip]) -> str:
    return ""


def _nothing_follows(params: Any, answers: Any, own: Mapping[str, Any]) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The functions of a question; `module` is its Python file where it has one.

    check: the second route; None where there is none. context: what the text may name beside the fields of parameters
    and answers. in_bank_order: the same parameters, their statements not shuffled. refusal: why pinned parameters
    cannot be shown; "" when they can. statements: those of a fixed list; is_tested: whether something computes one, by
    its id. types: of each answer; asked: the answers that each part asks for, by its label. late: what `where` has
    against answers, and objection what a draw is thrown away for by itself; "" for nothing. read: the printed question
    back to parameters. follow: what later parts come to, by name, from wrong answers of earlier ones. names: those of
    the Python file, as its functions see them. forms: by parameter, all its values where they are few and its type does
    not tell them. without: how it is drawn without the statements of some ids or groups, and raises Faulty where too
    few are left; None where there are no statements. hints: what the variant of some parameters gives away and tests,
    beside what all variants do. accepts: by answer, whether a given one is right, for those that are free by nature.
    """

    params: type = NoParams
    answers: type = NoAnswers
    draw: Callable[[Rng], Any] = lambda rng: NoParams()
    solve: Callable[[Any], Any] = lambda params: NoAnswers()
    check: Check | None = None
    context: Callable[[Any, Any], Context] = nothing
    slips: Callable[[Any, Any], Sequence[Slip]] = _no_slips
    figures: Callable[[Any, Any], Mapping[str, Beside]] = nothing
    module: Path | None = None
    in_bank_order: Callable[[Any], Any] = lambda params: params
    refusal: Callable[[Any], str] = lambda params: ""
    statements: tuple[Statement, ...] = ()
    is_tested: Callable[[str], bool] = lambda id: False
    types: Mapping[str, AnswerType] = field(default_factory=dict)
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    late: Callable[[Any, Any], str] = lambda params, answers: ""
    objection: Callable[[Any, Sequence[Slip]], str] = _no_objection
    read: Read | None = None
    follow: Callable[[Any, Any, Mapping[str, Any]], Mapping[str, Any]] = _nothing_follows
    names: dict[str, Any] = field(default_factory=dict)
    accepts: Mapping[str, Callable[[Any, Any, Any], bool]] = field(default_factory=dict)
    forms: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    without: Callable[[frozenset[str]], Callable[[Rng], Any]] | None = None
    hints: Callable[[Any], Hints] = lambda params: Hints()
