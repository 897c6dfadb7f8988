"""The rules of a check: each looks at a sample and tells what is wrong. Adding one is adding a function."""

from __future__ import annotations

import ast
import json
import re
import statistics
from collections.abc import Hashable, Iterator
from dataclasses import fields, replace
from math import gcd
from typing import Any

from exampaper import text
from exampaper.check.findings import Found, Rule, Sample, Tally, failed
from exampaper.faults import Faulty
from exampaper.model import Variant
from exampaper.nodes import Block, DisplayMaths, Figure, Listing, Maths
from exampaper.questions.question import params_from_json, params_to_json
from exampaper.questions.wording import Measured, dressed
from exampaper.show import answer
from exampaper.show import question as question_text
from exampaper.writers.plain import WRITER, line

SLOW = 0.02  # seconds a draw


def second_route(sample: Sample) -> Iterator[Found]:
    """The key and the second route agree on every draw; a computed question has a second route."""
    question = sample.question
    check = question.behaviour.check
    if check is None:
        if question.kind in ("computed", "graph"):
            yield Found("no second route", "a computed question without a check", where=sample.where)
        return
    for seed, variant in sample.variants.items():
        if found := refused(sample, check, seed, variant):
            yield found
            return


def refused(sample: Sample, check: Any, seed: int, variant: Variant) -> Found | None:
    try:
        check(variant.params, variant.answers)
    except AssertionError as error:
        message = f"check refuses the key of {_told(variant.params)}: {error or 'assertion failed'}"
        return Found("second route", message, seed, sample.where)
    except Exception as error:
        message = f"check raised {type(error).__name__}: {error}"
        return Found("second route", message, seed, sample.where)
    return None


def _told(params: Any) -> str:
    told = ", ".join(f"{f.name}={getattr(params, f.name)!r}" for f in fields(params))
    return told if len(told) < 200 else f"{told[:200]}…"


def deterministic(sample: Sample) -> Iterator[Found]:
    """The same seed gives the same variant again."""
    for seed, variant in sample.some(20):
        try:
            again = sample.question.variant(seed)
        except Faulty:
            again = None
        if again is None or digest(again) != digest(variant):
            yield Found("deterministic", "the same seed gives another variant", seed, sample.where)
            return


def digest(variant: Variant) -> str:
    """All that a variant says."""
    return "\n".join([repr(variant.params), _full_text(variant), *(part.key for part in variant.parts)])


def survives_json(sample: Sample) -> Iterator[Found]:
    """Parameters are the same after a way through JSON, and so is what is solved from them."""
    for seed, variant in sample.variants.items():
        kind = type(variant.params)
        try:
            hash(variant.params)
            back = params_from_json(kind, json.dumps(params_to_json(variant.params)))
        except Exception as error:
            yield Found("json", f"parameters must be immutable and survive JSON: {error}", seed, sample.where)
            return
        if back != variant.params:
            yield Found("json", f"{_told(variant.params)} comes back as {_told(back)}", seed, sample.where)
            return


def fast(sample: Sample) -> Iterator[Found]:
    """A draw takes at most 20 ms."""
    if sample.seconds and (median := statistics.median(sample.seconds)) > SLOW:
        told = f"a draw takes {1000 * median:.0f} ms, more than {1000 * SLOW:.0f} ms"
        yield Found("fast", told, where=sample.where, warning=True)


def marks_add_up(sample: Sample) -> Iterator[Found]:
    """Each slip earns less than its part; points adding up is seen when a variant is made."""
    for seed, variant in sample.variants.items():
        for part in variant.parts:
            for slip in part.slips:
                if not 0 <= slip.marks < part.marks:
                    told = f"slip {slip.name!r} earns {slip.marks} of {part.marks} marks"
                    yield Found("marks", told, seed, sample.where)
                    return


# ------------------------------------------------------------------ as printed

