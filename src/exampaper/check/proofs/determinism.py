"""Draws: the same again, through JSON and back, and without a look at the clock."""

from __future__ import annotations

import json
from collections.abc import Iterator

from exampaper import canonical
from exampaper.check.finding import Finding
from exampaper.check.python_file import calls_of
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.check.steps import endless
from exampaper.check.values import described
from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.questions.question import Question, params_from_json, params_to_json
from exampaper.show import answer, marking
from exampaper.show import question as question_text


@proof(
    "deterministic",
    "one seed gives two variants: here, or in another process with other hashes, another time zone and another folder",
    remedy="no order of sets, no clock, no files, no state between calls",
)
def deterministic(sample: Sample) -> Iterator[Finding]:
    """A paper can be reprinted from its seed, years later and on another machine, so a seed must fix the variant.

    The draws are made again in this process, and in a second one with other hashes, zone and folder.

    Example: `for name in {"a", "b", "c"}` takes the names in another order in each process.
    """
    for seed, variant in list(sample.variants.items())[: sample.effort.repeated]:
        try:
            again = digest(sample.question.variant(seed))
        except Faulty:
            again = ""
        if again != digest(variant):
            yield sample.finding("the same seed gives another variant", variant, at="draw")
            return


@proof("reads-clock", "a function reads the clock", remedy="draw the date, or write it into the question")
def reads_no_clock(sample: Sample) -> Iterator[Finding]:
    """A question of today would be another one tomorrow, however often it is the same within a minute.

    Example: `date.today().year` in `draw`.
    """
    for called, line in calls_of(sample, _CLOCKS):
        yield sample.finding(f"{called} reads the clock", at=line)


_CLOCKS = {
    "time": ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime"),
    "datetime": ("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
}


@proof(
    "json",
    "parameters that JSON can't hold, or that can change",
    remedy="use whole numbers, texts, decimals and tuples of them",
)
def survives_json(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """Parameters are immutable, and the same after a way through JSON: the manifest keeps them for the reprint.

    Example: a list, which can change, where a tuple cannot; a NumPy array.
    """
    try:
        hash(variant.params)
        restored = params_from_json(type(variant.params), json.dumps(params_to_json(variant.params)))
    except Exception as error:
        why = " ".join(str(error).split())
        yield sample.finding(f"parameters must be immutable and survive JSON: {why}", variant, at="Params")
        return
    if restored != variant.params:
        message = f"{described(variant.params)} comes back as {described(restored)}"
        yield sample.finding(message, variant, at="Params")


def digest(variant: Variant) -> str:
    """A digest of all that a variant says."""
    keys = [part.key for part in variant.parts]
    content = [variant.params, question_text(variant), answer(variant), marking(variant), *keys]
    return canonical.digest(content)[:16]


def digests(question: Question, first_seed: int, draws: int) -> dict[str, str]:
    """Digests of the variants by seed, "" where there is none: to be compared with another process."""
    by_seed = {}
    for seed in range(first_seed, first_seed + draws):
        try:
            by_seed[str(seed)] = digest(question.variant(seed))
        except Faulty as error:
            by_seed[str(seed)] = ""
            if endless(error):
                break
    return by_seed
