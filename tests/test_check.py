"""The proof of the proof: each kind of fault is caught, by the right rule, and no sound question is accused."""

from __future__ import annotations

import json
import re
import shlex
import signal
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Annotated, Any

import pytest
import sympy

from exampaper.check import Limits, Report, check_all, watch
from exampaper.check.catalogue import RULES
from exampaper.check.findings import Effort, drawn
from exampaper.check.findings import told as told_values
from exampaper.check.mutate import corruptions, neighbours, same, unit_of
from exampaper.check.reading import alike, worth
from exampaper.check.rules.statements import statements_fit
from exampaper.check.run import Task
from exampaper.check.steps import Endless, Meter
from exampaper.check.table import as_text, tasks
from exampaper.check.worker import checked
from exampaper.draw import Rng
from exampaper.faults import Faulty
from exampaper.model import Places, Significant
from exampaper.nodes import Graph, GraphEdge
from exampaper.questions.bank import load_question
from exampaper.questions.question import Question
from exampaper.questions.space import MANY, Cornered, counted, estimated, paths, shared_chance, walk
from exampaper.questions.wording import Measured
from exampaper.writers.pieces import breakable
from tests.command import begin, run, start
from tests.conftest import ROOT

FAULTY = ROOT / "tests" / "faulty_bank"
SOUND = ROOT / "tests" / "sound_bank"