_SCIENTIFIC = re.compile(r"(?<![A-Za-z0-9])\d+(?:\.\d+)?e[+-]?\d+")
_LONG = re.compile(r"\d\.\d{8,}")
_MINUS_ZERO = re.compile(r"(?<![\w.)])[-−]0(?:\.0*)?(?!\d|\.\d)")
_NOT_A_NUMBER = re.compile(r"\b(?:nan|inf|zoo|oo|None|True|False)\b")


def printed(sample: Sample) -> Iterator[Found]:
    """What is printed reads back as the value, and rounding changes no verdict."""
    tally = Tally()
    for seed, variant in sample.variants.items():
        for name, value in _numbers(variant.answers):
            if message := _misprint(name, value):
                tally.add(name, Found("printed", message, seed, sample.where))
        for kind, message in _leaks(variant):
            tally.add(kind, Found("printed", message, seed, sample.where))
    yield from tally


def _numbers(answers: Any) -> Iterator[tuple[str, Measured]]:
    for name, value in dressed(answers).items():
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Measured):
                yield name, item


def _misprint(name: str, value: Measured) -> str:
    shown = str(value)
    unit = 10.0 ** -len(shown.partition(".")[2])
    if value != value or value in (float("inf"), float("-inf")):
        return f"{name} is {float(value)}"
    for verdict in (-1, 0, 1):
        if float(shown) == verdict and abs(value - verdict) > 1e-9:
            return f"{name} = {float(value)!r} prints as {shown}: on paper it lies on the other side, or on {verdict}"
    if abs(abs(value / unit) % 1 - 0.5) < 1e-6:
        return f"{name} = {float(value)!r} lies on the edge between two roundings of {shown}"
    return ""


def _leaks(variant: Variant) -> Iterator[tuple[str, str]]:
    """(kind, message) of each number that is not fit to print."""
    for where, words in (("question", question_text(variant)), ("answer", answer(variant))):
        for what, pattern in (
            ("scientific notation", _SCIENTIFIC),
            ("an unrounded float", _LONG),
            ("minus zero", _MINUS_ZERO),
            ("no number", _NOT_A_NUMBER),
        ):
            if found := pattern.search(_without_words(words) if what == "no number" else words):
                yield what, f"{what} in the {where}: {found[0]}"
    for part in variant.parts:
        found = re.search(r"\\frac\{(\d+)\}\{(\d+)\}", part.key)
        if found and gcd(int(found[1]), int(found[2])) > 1:
            yield "unreduced", f"an unreduced fraction in the key: {found[1]}/{found[2]}"


def _without_words(words: str) -> str:
    """“True.” and “False.” are what statements are."""
    return re.sub(r"\b(?:True|False)\b", "", words)


def printed_parameters(sample: Sample) -> Iterator[Found]:
    """The key of the parameters as printed is the key: nothing hangs on digits that are not on the paper."""
    for seed, variant in sample.variants.items():
        shown = dressed(variant.params)
        rounded = {name: _rounded(value) for name, value in shown.items()}
        if all(rounded[name] == value for name, value in shown.items()):
            continue
        made = sample.question.of(replace(variant.params, **rounded))
        if _answered(made) != _answered(variant):
            told = f"the key is {_keys(variant)}, but {_keys(made)} for the values as printed"
            yield Found("printed", told, seed, sample.where)
            return


def _rounded(value: Any) -> Any:
    if isinstance(value, Measured):
        return float(str(value))
    return tuple(map(_rounded, value)) if isinstance(value, tuple) else value


def _keys(variant: Variant) -> str:
    return "; ".join(line(part.key) for part in variant.parts)


def options_differ(sample: Sample) -> Iterator[Found]:
    """No two options of a list of formulas or numbers are alike."""
    if sample.question.kind == "statements":
        return
    for seed, variant in sample.variants.items():
        for blocks in (variant.stem, *(part.text for part in variant.parts)):
            for items in _options(blocks):
                if len(set(items)) < len(items):
                    yield Found("options", f"two options are alike: {', '.join(items)}", seed, sample.where)
                    return


