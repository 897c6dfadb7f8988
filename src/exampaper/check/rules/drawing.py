"""Draws: the same again, through JSON and back, and fast."""

from __future__ import annotations

import ast
import json
import statistics
from collections.abc import Iterator

from exampaper import canonical
from exampaper.check.findings import LONG, Found, Sample, told
from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.questions.question import Question, params_from_json, params_to_json
from exampaper.show import answer, marking
from exampaper.show import question as question_text

SLOW = 0.02  # seconds a draw
HASHED = 200  # variants compared with those of another process


def deterministic(sample: Sample) -> Iterator[Found]:
    """The same seed gives the same variant again."""
    for seed, variant in list(sample.variants.items())[:HASHED]:
        try:
            again = digest(sample.question.variant(seed))
        except Faulty:
            again = ""
        if again != digest(variant):
            yield sample.found("deterministic", "the same seed gives another variant", variant, at="draw")
            return


def reads_no_clock(sample: Sample) -> Iterator[Found]:
    """A question of today would be another one tomorrow, however often it is the same within a minute."""
    module = sample.question.behaviour.module
    if module is None:
        return
    tree = ast.parse(module.read_bytes())
    clocks = {name for node in ast.walk(tree) for name in _clocks(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (called := ast.unparse(node.func)) in clocks:
            yield sample.found("deterministic", f"{called} reads the clock", at=str(node.lineno))


_CLOCKS = {
    "time": ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime"),
    "datetime": ("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
}


def _clocks(node: ast.AST) -> Iterator[str]:
    """What an import gives that tells the time, by the name it has in the file."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield from (f"{alias.asname or alias.name}.{clock}" for clock in _CLOCKS.get(alias.name, ()))
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            for clock in _CLOCKS.get(node.module or "", ()):
                if clock.partition(".")[0] == alias.name:
                    yield clock.replace(alias.name, alias.asname or alias.name, 1)


def digest(variant: Variant) -> str:
    """All that a variant says, in short."""
    keys = [part.key for part in variant.parts]
    said = [variant.params, question_text(variant), answer(variant), marking(variant), *keys]
    return canonical.digest(said)[:16]


def digests(question: Question, first_seed: int, draws: int) -> dict[str, str]:
    """What the variants of the first seeds say, "" where there is none: to be compared with another process."""
    made = {}
    for seed in range(first_seed, first_seed + min(draws, HASHED)):
        try:
            made[str(seed)] = digest(question.variant(seed))
        except Faulty:
            made[str(seed)] = ""
    return made


def survives_json(sample: Sample, variant: Variant) -> Iterator[Found]:
    """Parameters are immutable, and the same after a way through JSON."""
    try:
        hash(variant.params)
        back = params_from_json(type(variant.params), json.dumps(params_to_json(variant.params)))
    except Exception as error:
        why = " ".join(str(error).split())
        yield sample.found("json", f"parameters must be immutable and survive JSON: {why}", variant, at="Params")
        return
    if back != variant.params:
        yield sample.found("json", f"{told(variant.params)} comes back as {told(back)}", variant, at="Params")


def fast(sample: Sample) -> Iterator[Found]:
    """A draw takes at most 20 ms; and none takes a tenth of a second."""
    if sample.seconds and (median := statistics.median(sample.seconds)) > SLOW:
        message = f"a draw takes {1000 * median:.0f} ms, more than {1000 * SLOW:.0f} ms"
        yield sample.found("fast", message, at="draw", warning=True)
    elif sample.slowest > LONG:
        yield sample.found("fast", f"one draw takes {sample.slowest:.1f} s", at="draw", warning=True)