# question: the rules that must find it faulty; a rule in brackets warns
CAUGHT = {
    "draws/clock": {"deterministic"},
    "draws/counter": {"deterministic", "(space)"},
    "draws/crashes": {"crash"},
    "draws/exits": {"crash"},
    "draws/exits_in_check": {"second route"},
    "draws/folder": {"deterministic"},
    "draws/hangs": {"draw ends"},
    "draws/imported_clock": {"deterministic"},
    "draws/late": {"timed out"},
    "draws/list": {"json"},
    "draws/marking_order": {"deterministic"},
    "draws/never_accepts": {"draw ends"},
    "draws/not_json": {"json"},
    "draws/other_process": {"crash"},
    "draws/raises": {"draw ends"},
    "draws/rare_division": {"solve ends"},
    "draws/set_order": {"deterministic", "(space)"},
    "draws/skewed": {"(space)"},
    "draws/sleeps": {"(waits)"},
    "draws/sorted": {"(order)"},
    "draws/today": {"deterministic", "(space)"},
    "draws/two_only": {"(space)"},
    "independent/alias": {"independent"},
    "independent/calls_check": {"independent"},
    "independent/calls_solve": {"independent"},
    "independent/part": {"independent"},
    "independent/shares_helper": {"(independent)"},
    "independent/shares_method": {"(independent)"},
    "independent/written_twice": {"(independent)"},
    "keys/assumed": {"assumptions"},
    "keys/constant": {"(key)"},
    "keys/coincidence": {"second route", "(space)"},
    "keys/corner": {"second route"},
    "keys/harmonic_mean": {"second route"},
    "keys/percent": {"second route", "(space)"},
    "keys/pin": {"second route"},
    "keys/power_rule": {"second route", "(space)"},
    "keys/unstated_assumption": {"second route", "(space)"},
    "keys/verdict": {"(key)"},
    "keys/where": {"assumptions"},
    "loads/key": {"loads"},
    "loads/marks": {"loads"},
    "loads/no_check": {"no second route"},
    "loads/no_reason": {"loads"},
    "mutations/accepts_all": {"mutation"},
    "mutations/arrows": {"mutation"},
    "mutations/circular": {"mutation"},
    "mutations/decimal": {"mutation"},
    "mutations/even_sign": {"mutation"},
    "mutations/exchanged": {"mutation"},
    "mutations/first_only": {"mutation"},
    "mutations/interval": {"mutation"},
    "mutations/matrix": {"mutation"},
    "mutations/middle": {"mutation"},
    "mutations/nothing": {"mutation"},
    "mutations/order": {"mutation"},
    "mutations/percent": {"mutation"},
    "mutations/positive_only": {"mutation"},
    "mutations/relation": {"mutation"},
    "mutations/rows": {"mutation"},
    "mutations/significant": {"mutation"},
    "mutations/strict": {"mutation"},
    "mutations/tie": {"mutation"},
    "mutations/too_wide": {"mutation"},
    "mutations/trace": {"mutation"},
    "mutations/turned": {"mutation"},
    "mutations/two_points": {"mutation"},
    "mutations/undrawn": {"(mutation)"},
    "mutations/union": {"mutation", "(space)"},
    "mutations/words": {"mutation", "(key)"},
    "options/expression": {"options"},
    "options/fixed_letter": {"options"},
    "options/letters": {"options"},
    "options/long": {"options"},
    "options/repeated": {"options"},
    "options/rounded": {"options", "(space)"},
    "options/table": {"options", "(space)"},
    "options/unreduced": {"options"},
    "options/value": {"options"},
    "options/words": {"options"},
    "page/leak": {"answer leaks"},
    "page/leak_alt": {"answer leaks"},
    "page/leak_code": {"answer leaks"},
    "page/leak_computed": {"answer leaks"},
    "page/leak_digits": {"answer leaks"},
    "page/leak_label": {"answer leaks"},
    "page/leak_number": {"answer leaks", "(space)"},
    "page/leak_text": {"answer leaks"},
    "page/leak_words": {"answer leaks"},
    "page/no_glyph": {"page"},
    "page/too_wide": {"page"},
    "page/wide_figure": {"page"},
    "page/wide_table": {"page"},
    "page/wide_word": {"page"},
    "parameters/hidden": {"derivable"},
    "parameters/idle": {"parameters matter"},
    "parameters/idle_both": {"parameters matter"},
    "parameters/idle_deep": {"parameters matter"},
    "parameters/idle_entry": {"parameters matter"},
    "printed/absent": {"printed"},
    "printed/bare_float": {"printed"},
    "printed/coefficient": {"printed"},
    "printed/cut": {"printed"},
    "printed/cut_one": {"printed"},
    "printed/deep_tie": {"printed"},
    "printed/formula": {"printed"},
    "printed/fraction_signs": {"printed"},
    "printed/hidden_digits": {"printed"},
    "printed/infinite": {"printed"},
    "printed/key_signs": {"printed"},
    "printed/level": {"printed", "(space)"},
    "printed/limit": {"printed"},
    "printed/long_float": {"printed"},
    "printed/minus_zero": {"printed", "(key)"},
    "printed/negative": {"printed"},
    "printed/one": {"printed"},
    "printed/other_key": {"printed"},
    "printed/other_marking": {"printed"},
    "printed/other_sign": {"printed"},
    "printed/places": {"(printed)"},
    "printed/quotient": {"printed"},
    "printed/radius": {"printed"},
    "printed/scientific": {"printed"},
    "printed/share": {"(printed)", "(space)"},
    "printed/short_float": {"printed"},
    "printed/tie": {"printed"},
    "printed/two_signs": {"printed"},
    "printed/unproven": {"printed"},
    "printed/unreduced": {"printed"},
    "printed/whole": {"printed"},
    "slips/always_key": {"slips"},
    "slips/earns_all": {"marks"},
    "slips/same_name": {"slips"},
    "slips/unknown_field": {"slips end"},
    "slips/wrong_type": {"slips"},
    "statements/experiment": {"statements"},
    "statements/impossible": {"loads"},
    "statements/spaces": {"statements"},
    "statements/twice": {"statements"},
    "text/figure": {"text"},
    "text/formula": {"text"},
    "text/graph": {"figures end"},
    "text/marks": {"marks"},
    "text/no_key": {"key"},
    "text/undefined": {"text"},
    "walks/draw": {"draw ends"},
    "walks/marks": {"marks"},
    "walks/masked": {"printed", "(printed)"},
    "walks/rounding": {"printed"},
    "walks/text": {"text"},
}


TOPICS = sorted({id.partition("/")[0] for id in CAUGHT})
QUICK = replace(Effort.of(40), walked=250, corners=30, mutated=4, pages=2)
THOROUGH = {"draws", "keys", "walks"}  # faults that are rare
APART = {  # what ends its process, or is told by a second one
    "draws/crashes",
    "draws/exits",
    "draws/folder",
    "draws/late",
    "draws/marking_order",
    "draws/other_process",
    "draws/set_order",
}


