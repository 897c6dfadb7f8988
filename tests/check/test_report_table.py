"""The reports for a person."""

from __future__ import annotations

from exampaper.check.report_table import as_text
from tests.check.banks import FAULTY, faulty


def test_a_finding_has_the_command_that_shows_it() -> None:
    shown = as_text([faulty("keys/power_rule"), faulty("keys/pin")])
    assert f"see it with: exampaper show keys/power_rule --seed 0 --bank {FAULTY}" in shown
    assert f"see it with: exampaper show keys/pin --pin odd --bank {FAULTY}" in shown
    assert "what to do: find out which side is wrong" in shown


def test_a_time_limit_is_a_verdict_of_its_own() -> None:
    late = faulty("draws/late")
    assert (late.sound, late.faulty, late.faults) == (False, False, ())
    shown = as_text([late])
    assert "0 of 1 questions sound, 1 timed out" in shown
    assert "timed out: draws/late: still running after 312 s of processor time; done by then: draws: 2 of 40" in shown
    assert f"see it with: exampaper show draws/late --seed 2 --bank {FAULTY}" in shown
