"""The key and the second route agree, and what lies beside the key is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exampaper.check.findings import Found, Sample, told
from exampaper.check.mutate import neighbours
from exampaper.model import Variant
from exampaper.questions.kinds import line_in
from exampaper.questions.kinds import told as told_error


def second_route(sample: Sample, variant: Variant) -> Iterator[Found]:
    """The second route agrees with the key."""
    if found := refused(sample, variant):
        yield found


def refused(sample: Sample, variant: Variant) -> Found | None:
    """What `check` has against the key of a variant; of a statements question, what an experiment has."""
    behaviour = sample.question.behaviour
    if behaviour.check is None:
        return None
    rule = "statements" if sample.question.kind == "statements" else "second route"
    try:
        behaviour.check(variant.params, variant.answers)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a check that calls exit() ends itself, not the program
        line = line_in(error, behaviour.module) if behaviour.module else None
        asserted = isinstance(error, AssertionError)
        why = str(error) or "assertion failed" if asserted else f"it raised {told_error(error)}"
        known = f", of {told(variant.params)}" if variant.seed is not None else ""
        message = f"check refuses the key: {why}{known}"
        return sample.found(rule, message, variant, at=str(line or "check"))
    return None


def decides(sample: Sample, variant: Variant) -> Iterator[Found]:
    """The second route refuses any other verdict and the neighbouring roundings, at every edge that a walk comes to."""
    if sample.question.kind == "statements" or refused(sample, variant):
        return
    for name, how, wrong in neighbours(variant.answers):
        if not rejects(sample, variant, wrong):
            yield sample.found("mutation", accepted(variant, name, how, wrong), variant, at="check")
            return


def rejects(sample: Sample, variant: Variant, wrong: Any) -> bool:
    """Whether `check` refuses wrong answers."""
    check = sample.question.behaviour.check
    try:
        if check:
            check(variant.params, wrong)
    except KeyboardInterrupt:
        raise
    except BaseException:  # a wrong answer that cannot even be computed with is rejected as well
        return True
    return check is None


def accepted(variant: Variant, name: str, how: str, wrong: Any) -> str:
    """That it does not."""
    of = "" if variant.seed is None else f" for {_short(variant.params)}"
    return f"check accepts {name} = {_short(getattr(wrong, name, wrong))} ({how}){of}"


def _short(value: Any) -> str:
    told = repr(value)
    return told if len(told) < 160 else f"{told[:160]}…"
