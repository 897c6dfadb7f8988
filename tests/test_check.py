"""The proof of the proof: each kind of fault is caught, by the right rule, and no sound question is accused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from exampaper.check import Report, check_all
from exampaper.check.findings import Effort
from exampaper.check.mutate import corruptions, same
from exampaper.check.table import as_text, tasks
from exampaper.questions.question import Question
from exampaper.questions.space import counted, estimated, shared_chance, walk
from tests.conftest import ROOT

FAULTY = ROOT / "tests" / "faulty_bank"
EXAMPAPER = Path(sys.executable).with_name("exampaper")

# question: the rules that must find it faulty; a rule in brackets warns
CAUGHT = {
    "draws/counter": {"deterministic"},
    "draws/crashes": {"crash"},
    "draws/hangs": {"time limit"},
    "draws/never_accepts": {"draw ends"},
    "draws/not_json": {"json"},
    "draws/raises": {"draw ends"},
    "draws/rare_division": {"solve ends"},
    "draws/set_order": {"deterministic", "(space)"},
    "draws/slow": {"(fast)"},
    "draws/two_only": {"(space)"},
    "independent/calls_solve": {"independent"},
    "independent/shares_helper": {"(independent)"},
    "keys/coincidence": {"second route"},
    "keys/harmonic_mean": {"second route"},
    "keys/percent": {"second route"},
    "keys/pin": {"second route"},
    "keys/power_rule": {"second route"},
    "keys/unstated_assumption": {"second route"},
    "loads/key": {"loads"},
    "loads/marks": {"loads"},
    "loads/no_check": {"loads"},
    "loads/no_reason": {"loads"},
    "mutations/accepts_all": {"mutation"},
    "mutations/even_sign": {"mutation"},
    "mutations/first_only": {"mutation"},
    "mutations/order": {"mutation"},
    "mutations/too_wide": {"mutation"},
    "options/repeated": {"options"},
    "options/rounded": {"options"},
    "page/leak": {"answer leaks"},
    "page/no_glyph": {"page"},
    "page/too_wide": {"page"},
    "parameters/hidden": {"derivable"},
    "parameters/idle": {"parameters matter"},
    "printed/bare_float": {"printed"},
    "printed/hidden_digits": {"printed"},
    "printed/long_float": {"printed"},
    "printed/minus_zero": {"printed"},
    "printed/one": {"printed"},
    "printed/scientific": {"printed"},
    "printed/tie": {"printed"},
    "printed/unreduced": {"printed"},
    "slips/earns_all": {"marks"},
    "slips/unknown_field": {"slips end"},
    "statements/experiment": {"second route"},
    "statements/impossible": {"loads"},
    "statements/twice": {"statements"},
    "text/figure": {"text"},
    "text/formula": {"text"},
    "text/graph": {"figures end"},
    "text/marks": {"marks"},
    "text/no_key": {"key"},
    "text/undefined": {"text"},
}


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {report.id: report for report in check_all(tasks([FAULTY], []), 40, 0, jobs=2, seconds=16)}


def test_every_fault_is_caught_by_its_rule_and_by_no_other(reports: dict[str, Report]) -> None:
    found = {
        id: {f"({fault.rule})" if fault.warning else fault.rule for fault in report.faults}
        for id, report in reports.items()
    }
    assert found == CAUGHT


def test_findings_have_a_place_and_the_command_that_shows_them(reports: dict[str, Report]) -> None:
    told = as_text(list(reports.values()))
    assert "keys/power_rule.py" in told
    assert "see it with: exampaper show keys/power_rule --seed" in told
    assert all(fault.where for report in reports.values() for fault in report.faults)


def test_a_small_space_is_walked(reports: dict[str, Report]) -> None:
    assert (reports["draws/rare_division"].space, reports["draws/two_only"].space) == (1000, 2)
    assert reports["draws/two_only"].exhaustive
    assert reports["text/no_key"].space == 98 * 98


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


def faulty(id: str) -> Question:
    from exampaper.questions.bank import load_question

    return load_question(FAULTY / f"{id}.md", FAULTY)


def test_a_walk_takes_every_path_once() -> None:
    found = list(walk(faulty("draws/set_order")))
    assert len(found) == len(set(found)) == 6


def test_a_large_space_is_estimated() -> None:
    assert counted(faulty("printed/tie"), seconds=0.0) is None
    drawn = [(n * n * 7919) % 1000 // 2 for n in range(200)]
    assert estimated(drawn).error is not None
    assert estimated(range(60)).error is None
    assert estimated([]).size == 0


def test_the_chance_to_share_is_that_of_birthdays() -> None:
    assert shared_chance(365, 23) == pytest.approx(0.5073, abs=1e-4)
    assert shared_chance(10, 11) == 1


def test_no_corruption_means_the_same() -> None:
    question = faulty("keys/harmonic_mean")
    for seed in range(20):
        answers = question.variant(seed).answers
        for name, _, wrong in corruptions(answers):
            assert not same(getattr(answers, name), getattr(wrong, name))


def test_more_draws_are_more_effort() -> None:
    assert Effort.of(10_000).mutated > Effort.of(40).mutated