def _options(blocks: tuple[Block, ...]) -> Iterator[list[str]]:
    """The items of each list whose items are all a formula or a number."""
    for node in text.walk(blocks):
        if isinstance(node, Listing) and len(node.items) > 1:
            items = [str(WRITER.blocks(item)) for item in node.items]
            if all(re.search(r"\d", item) and len(item) < 60 for item in items):
                yield items


# ------------------------------------------------------------------ parameters and answers


def parameters_matter(sample: Sample) -> Iterator[Found]:
    """Each parameter changes the text or the answer; an answer changes only with what is printed."""
    names = [f.name for f in fields(sample.question.behaviour.params)]
    some = list(sample.some(12))
    for name in names:
        effects = [e for seed, v in some if (e := _effect(sample, v, name, some)) is not None]
        if len(effects) >= 3 and not any(text or answers for text, answers in effects):
            yield Found("parameters matter", f"{name} changes neither text nor answer", where=sample.where)


def _effect(sample: Sample, variant: Variant, name: str, others: list[tuple[int, Variant]]) -> tuple[bool, bool] | None:
    """(text changed, answer changed) when the parameter takes another draw's value; None where that cannot be."""
    made = _with_other(sample, variant, name, others)
    if made is None:
        return None
    return _full_text(made) != _full_text(variant), made.answers != variant.answers


def _full_text(variant: Variant) -> str:
    return question_text(variant) + answer(variant)


def derivable(sample: Sample) -> Iterator[Found]:
    """Two variants that ask the same have the same answers: no value that the answer needs is hidden."""
    asked: dict[str, tuple[int, Variant]] = {}
    for seed, variant in sample.variants.items():
        first_seed, first = asked.setdefault(_asked(variant), (seed, variant))
        if _answered(first) != _answered(variant):
            told = f"asks the same as seed {first_seed}, but its key differs: a value it needs is never printed"
            yield Found("derivable", told, seed, sample.where)
            return
    yield from _hidden(sample)


def _asked(variant: Variant) -> str:
    """The question as printed, with its figures."""
    graphs = [
        n.graph for b in (variant.stem, *(p.text for p in variant.parts)) for n in text.walk(b) if isinstance(n, Figure)
    ]
    return question_text(variant) + repr(graphs)


def _answered(variant: Variant) -> tuple[Hashable, ...]:
    return tuple(part.key for part in variant.parts)


def _hidden(sample: Sample) -> Iterator[Found]:
    """A parameter that never changes the question, but does change the key.

    In mixtures of two draws a parameter may lie idle; one that every mixture hides is never printed.
    """
    some = list(sample.some(12))
    for name in (f.name for f in fields(sample.question.behaviour.params)):
        mixed = [(seed, v, m) for seed, v in some if (m := _with_other(sample, v, name, some))]
        if any(_asked(made) != _asked(variant) for _, variant, made in mixed):
            continue
        for seed, variant, made in mixed:
            if _answered(made) != _answered(variant):
                yield Found("derivable", f"{name} changes the key but not the question", seed, sample.where)
                break


def _with_other(sample: Sample, variant: Variant, name: str, others: list[tuple[int, Variant]]) -> Variant | None:
    for _, other in others:
        new = getattr(other.params, name)
        if new != getattr(variant.params, name):
            try:
                return sample.question.of(replace(variant.params, **{name: new}))
            except Exception:
                continue
    return None


# ------------------------------------------------------------------ statements


