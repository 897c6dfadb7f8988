"""The proof of the proof: each kind of fault is caught, by the right rule, and no sound question is accused."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import Annotated

import pytest
import sympy

from exampaper.check import Report, check_all, watch
from exampaper.check.findings import Effort, drawn
from exampaper.check.mutate import corruptions, neighbours, same, unit_of
from exampaper.check.reading import alike, worth
from exampaper.check.rules.statements import statements_fit
from exampaper.check.run import Task
from exampaper.check.table import as_text, tasks
from exampaper.check.widths import breakable
from exampaper.check.worker import checked
from exampaper.draw import Rng
from exampaper.model import Places, Significant
from exampaper.nodes import Graph, GraphEdge
from exampaper.questions.bank import load_question
from exampaper.questions.question import Question
from exampaper.questions.space import MANY, Cornered, counted, estimated, paths, shared_chance, walk
from exampaper.questions.wording import Measured
from tests.conftest import ROOT

FAULTY = ROOT / "tests" / "faulty_bank"
SOUND = ROOT / "tests" / "sound_bank"
EXAMPAPER = Path(sys.executable).with_name("exampaper")

# question: the rules that must find it faulty; a rule in brackets warns
CAUGHT = {
    "draws/clock": {"deterministic"},
    "draws/counter": {"deterministic", "(space)"},
    "draws/crashes": {"crash"},
    "draws/exits": {"crash"},
    "draws/exits_in_check": {"second route"},
    "draws/folder": {"deterministic"},
    "draws/hangs": {"time limit"},
    "draws/imported_clock": {"deterministic"},
    "draws/list": {"json"},
    "draws/marking_order": {"deterministic"},
    "draws/never_accepts": {"draw ends"},
    "draws/not_json": {"json"},
    "draws/other_process": {"crash"},
    "draws/raises": {"draw ends"},
    "draws/rare_division": {"solve ends"},
    "draws/set_order": {"deterministic", "(space)"},
    "draws/skewed": {"(space)"},
    "draws/sleeps": {"(fast)"},
    "draws/slow": {"(fast)"},
    "draws/today": {"deterministic", "(space)"},
    "draws/two_only": {"(space)"},
    "independent/alias": {"independent"},
    "independent/calls_check": {"independent"},
    "independent/calls_solve": {"independent"},
    "independent/shares_helper": {"(independent)"},
    "independent/shares_method": {"(independent)"},
    "independent/written_twice": {"(independent)"},
    "keys/assumed": {"assumptions"},
    "keys/coincidence": {"second route", "(space)"},
    "keys/corner": {"second route"},
    "keys/harmonic_mean": {"second route"},
    "keys/percent": {"second route", "(space)"},
    "keys/pin": {"second route"},
    "keys/power_rule": {"second route", "(space)"},
    "keys/unstated_assumption": {"second route", "(space)"},
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
    "mutations/words": {"mutation"},
    "options/expression": {"options"},
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
    "printed/minus_zero": {"printed"},
    "printed/negative": {"printed"},
    "printed/one": {"printed"},
    "printed/other_key": {"printed"},
    "printed/other_marking": {"printed"},
    "printed/other_sign": {"printed"},
    "printed/places": {"(printed)"},
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


def reported(folder: Path) -> dict[str, Report]:
    """The reports of a bank. What may end or hang its process has one of its own; the others are checked in this."""
    found = tasks([folder], [])
    apart = [task for task in found if task.id.startswith("draws/")]
    reports = list(check_all(apart, 40, 0, jobs=2, seconds=16))
    reports += [checked(task.path, task.folder, Effort.of(40))[0] for task in found if task not in apart]
    return {report.id: report for report in reports}


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return reported(FAULTY)


def told(report: Report) -> set[str]:
    return {f"({found.rule})" if found.warning else found.rule for found in report.faults}


def test_every_fault_is_caught_by_its_rule_and_by_no_other(reports: dict[str, Report]) -> None:
    assert {id: told(report) for id, report in reports.items()} == CAUGHT


@pytest.fixture(scope="module")
def sound() -> dict[str, Report]:
    return reported(SOUND)


def test_nothing_sound_is_accused(sound: dict[str, Report]) -> None:
    assert len(sound) > 10
    assert {id: report.faults for id, report in sound.items() if report.faults} == {}


def test_loading_a_library_is_no_slow_proof(sound: dict[str, Report]) -> None:
    assert sound["walks/library"].exhaustive


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
    "draws/slow": "def draw",
    "walks/text": "What is",
}


@pytest.mark.parametrize("id", LINES)
def test_a_finding_has_its_line(id: str, reports: dict[str, Report]) -> None:
    file, _, line = reports[id].faults[0].where.partition(":")
    assert LINES[id] in Path(file).read_text(encoding="utf-8").split("\n")[int(line) - 1]


def test_a_finding_has_a_place_and_the_command_that_shows_it(reports: dict[str, Report]) -> None:
    shown = as_text(list(reports.values()))
    assert f"see it with: exampaper show keys/power_rule --seed 0 --bank {FAULTY}" in shown
    assert f"see it with: exampaper show keys/pin --pin odd --bank {FAULTY}" in shown
    assert all(found.where for report in reports.values() for found in report.faults)
    (walked,) = reports["walks/text"].faults
    assert "for a=50, b=150" in walked.message


def test_a_small_space_is_walked(reports: dict[str, Report]) -> None:
    rare = reports["draws/rare_division"]
    assert (rare.space, rare.walked, rare.exhaustive) == (1000, 1000, True)
    assert "1 000 of 1 000" in as_text([rare])
    partly = reports["text/no_key"]
    assert (partly.space, partly.walked, partly.exhaustive) == (98 * 98, 500, False)
    assert "500 of 9 604" in as_text([partly])


def test_the_share_of_rejected_corruptions_is_told(reports: dict[str, Report]) -> None:
    assert reports["mutations/accepts_all"].mutation_score == 0
    assert reports["page/wide_word"].mutation_score == 1
    assert reports["statements/twice"].mutation_score is None


def test_the_command(tmp_path: Path) -> None:
    command = [str(EXAMPAPER), "check", "keys/power_rule", "--bank", str(FAULTY), "--draws", "5"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "0 of 1 questions sound" in done.stdout
    done = subprocess.run([*command, "--json"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    (question,) = json.loads(done.stdout)["questions"]
    assert question.keys() >= {"id", "draws", "space", "exhaustive", "mutation_score", "seconds_per_draw", "faults"}
    assert question["faults"][0].keys() >= {"rule", "message", "seed", "where"}


def test_an_unknown_question_is_bad_usage(tmp_path: Path) -> None:
    command = [str(EXAMPAPER), "check", "keys/power_rul", "--bank", str(FAULTY)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
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


def faulty(id: str) -> Question:
    from exampaper.questions.bank import load_question

    return load_question(FAULTY / f"{id}.md", FAULTY)


def test_a_walk_takes_every_path_once() -> None:
    found = list(walk(faulty("draws/set_order")))
    assert len(found) == len(set(found)) == 6


def test_a_space_is_counted_with_its_chances() -> None:
    space = counted(faulty("draws/set_order"), most=10)
    assert space is not None
    assert space.size == 6
    assert space.alike == pytest.approx(1 / 6)
    assert counted(faulty("draws/set_order"), most=5) is None
    assert counted(faulty("printed/tie"), most=100) is None


def test_a_draw_that_may_never_end_is_not_counted() -> None:
    from exampaper.questions.bank import load_question

    assert counted(load_question(SOUND / "draws" / "distinct.md", SOUND), most=20_000) is None


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


def test_more_draws_are_more_effort() -> None:
    assert Effort.of(10_000).mutated > Effort.of(40).mutated


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
    question = load_question(ROOT / "bank" / "gan" / "statements.md", ROOT / "bank")
    sample = drawn(question, Effort.of(1))
    variant = sample.variants[0]
    assert not list(statements_fit(sample, variant))
    grouped = next(id for id in variant.params.shown if "/" in id)
    params = replace(variant.params, shown=(grouped, *variant.params.shown))
    told = [found.message for found in statements_fit(sample, replace(variant, params=params))]
    assert "two statements of one group meet" in told
    none = replace(variant, answers=replace(variant.answers, correct=()))
    assert any("and 0 true" in found.message for found in statements_fit(sample, none))


def test_nobody_waits_for_a_check_that_was_interrupted() -> None:
    command = [str(EXAMPAPER), "check", "draws/hangs", "--bank", str(FAULTY)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(4)  # it hangs by now, and would for two minutes
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode != 0
