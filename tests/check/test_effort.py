"""More draws are more of everything."""

from __future__ import annotations

from dataclasses import asdict

from exampaper.check.effort import Effort


def test_more_draws_are_more_of_everything() -> None:
    assert Effort.of(40) == Effort()
    few, usual, many = (asdict(Effort.of(draws)) for draws in (4, 40, 10_000))
    assert all(few[name] < usual[name] < many[name] for name in usual if name != "first_seed")
