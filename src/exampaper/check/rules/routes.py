"""The key and the second route agree."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check.findings import Found, Sample, told
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