@cache
def reported(folder: Path, topic: str) -> Mapping[str, Report]:
    """The reports of a topic, kept for other tests."""
    found = [task for task in tasks([folder], []) if task.id.startswith(f"{topic}/")]
    effort = replace(QUICK, walked=2500, corners=100) if topic in THOROUGH else QUICK
    reports = {task.id: proven(task, effort) for task in found if task.id not in APART}
    apart = check_all([task for task in found if task.id in APART], 40, 0, jobs=2)
    return reports | {report.id: report for report in apart}


def proven(task: Task, effort: Effort) -> Report:
    """The last of the reports that grow while a question is checked."""
    *_, (report, _) = checked(task.path, task.folder, effort)
    return report


def faulty(id: str) -> Report:
    return reported(FAULTY, id.partition("/")[0])[id]


def told(report: Report) -> set[str]:
    late = {"timed out"} if report.timed_out else set()
    return late | {f"({found.rule})" if found.warning else found.rule for found in report.faults}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_fault_is_caught_by_its_rule_and_by_no_other(topic: str) -> None:
    wanted = {id: rules for id, rules in CAUGHT.items() if id.startswith(f"{topic}/")}
    assert {id: told(report) for id, report in reported(FAULTY, topic).items()} == wanted


@pytest.mark.parametrize("topic", TOPICS)
def test_each_finding_says_where_it_is_how_to_see_it_and_what_to_do(topic: str) -> None:
    for report in reported(FAULTY, topic).values():
        for found in (*report.faults, *([report.timed_out] if report.timed_out else [])):
            assert found.rule in RULES
            assert found.where.startswith(f"{FAULTY}/{report.id}")
            assert found.see.startswith(("exampaper show", "exampaper check"))
            assert found.see.endswith(f" --bank {FAULTY}")
            assert found.remedy


@pytest.mark.parametrize("topic", sorted(path.name for path in SOUND.iterdir()))
def test_nothing_sound_is_accused(topic: str) -> None:
    reports = {
        task.id: proven(task, replace(Effort.of(40), pages=8))
        for task in tasks([SOUND], [])
        if task.id.startswith(f"{topic}/")
    }
    assert reports
    assert {id: report.faults for id, report in reports.items() if report.faults} == {}


# question: the words of the line that its fault is to be found at
LINES = {
    "keys/power_rule": "assert",
    "mutations/words": "def check",
    "printed/limit": "ratio:",
    "parameters/idle_entry": "c:",
    "slips/always_key": "def slips",
    "page/leak_text": "What is",
    "printed/other_key": "key:",
    "printed/other_marking": "- [2]",
    "independent/shares_method": "def plus",
    "walks/text": "What is",
}


@pytest.mark.parametrize("id", LINES)
def test_a_finding_has_its_line(id: str) -> None:
    found = min(faulty(id).faults, key=lambda found: found.warning)  # the first fault, or a warning
    file, _, line = found.where.partition(":")
    assert LINES[id] in Path(file).read_text(encoding="utf-8").split("\n")[int(line) - 1]


def test_a_finding_has_the_command_that_shows_it() -> None:
    shown = as_text([faulty("keys/power_rule"), faulty("keys/pin")])
    assert f"see it with: exampaper show keys/power_rule --seed 0 --bank {FAULTY}" in shown
    assert f"see it with: exampaper show keys/pin --pin odd --bank {FAULTY}" in shown
    assert "what to do: find out which side is wrong" in shown


@pytest.mark.parametrize("id", ["walks/text", "walks/rounding", "walks/marks"])
def test_a_variant_without_a_seed_is_shown_by_its_parameters(id: str) -> None:
    (found,) = faulty(id).faults
    assert found.seed is None
    _, _, shown, how, given, *_ = shlex.split(found.see)
    assert (shown, how) == (id, "--pin")
    assert f"(for {told_params(id, given)})" in found.message


def test_a_path_that_draw_raises_on_is_shown_by_a_seed() -> None:
    (found,) = faulty("walks/draw").faults
    assert found.see == f"exampaper show walks/draw --seed {found.seed} --bank {FAULTY}"
    with pytest.raises(Faulty, match="ZeroDivisionError: rare"):
        question("walks/draw").draw(found.seed or 0)


def told_params(id: str, given: str) -> str:
    return told_values(question(id).pinned(given))


def test_a_small_space_is_walked() -> None:
    rare = faulty("draws/rare_division")
    assert (rare.space, rare.walked, rare.exhaustive) == (1000, 1000, True)
    assert "1 000 of 1 000" in as_text([rare])


