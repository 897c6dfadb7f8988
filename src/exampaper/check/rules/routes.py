"""The key and the second route agree, and what lies beside the key is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exampaper.check.findings import Found, Sample, told
from exampaper.check.mutate import neighbours
from exampaper.model import Variant
from exampaper.questions.python_file import in_a_line, line_in


def second_route(sample: Sample, variant: Variant) -> Iterator[Found]:
    """The second route agrees with the key, and refuses what lies beside it: at every edge that a walk comes to."""
    if found := refused(sample, variant):
        yield found
    elif sample.question.behaviour.check and not sample.question.kind.lists:
        enough = patience(sample)
        for name, how, wrong in neighbours(variant.answers):
            if not rejects(sample, variant, wrong, enough):
                message = accepted(variant, name, how, wrong)
                yield sample.found("mutation", message, variant, at="check", remedy=CLOSELY)
                return


def refused(sample: Sample, variant: Variant) -> Found | None:
    """What `check` has against the key of a variant; of a statements question, what an experiment has."""
    error = _objection(sample, variant, variant.answers)
    if error is None:
        return None
    module = sample.question.behaviour.module
    rule = "statements" if sample.question.kind.lists else "second route"
    asserted = isinstance(error, AssertionError)
    why = str(error) or "assertion failed" if asserted else f"it raised {in_a_line(error)}"
    known = f", of {told(variant.params)}" if variant.seed is not None else ""
    line = line_in(error, module) if module else None
    return sample.found(rule, f"check refuses the key: {why}{known}", variant, at=str(line or "check"))


CLOSELY = "let `check` look at that answer, and closely enough: by half a unit of its last place, at odd points"

PATIENCE = 20  # times the steps that `check` takes for the key, and
LEAST = 100_000  # steps, which are soon done


def patience(sample: Sample) -> int:
    """How many steps `check` may take for wrong answers: far more than it has just taken for the key."""
    return max(LEAST, PATIENCE * sample.meter.taken)


def rejects(sample: Sample, variant: Variant, wrong: Any, most: int) -> bool:
    """Whether `check` refuses wrong answers; those that it cannot even compute with are refused as well.

    So are those for which it would go on for more steps than `most`: a `check` that counts up to the answer never
    meets a wrong one.
    """
    with sample.meter.within(most):
        return _objection(sample, variant, wrong) is not None


def _objection(sample: Sample, variant: Variant, answers: Any) -> BaseException | None:
    check = sample.question.behaviour.check
    try:
        if check:
            check(variant.params, answers, lambda: variant.markdown)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a check that calls exit() ends itself, not the program
        return error
    return None


def accepted(variant: Variant, name: str, how: str, wrong: Any) -> str:
    """That it does not."""
    of = "" if variant.seed is None else f" for {_short(variant.params)}"
    return f"check accepts {name} = {_short(getattr(wrong, name, wrong))} ({how}){of}"


def _short(value: Any) -> str:
    told = " ".join(repr(value).split())  # a matrix has a line for each row
    return told if len(told) < 160 else f"{told[:160]}…"
