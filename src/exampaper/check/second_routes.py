"""What a question's `check` says of answers: the key, and wrong ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from exampaper.answers.typed_value import as_given
from exampaper.check.sample import Sample
from exampaper.check.steps import Endless
from exampaper.check.values import described, field_names
from exampaper.model import Variant
from exampaper.questions.python_file import in_a_line, line_in

CLOSELY = "let `check` look at that answer, and closely enough: by half a unit of its last place, at odd points"

PATIENCE = 20
"""For a wrong answer `check` may take so many times the steps that it takes for the key."""
LEAST = 100_000  # steps that `check` may always take: they are soon done


def objection(sample: Sample, variant: Variant, answers: Any) -> BaseException | None:
    """What `check` raises for these answers; None where it accepts them, or where there is no `check`."""
    check = sample.question.behaviour.check
    try:
        if check:
            check(variant.params, answers, lambda: variant.markdown)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a check that calls exit() ends itself, not the program
        return error
    return None


def described_objection(sample: Sample, variant: Variant, error: BaseException) -> tuple[str, str]:
    """Why `check` refuses the key, and the line (as text, or "check") where it does."""
    why = f"it raised {in_a_line(error)}"
    if isinstance(error, AssertionError):
        why = str(error) or "assertion failed"
    known = f", of {described(variant.params)}" if variant.seed is not None else ""
    module = sample.question.behaviour.module
    line = line_in(error, module) if module else None
    return f"check refuses the key: {why}{known}", str(line or "check")


@dataclass(frozen=True, slots=True)
class KeyTrial:
    """What `check` says of the key of a variant.

    error: what it raises; None where it accepts the key. patience: the steps that it may take for a wrong answer,
    far more than it took for the key.
    """

    variant: Variant
    error: BaseException | None
    patience: int


def key_trial(sample: Sample, variant: Variant) -> KeyTrial:
    """The trial of a variant's key; run once, although several rules ask for it."""
    trial = sample.remembered.get("key_trial")
    if trial is None or trial.variant is not variant:
        error = objection(sample, variant, variant.answers)
        trial = KeyTrial(variant, error, max(LEAST, PATIENCE * sample.meter.taken))
        sample.remembered["key_trial"] = trial
    return trial


def rejects(sample: Sample, variant: Variant, wrong: Any, most: int) -> bool:
    """Whether `check` refuses wrong answers; those that it cannot even compute with are refused as well.

    What the question's own `accepts` takes is right in another form, and need not be refused.

    most: steps, beyond which they count as refused: a `check` that counts up to the answer never meets a wrong one.
    """
    with sample.meter.within(most):
        return accepted_instead(sample, variant, wrong) or objection(sample, variant, wrong) is not None


def accepted_instead(sample: Sample, variant: Variant, wrong: Any) -> bool:
    """Whether all that differs from the key is taken by the question's own `accepts`."""
    accepts = sample.question.behaviour.accepts
    changed = [name for name in field_names(type(wrong)) if getattr(wrong, name) is not getattr(variant.answers, name)]
    if not changed or not set(changed) <= set(accepts):
        return False
    return all(takes(sample, variant, name, getattr(wrong, name)) for name in changed)


def takes(sample: Sample, variant: Variant, name: str, value: Any) -> bool:
    """Whether `accepts` takes a value of an answer; what it cannot compute with it does not take."""
    try:
        return sample.question.behaviour.accepts[name](variant.params, variant.answers, as_given(value))
    except (Exception, Endless):
        return False


def acceptance(variant: Variant, name: str, how: str, wrong: Any) -> str:
    """The message that `check` accepts a wrong answer."""
    params = "" if variant.seed is None else f" for {_short(variant.params)}"
    return f"check accepts {name} = {_short(getattr(wrong, name, wrong))} ({how}){params}"


def _short(value: Any) -> str:
    """A value in at most 160 characters."""
    line = " ".join(repr(value).split())  # a matrix has a line for each row
    return line if len(line) < 160 else f"{line[:160]}…"