def test_of_a_larger_space_a_part_is_walked_and_on_every_run_the_same() -> None:
    (task,) = tasks([FAULTY], ["text/no_key"])
    first, again = (proven(task, replace(Effort.of(40), pages=1)) for _ in range(2))
    assert (first.space, first.walked, first.exhaustive) == (98 * 98, 500, False)
    assert "500 of 9 604" in as_text([first])
    assert replace(first, seconds_per_draw=0) == replace(again, seconds_per_draw=0)


def test_the_share_of_rejected_corruptions_is_told() -> None:
    assert faulty("mutations/accepts_all").mutation_score == 0
    assert 0 < (faulty("mutations/first_only").mutation_score or 0) < 1


def test_statements_without_experiments_have_no_share() -> None:
    (task,) = tasks([FAULTY], ["statements/twice"])
    assert proven(task, QUICK).mutation_score is None


def test_a_time_limit_is_a_verdict_of_its_own() -> None:
    late = faulty("draws/late")
    assert (late.sound, late.faulty, late.faults) == (False, False, ())
    shown = as_text([late])
    assert "0 of 1 questions sound, 1 timed out" in shown
    assert "timed out: draws/late: no end within 312 s of the processor; done by then: draws: 2 of 40" in shown
    assert f"see it with: exampaper show draws/late --seed 2 --bank {FAULTY}" in shown


def test_the_command(tmp_path: Path) -> None:
    command = ["check", "keys/power_rule", "--bank", str(FAULTY), "--draws", "5"]
    done = start(*command, cwd=tmp_path)
    assert done.returncode == 1
    assert "0 of 1 questions sound" in done.stdout
    done = run(*command, "--json", cwd=tmp_path)
    (question,) = json.loads(done.stdout)["questions"]
    assert question.keys() >= {"id", "draws", "space", "exhaustive", "mutation_score", "seconds_per_draw", "faults"}
    assert question["faults"][0].keys() >= {"rule", "message", "seed", "where"}


