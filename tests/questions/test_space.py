"""The space of a question: walked, counted, or estimated."""

from __future__ import annotations

import pytest

from exampaper.draw import SeededRng
from exampaper.questions.space import MANY, Cornered, counted, estimated, paths, shared_chance, walk
from tests.check.banks import SOUND, question


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
    rng = SeededRng(1)
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
