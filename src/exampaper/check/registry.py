"""The rules of `exampaper check`: each is declared once, by a decorator, where it stands.

A rule is a function. What it takes says what it looks at:

- `(sample, variant)`: one variant, on every draw, every pin and every step of an exhaustive walk;
- `(sample)`: all variants of a sample together, or the question's files;
- nothing: the program itself tells it when a step fails (a file does not load, a function does not return).

It yields findings made by `sample.finding`, which need not name the rule. Its docstring is its documentation:
`exampaper explain CODE` prints it. All modules of `check/proofs` and `check/lints` are imported, so a new rule
needs no entry anywhere else.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.text import with_point
from exampaper.model import Variant
from exampaper.questions.question import Question

Look = TypeVar("Look", bound=Callable[..., Any])
Kinds = Callable[[Question], bool]

PACKAGES = ("exampaper.check.proofs", "exampaper.check.lints")


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with a question.

    code: its public name, in kebab-case. title: what is wrong, in a line. remedy: what to do about it, in a line.
    is_lint: a question may silence it with a reason. is_warning: it leaves the exit code at 0.
    kinds: whether it looks at a question at all. look: the function. text: its documentation.
    arguments: how many the function takes. 2: it looks at a variant; 1: at a sample; 0: the program tells it.
    """

    code: str
    title: str
    remedy: str
    is_lint: bool
    is_warning: bool
    kinds: Kinds
    look: Callable[..., Any]
    text: str
    arguments: int

    def findings(self, sample: Any, *variant: Variant) -> Iterator[Finding]:
        """What the rule finds, under its code and with its remedy unless a finding has a closer one."""
        if not self.kinds(sample.question):
            return
        for finding in self.look(sample, *variant):
            yield self.coded(finding)

    def coded(self, finding: Finding) -> Finding:
        """A finding under the code of this rule, with its remedy unless it has a closer one."""
        remedy = finding.remedy or self.remedy
        return replace(finding, rule=self.code, warning=self.is_warning, remedy=remedy)


_declared: dict[str, Rule] = {}


def proof(code: str, title: str, *, remedy: str, kinds: Kinds = applies.every) -> Callable[[Look], Look]:
    """Declare a rule that establishes that a question is right. Its findings are faults, and can't be silenced."""
    return _rule(code, title, remedy, kinds, is_lint=False, is_warning=False)


def lint(
    code: str, title: str, *, remedy: str, kinds: Kinds = applies.every, warning: bool = False
) -> Callable[[Look], Look]:
    """Declare a rule about what looks wrong. A question may silence it: `allow: {CODE: "reason"}` in its front matter.

    warning: its findings are warnings, which leave the exit code at 0; otherwise they are faults.
    """
    return _rule(code, title, remedy, kinds, is_lint=True, is_warning=warning)


def _rule(
    code: str, title: str, remedy: str, kinds: Kinds, *, is_lint: bool, is_warning: bool
) -> Callable[[Look], Look]:
    def declare(look: Look) -> Look:
        if code in _declared and _declared[code].look.__qualname__ != look.__qualname__:
            raise ValueError(f"two rules have the code {code!r}")
        text, arguments = inspect.getdoc(look) or "", len(inspect.signature(look).parameters)
        _declared[code] = Rule(code, title, remedy, is_lint, is_warning, kinds, look, text, arguments)
        return look

    return declare


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by code: proofs first, then lints, each by module and in the order of their declaration."""
    for name in PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{name}.{module.name}")
    ordered = sorted(_declared.values(), key=lambda rule: (rule.is_lint, rule.look.__module__))
    return MappingProxyType({rule.code: rule for rule in ordered})


def remedy(code: str) -> str:
    """What to do about a finding that says nothing closer; "" for a code that is not known."""
    rule = rules().get(code)
    return rule.remedy if rule else ""


def coded(code: str, finding: Finding) -> Finding:
    """A finding that the program itself tells, under the code of its rule."""
    return rules()[code].coded(finding)


def findings(sample: Any, *variant: Variant) -> Iterator[Finding]:
    """What the rules of a variant find; without one, those of the whole sample or the question's files."""
    seen = tuple(map(with_point, variant))
    for rule in rules().values():
        if rule.arguments == 1 + len(variant):
            yield from rule.findings(sample, *seen)