def test_an_unknown_question_is_bad_usage(tmp_path: Path) -> None:
    done = run("check", "keys/power_rul", "--bank", FAULTY, cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'keys/power_rule'?" in done.stderr


def test_a_saved_file_is_checked_again(tmp_path: Path) -> None:
    task = Task(tmp_path / "topic" / "one.md", tmp_path)
    task.path.parent.mkdir()
    task.path.write_text("before", encoding="utf-8")
    changes = watch.changes([task])
    assert next(changes) == [task]
    later = Thread(target=lambda: task.path.with_suffix(".py").write_text("after", encoding="utf-8"))
    later.start()
    assert next(changes) == [task]
    later.join()


# ------------------------------------------------------------------ spaces


def question(id: str, folder: Path = FAULTY) -> Question:
    return load_question(folder / f"{id}.md", folder)


def test_a_walk_takes_every_path_once() -> None:
    found = list(walk(question("draws/set_order")))
    assert len(found) == len(set(found)) == 6


def test_a_space_is_counted_with_its_chances() -> None:
    space = counted(question("draws/set_order"), most=10)
    assert space is not None
    assert space.size == 6
    assert space.alike == pytest.approx(1 / 6)
    assert counted(question("draws/set_order"), most=5) is None
    assert counted(question("printed/tie"), most=100) is None


def test_a_draw_that_may_never_end_is_not_counted() -> None:
    assert counted(question("draws/distinct", SOUND), most=20_000) is None


def test_thousands_of_choices_are_too_many_paths_to_count_and_no_overflow() -> None:
    from exampaper.questions.bank import load_question

    sample = load_question(SOUND / "draws" / "normal_sample.md", SOUND)
    assert paths(sample) == MANY
    assert counted(sample, most=10**6) is None


def test_corners_are_the_ends_of_ranges_but_no_digits_of_real_numbers() -> None:
    cornered = [Cornered(seed) for seed in range(100)]
    assert sum(rng.integer(1, 1000) in (1, 1000) for rng in cornered) > 30
    assert all(abs(rng.normal(0, 1, places=2)) < 5 for rng in cornered)


@pytest.mark.parametrize("size", [500, 2000, 20_000])
def test_a_large_space_is_estimated(size: int) -> None:
    rng = Rng(1)
    space = estimated(rng.below(size) for _ in range(1000))
    assert space.error is not None
    assert abs(space.size - size) < 3 * space.error * size + 1
    assert space.alike is None or space.alike == pytest.approx(1 / size, rel=0.4)


def test_without_two_alike_a_space_has_a_bound() -> None:
    assert (estimated(range(60)).size, estimated(range(60)).error) == (600, None)
    assert estimated([]).size == 0


def test_the_chance_to_share_is_that_of_birthdays() -> None:
    assert shared_chance(1 / 365, 23) == pytest.approx(0.5073, abs=0.01)
    assert shared_chance(0.97**2, 30) == pytest.approx(1)


def test_more_draws_are_more_of_everything() -> None:
    assert Effort.of(40) == Effort()
    few, usual, many = (asdict(Effort.of(draws)) for draws in (4, 40, 10_000))
    assert all(few[name] < usual[name] < many[name] for name in usual if name != "first_seed")


# ------------------------------------------------------------------ corruptions


@dataclass(frozen=True)
class Answers:
    count: int
    rate: Annotated[float, Places(1)]
    large: Annotated[float, Significant(2)]
    price: Decimal
    carry: int | None
    words: str
    formula: str
    pairs: tuple[int, int]
    graph: Graph
    expression: sympy.Expr
    matrix: sympy.Matrix


X = sympy.Symbol("x")
GRAPH = Graph((("a", "a"), ("b", "b"), ("c", "c")), (GraphEdge("a", "b"), GraphEdge("b", "c")))
ANSWERS = Answers(
    7,
    25.04,
    21300.0,
    Decimal("1.25"),
    None,
    "stable",
    "2 x + 1",
    (3, 4),
    GRAPH,
    3 * X**2 + X,
    sympy.Matrix([[1, 2], [3, 4]]),
)
HOW = {
    "count": {"one more", "one less", "sign", "doubled", "halved"},
    "rate": {"next rounding", "rounding before", "sign", "doubled", "in percent", "as a share of one", "reciprocal"},
    "large": {"next rounding", "rounding before", "sign", "doubled", "in percent", "as a share of one", "reciprocal"},
    "price": {
        "one more",
        "sign",
        "doubled",
        "reciprocal",
        "in percent",
        "as a share of one",
        "next rounding",
        "rounding before",
    },
    "rate, large": {"exchanged", "one up, the other down"},
    "words, formula": {"exchanged"},
    "carry": {"something"},
    "words": {"denied"},
    "formula": {"2 one more", "1 one more", "a sign turned"},
    "pairs": {
        "one dropped",
        "one twice",
        "one more",
        "one less",
        "sign",
        "doubled",
        "halved",
        "two swapped",
        "reversed",
        "one up, the next down",
        "all signs",
        "all doubled",
    },
    "graph": {
        "an arrow dropped",
        "an arrow added",
        "an arrow turned",
        "an arrow dashed or not",
        "a node shaded or not",
    },
    "expression": {
        "one more",
        "doubled",
        "sign",
        "another exponent",
        "another coefficient",
        "right at x = 0, 1 and 2 only",
        "right for positive letters only",
    },
    "matrix": {
        "an entry one more",
        "one entry more, another less",
        "doubled",
        "transposed",
        "sign",
        "rows exchanged",
    },
}


@pytest.mark.parametrize("field", HOW)
def test_each_answer_is_corrupted_in_the_ways_of_its_type(field: str) -> None:
    assert {how for name, how, _ in corruptions(ANSWERS) if name == field} == HOW[field]


def test_no_corruption_prints_as_the_key() -> None:
    places = {"rate": 1, "large": -3}
    for names, _, wrong in corruptions(ANSWERS):
        for name in names.split(", "):
            value, other = getattr(ANSWERS, name), getattr(wrong, name)
            if name in places:
                assert round(value, places[name]) != round(other, places[name])
            else:
                assert value != other


def test_all_answers_together_are_another_draws() -> None:
    other = replace(ANSWERS, count=8)
    assert ("all answers", "another draw's answers", other) in list(corruptions(ANSWERS, [other]))
    assert not [how for name, how, _ in corruptions(ANSWERS, [ANSWERS]) if name == "all answers"]


def test_an_edge_is_known_by_its_verdicts_and_roundings() -> None:
    assert {(name, how) for name, how, _ in neighbours(ANSWERS)} == {
        ("rate", "next rounding"),
        ("rate", "rounding before"),
        ("large", "next rounding"),
        ("large", "rounding before"),
        ("price", "next rounding"),
        ("price", "rounding before"),
        ("carry", "something"),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((X + 1) ** 2, X**2 + 2 * X + 1),
        (sympy.sin(X) ** 2 + sympy.cos(X) ** 2, sympy.Integer(1)),
        (Measured(1.25, Places(1)), Measured(1.21, Places(1))),
        ("a + b", "a+b"),
        (GRAPH, Graph(GRAPH.nodes, GRAPH.edges[::-1])),
    ],
)
def test_what_means_the_same_is_no_corruption(one: object, other: object) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [(sympy.sqrt(X**2), X), (X, X + X * (X - 1) * (X - 2)), (sympy.eye(2), sympy.ones(2, 2)), (1, 2)]
)
def test_what_differs_in_meaning_is_not_the_same(one: object, other: object) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("value", "precision", "unit"),
    [(21300.0, Significant(2), "1E+3"), (0.0213, Significant(2), "0.001"), (5.0, Places(2), "0.01")],
)
def test_the_unit_of_a_rounding(value: float, precision: Places | Significant, unit: str) -> None:
    assert unit_of(Measured(value, precision)) == Decimal(unit)


