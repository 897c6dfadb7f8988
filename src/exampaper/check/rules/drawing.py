"""Draws: the same again, through JSON and back."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping, Sequence

from exampaper import canonical
from exampaper.check.findings import Found, Sample, told
from exampaper.check.steps import endless
from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.questions.question import Question, params_from_json, params_to_json
from exampaper.show import answer, marking
from exampaper.show import question as question_text


def deterministic(sample: Sample) -> Iterator[Found]:
    """The same seed gives the same variant again."""
    for seed, variant in list(sample.variants.items())[: sample.effort.repeated]:
        try:
            again = digest(sample.question.variant(seed))
        except Faulty:
            again = ""
        if again != digest(variant):
            yield sample.found("deterministic", "the same seed gives another variant", variant, at="draw")
            return


def reads_no_clock(sample: Sample) -> Iterator[Found]:
    """A question of today would be another one tomorrow, however often it is the same within a minute."""
    for called, line in _called(sample, _CLOCKS):
        yield sample.found("deterministic", f"{called} reads the clock", at=line)


def waits_for_nothing(sample: Sample) -> Iterator[Found]:
    """A question computes, and has nothing to wait for."""
    for called, line in _called(sample, {"time": ("sleep",)}):
        yield sample.found("waits", f"{called} waits", at=line, warning=True)


def _called(sample: Sample, wanted: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The calls in the question's file of these names of modules, each with its line."""
    module = sample.question.behaviour.module
    if module is None:
        return
    tree = ast.parse(module.read_bytes())
    names = {name for node in ast.walk(tree) for name in _imported(node, wanted)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (called := ast.unparse(node.func)) in names:
            yield called, str(node.lineno)


_CLOCKS = {
    "time": ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime"),
    "datetime": ("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
}


def _imported(node: ast.AST, wanted: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What an import gives of the names that are wanted, by the name it has in the file."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield from (f"{alias.asname or alias.name}.{name}" for name in wanted.get(alias.name, ()))
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            for name in wanted.get(node.module or "", ()):
                if name.partition(".")[0] == alias.name:
                    yield name.replace(alias.name, alias.asname or alias.name, 1)


def digest(variant: Variant) -> str:
    """All that a variant says, in short."""
    keys = [part.key for part in variant.parts]
    said = [variant.params, question_text(variant), answer(variant), marking(variant), *keys]
    return canonical.digest(said)[:16]


def digests(question: Question, first_seed: int, draws: int) -> dict[str, str]:
    """What the variants of the first seeds say, "" where there is none: to be compared with another process."""
    made = {}
    for seed in range(first_seed, first_seed + draws):
        try:
            made[str(seed)] = digest(question.variant(seed))
        except Faulty as error:
            made[str(seed)] = ""
            if endless(error):
                break
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
