"""Durations as people write them, and what contradicts them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper.exams import duration
from exampaper.exams.exam import Exam
from exampaper.exams.loader import parse

WRITTEN = {
    "90 minutes": 90,
    "90-minute exam": 90,
    "Ninety minutes": 90,
    "forty-five minutes": 45,
    "1 h 30 min": 90,
    "1h30": 90,
    "1:30": 90,
    "1½ hours": 90,
    "1.5 hours": 90,
    "an hour and a half": 90,
    "one and a half hours": 90,
    "half an hour": 30,
    "three-quarters of an hour": 45,
    "2 hours": 120,
    "three hours": 180,
    "2 hours and 15 minutes": 135,
    "2 hours (plus 10 minutes reading time)": 120,
    "Time allowed: 2 hrs.": 120,
    "150 Minuten": 150,
    "2 Stunden 30 Minuten": 150,
    "2,5 Std.": 150,
    "1 heure 30 minutes": 90,
    "2 heures": 120,
}


@pytest.mark.parametrize(("text", "minutes"), WRITTEN.items())
def test_a_duration_is_understood(text: str, minutes: int) -> None:
    assert duration.minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "open book", "a week", "9:30 to 11:30", "take-home", "150 Mandeln", "1 hundred"])
def test_what_is_no_duration_is_none(text: str) -> None:
    assert duration.minutes(text) is None


@given(st.integers(0, 9), st.integers(1, 59), st.sampled_from(["{} h {} min", "{} hours {} minutes", "{} hr, {} mins"]))
def test_hours_and_minutes_add_up(hours: int, minutes: int, form: str) -> None:
    assert duration.minutes(form.format(hours, minutes)) == 60 * hours + minutes


def exam(**said: str | int) -> Exam:
    lines = [f"{key} = {value!r}".replace("'", '"') for key, value in {"id": "e", "title": "E", **said}.items()]
    return parse("\n".join([*lines, "[[sections]]", 'title = "S"', 'picks = ["t/q"]']), Path("e.toml"))


@pytest.mark.parametrize(
    ("said", "papers", "told"),
    [
        (
            {"duration": "90 minutes"},
            [150],
            ["the exam lasts 90 minutes, but its questions are expected to take 150 minutes"],
        ),
        (
            {"duration": "2 hours"},
            [20, 25],
            ["the exam lasts 120 minutes, but its questions are expected to take 20 to 25 minutes"],
        ),
        ({"minutes": 60}, [80], ["the exam lasts 60 minutes, but its questions are expected to take 80 minutes"]),
        ({"duration": "2 hours"}, [100, 130], []),
        ({"duration": "open book"}, [500], []),
        ({}, [500], []),
        ({"duration": "1 hour", "minutes": 50}, [55], ["the duration '1 hour' is 60 minutes, but minutes = 50"]),
        ({"duration": "1 hour", "minutes": 60}, [60], []),
    ],
)
def test_minutes_that_contradict_the_duration_are_told(
    said: dict[str, str | int], papers: list[float], told: list[str]
) -> None:
    found = list(duration.notes(exam(**said), papers))
    assert [note[: len(each)] for note, each in zip(found, told, strict=True)] == told