# ------------------------------------------------------------------ formulas


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\frac{1}{2}", "0.5"),
        (r"\frac{2}{4}", r"\frac12"),
        (r"2\lambda", r"\lambda \cdot 2"),
        ("2x + 2", "2 (x + 1)"),
        (r"\sqrt{4} \cdot x", "2x"),
        (r"x^{2} y", r"y \cdot x x"),
        ("-3", "−3"),
    ],
)
def test_formulas_of_one_value_are_alike(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("x", "y"), ("5", "4"), ("x^2", "2x"), ("odd", "even"), (r"\log x", r"\log x"), ("XW", "WX")]
)
def test_other_formulas_are_not(one: str, other: str) -> None:
    assert not alike(one, other)


def test_what_is_no_arithmetic_has_no_value() -> None:
    assert worth("1/0") is None
    assert worth("9^99999") is None
    assert worth("9^{9^{9}}") is None
    assert worth("") is None


def test_a_formula_breaks_before_its_signs() -> None:
    tall = r"\left( 1 + 2 \right)"
    pieces = breakable(" + ".join(["100", "{2 + 3}", tall] * 5))
    assert max(map(len, pieces)) <= len(tall) + 3
    assert all(piece.count("{") == piece.count("}") for piece in pieces)
    assert len(re.findall(r"left", "".join(pieces))) == 5


def test_what_a_statements_question_shows_is_what_it_declares() -> None:
    sample = drawn(question("gan/statements", ROOT / "bank"), Effort.of(1))
    variant = sample.variants[0]
    assert not list(statements_fit(sample, variant))
    grouped = next(id for id in variant.params.shown if "/" in id)
    params = replace(variant.params, shown=(grouped, *variant.params.shown))
    told = [found.message for found in statements_fit(sample, replace(variant, params=params))]
    assert "two statements of one group meet" in told
    none = replace(variant, answers=replace(variant.answers, correct=()))
    assert any("and 0 true" in found.message for found in statements_fit(sample, none))


# ------------------------------------------------------------------ steps and time


def counts(source: str, tmp_path: Path, most: int = 10**6) -> tuple[Any, int]:
    """What a function `f` of a file gives, and the steps that it takes. Raises Endless."""
    path = tmp_path / "counted.py"
    path.write_text(source, encoding="utf-8")
    module, meter = ModuleType("counted"), Meter()
    meter.execute(module, path)
    with meter.within(most):
        return module.f(), meter.taken


