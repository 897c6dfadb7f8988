"""A small space is walked, and so are the corners of a large one."""

from __future__ import annotations

import shlex
from dataclasses import replace

import pytest

from exampaper.check.effort import Effort
from exampaper.check.report_table import as_text
from exampaper.check.select_questions import select_questions
from exampaper.check.values import described
from exampaper.faults import Faulty
from tests.check.banks import FAULTY, faulty, proven, question


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
    return described(question(id).pinned(given))


def test_a_small_space_is_walked() -> None:
    rare = faulty("draws/rare_division")
    assert (rare.space, rare.walked, rare.exhaustive) == (1000, 1000, True)
    assert "1 000 of 1 000" in as_text([rare])


def test_of_a_larger_space_a_part_is_walked_and_on_every_run_the_same() -> None:
    (task,) = select_questions([FAULTY], ["text/no_key"])
    first, again = (proven(task, replace(Effort.of(40), pages=1)) for _ in range(2))
    assert (first.space, first.walked, first.exhaustive) == (98 * 98, 200, False)
    assert "200 of 9 604" in as_text([first])
    assert replace(first, seconds_per_draw=0) == replace(again, seconds_per_draw=0)
