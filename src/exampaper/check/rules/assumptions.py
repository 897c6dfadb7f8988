"""A key that holds only for positive letters, or whole ones, says so in the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from exampaper import text
from exampaper.check.findings import Found, Sample
from exampaper.check.steps import Endless
from exampaper.model import Variant
from exampaper.nodes import DisplayMaths, Maths
from exampaper.show import question as question_text

_STATED = re.compile(r"positiv|negativ|\breal\b|integer|whole|natural|non-?zero|assum", re.IGNORECASE)
_STATED_TEX = re.compile(r"[<>]|\\[gln]eq?\b|\\in\b|\\mathbb")


def assumptions_are_stated(sample: Sample) -> Iterator[Found]:
    """A key that holds only for positive letters, or whole ones, says so in the question."""
    for variant in sample.some(5):
        if says_domain(variant):
            continue
        if (plain := _without_assumptions(sample, variant)) and plain != str(variant.answers):
            message = f"the key holds under an assumption that the question does not state; without it: {plain}"
            yield sample.found("assumptions", message, variant, at="solve")
            return


def needs_domain(variant: Variant) -> bool:
    """Whether the question has a root, a logarithm or a modulus, where signs matter."""
    return bool(re.search(r"\\sqrt|\\log|\\ln\b|\||\\vert", _tex(variant)))


def says_domain(variant: Variant) -> bool:
    """Whether the question says what its letters may stand for."""
    return bool(_STATED.search(question_text(variant)) or _STATED_TEX.search(_tex(variant)))


def _tex(variant: Variant) -> str:
    return " ".join(node.tex for node in text.walk(variant.asked) if isinstance(node, Maths | DisplayMaths))


def _without_assumptions(sample: Sample, variant: Variant) -> str:
    """The answers when every symbol of the file is a plain one; "" where nothing can be compared."""
    names = sample.question.behaviour.names
    assumed = {name: value for name, value in names.items() if _is_assumed(value)}
    if not assumed:
        return ""
    from sympy import Symbol

    names.update({name: Symbol(value.name) for name, value in assumed.items()})
    try:
        return str(sample.question.behaviour.solve(variant.params))
    except (Exception, Endless):
        return ""
    finally:
        names.update(assumed)


def _is_assumed(value: Any) -> bool:
    return type(value).__name__ == "Symbol" and len(value.assumptions0) > 1