def statements_hold(sample: Sample) -> Iterator[Found]:
    """The declared numbers are shown and true, groups never meet, and every experiment agrees with the list."""
    question = sample.question
    if question.kind != "statements":
        return
    low, high = question.source.front.show
    true_low, true_high = question.source.front.true
    for seed, variant in sample.variants.items():
        shown, true = variant.params.shown, variant.answers.correct
        groups = [id.partition("/")[0] for id in shown]
        if not (low <= len(shown) <= high and true_low <= len(true) <= true_high):
            yield Found("statements", f"{len(shown)} shown and {len(true)} true", seed, sample.where)
            return
        if len(set(groups)) < len(groups):
            yield Found("statements", "two statements of one group meet", seed, sample.where)
            return
    texts = [_claim(statement.text) for statement in question.behaviour.statements]
    for claim in {one for one in texts if texts.count(one) > 1}:
        yield Found("statements", f"two statements say the same: {claim[:60]}", where=sample.where)


def _claim(statement: str) -> str:
    return " ".join(statement.lower().split())


# ------------------------------------------------------------------ second route, read as source


def independent(sample: Sample) -> Iterator[Found]:
    """`check` does not call `solve`, and shares no function of its file with it (constants and types may be shared)."""
    path = sample.question.behaviour.module
    if path is None or sample.question.kind == "statements":
        return
    functions = {n.name: n for n in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(n, ast.FunctionDef)}
    if "solve" not in functions or "check" not in functions:
        return
    by_check, by_solve = _reached("check", functions), _reached("solve", functions)
    if "solve" in by_check:
        yield Found("independent", "check calls solve", where=f"{path}:{functions['check'].lineno}")
    for name in sorted((by_check & by_solve) - {"check", "solve"}):
        told = f"solve and check share {name}"
        yield Found("independent", told, where=f"{path}:{functions[name].lineno}", warning=True)


def _reached(start: str, functions: dict[str, ast.FunctionDef]) -> set[str]:
    """The functions of the file that a function calls, however indirectly."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        for node in ast.walk(functions[name]):
            if isinstance(node, ast.Name) and node.id in functions and node.id not in reached:
                reached.add(node.id)
                waiting.append(node.id)
    return reached


# ------------------------------------------------------------------ slips and distractors


def slips_differ(sample: Sample) -> Iterator[Found]:
    """No two slips of a part lead to the same printed value under one name; names are told apart."""
    tally = Tally()
    for seed, variant in sample.variants.items():
        for part in variant.parts:
            names = [slip.name for slip in part.slips]
            if len(set(names)) < len(names):
                tally.add("names", Found("slips", "two slips of one part have the same name", seed, sample.where))
    yield from tally


def key_is_plain(sample: Sample) -> Iterator[Found]:
    """Every part of a computed question has a short answer, in one line."""
    if sample.question.kind in ("open",):
        return
    for seed, variant in sample.some(10):
        for part in variant.parts:
            if not part.key:
                told = f"part ({part.label}) has no key" if part.label else "no key"
                yield Found("key", told, seed, sample.where)
                return
            try:
                line(part.key)
            except text.TextError as error:
                yield Found("key", f"the key cannot be printed: {error}", seed, sample.where)
                return


def formulas(variant: Variant) -> Iterator[str]:
    """The LaTeX of every formula of a variant."""
    for part in variant.parts:
        for blocks in (variant.stem, part.text, part.answer, *(point.text for point in part.marking)):
            for node in text.walk(blocks):
                if isinstance(node, Maths | DisplayMaths):
                    yield node.tex


def pins_hold(sample: Sample) -> Iterator[Found]:
    """Every pin can be shown, and the second route agrees with its key."""
    check = sample.question.behaviour.check
    for name in sample.question.pins:
        try:
            variant = sample.question.variant(pin=name)
        except Faulty as error:
            found = failed(error, None)
            yield replace(found, message=f"pin {name}: {found.message}")
            continue
        if check and (wrong := refused(sample, check, 0, variant)):
            yield replace(wrong, seed=None, message=f"pin {name}: {wrong.message}")


RULES: tuple[Rule, ...] = (
    second_route,
    pins_hold,
    deterministic,
    survives_json,
    fast,
    marks_add_up,
    printed,
    printed_parameters,
    options_differ,
    parameters_matter,
    derivable,
    statements_hold,
    independent,
    slips_differ,
    key_is_plain,
)