@pytest.mark.parametrize(
    ("body", "value", "steps"),
    [
        ("return 3", 3, 1),
        ("n = 0\n  while n < 5: n += 1\n  return n", 5, 1 + 6),
        ("return [n for n in range(5) if n]", [1, 2, 3, 4], 1 + 5),
        ("return sum(n * m for n in range(3) for m in (1, 2))", 9, 1 + 3 + 3 * 2),
        ("n = 0\n  for n in iter([7, 8]): pass\n  else: n += 1\n  return n", 9, 1 + 2),
        ("return max([3, 1, 2], key=lambda n: -n)", 1, 1 + 3),
        ("return next(n for n in itertools.count() if n * n > 50)", 8, 1 + 9),
        ("'Its docstring.'\n  return f.__doc__", "Its docstring.", 1),
    ],
)
def test_steps_are_counted_and_change_nothing(body: str, value: object, steps: int, tmp_path: Path) -> None:
    assert counts(f"import itertools\ndef f():\n  {body}", tmp_path) == (value, steps)


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "for n in itertools.count(): pass",
        "next(n for n in itertools.count() if n < 0)",
        "next(filter(lambda n: n < 0, itertools.count()))",
        "items = [1]\n  for n in items: items.append(n)",
        "while True:\n    try: f()\n    except Exception: pass",
    ],
)
def test_what_never_ends_ends_after_its_steps(body: str, tmp_path: Path) -> None:
    with pytest.raises(Endless):
        counts(f"import itertools\ndef f():\n  {body}", tmp_path, most=10_000)


def test_an_error_has_the_line_that_it_has_without_counting(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError) as error:
        counts("def f():\n  for n in range(3):\n    1 / n", tmp_path)
    assert error.traceback[-1].lineno == 2  # counted from 0


PLAIN = """---
title: A sum
kind: computed
marks: 2
minutes: 2
difficulty: 1
key: "$<< total >>$"
---
What is $<< a >> + << b >>$?

## Answer

The sum is $<< total >>$.

## Marking

- [2] << total >>
"""
PYTHON = """import itertools, pathlib, time
from dataclasses import dataclass

@dataclass(frozen=True)
class Params:
    a: int
    b: int

@dataclass(frozen=True)
class Answers:
    total: int
    other: int = 7
    third: int = 8

def draw(rng):
    return Params(rng.integer(1, 99), rng.integer(1, 99))

def solve(params):
    {solve}
    return Answers(params.a + params.b)

def check(params, answers):
    {check}
"""


def written(place: Path, solve: str = "pass", check: str = "assert answers.total == params.b + params.a") -> Task:
    (place / "topic").mkdir()
    (place / "topic" / "sum.md").write_text(PLAIN, encoding="utf-8")
    (place / "topic" / "sum.py").write_text(PYTHON.format(solve=solve, check=check), encoding="utf-8")
    return Task(place / "topic" / "sum.md", place)


def test_all_answers_that_no_check_looks_at_are_told_at_once(tmp_path: Path) -> None:
    report = proven(written(tmp_path), QUICK)
    survivors = [found.message for found in report.faults if found.rule == "mutation"]
    assert re.findall(r"does not look at (\w+)", "\n".join(survivors)) == ["other", "third"]


def test_a_loop_without_end_in_solve_is_a_fault(tmp_path: Path) -> None:
    (found,) = proven(written(tmp_path, solve="while params: pass"), QUICK).faults
    assert found.rule == "solve ends"
    assert "5 000 000 steps" in found.message
    assert "a loop that does not end" in found.remedy


@pytest.mark.parametrize("solve", ["0 in itertools.repeat(1)", "time.sleep(10**6)"])
def test_a_question_without_end_ends_at_the_limit(solve: str, tmp_path: Path) -> None:
    """In a library, where no steps are counted, and where it sleeps, which takes no time of the processor."""
    limits = Limits(seconds=1, per_draw=0, waiting=1 if "sleep" in solve else 1000)
    (report,) = check_all([written(tmp_path, solve=solve)], 40, 0, 1, limits)
    assert told(report) == {"timed out"}


def test_nobody_waits_for_a_check_that_was_interrupted(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    written(tmp_path, solve=f"pathlib.Path({str(begun)!r}).touch(); time.sleep(10**6)")
    with begin("check", "--bank", tmp_path, cwd=tmp_path) as process:
        while not begun.exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.communicate()  # without the signal, not before the time limit
    assert process.returncode == 130


def test_the_table_of_the_docs_has_every_rule() -> None:
    docs = (ROOT / "docs" / "prove-a-question.md").read_text(encoding="utf-8")
    rows = "".join(f"| {rule} | {each.wrong} | {each.remedy} |\n" for rule, each in RULES.items())
    assert rows in docs
