"""The proof of the proof: each kind of fault is caught, by the right rule, and no sound question is accused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exampaper.check.effort import Effort
from exampaper.check.registry import rules
from exampaper.check.select_questions import select_questions
from tests.check.banks import CAUGHT, FAULTY, SOUND, TOPICS, UNREAD, codes, faulty, proven, reported


@pytest.mark.parametrize("topic", TOPICS)
def test_every_fault_is_caught_by_its_rule_and_told(topic: str) -> None:
    """By no other rule; with where it is, how to see it and what to do."""
    wanted = {id: rules for id, rules in CAUGHT.items() if id.startswith(f"{topic}/")}
    reports = reported(FAULTY, topic)
    assert {id: codes(report) for id, report in reports.items()} == wanted
    for report in reports.values():
        for found in (*report.faults, *([report.timed_out] if report.timed_out else [])):
            assert found.rule in rules()
            assert found.where.startswith(f"{FAULTY}/{report.id}")
            assert found.see.startswith(("exampaper show", "exampaper check"))
            assert found.see.endswith(f" --bank {FAULTY}")
            assert found.remedy


@pytest.mark.parametrize("topic", sorted(path.name for path in SOUND.iterdir()))
def test_nothing_sound_is_accused(topic: str) -> None:
    reports = {
        task.id: proven(task, replace(Effort.of(40), pages=8))
        for task in select_questions([SOUND], [])
        if task.id.startswith(f"{topic}/")
    }
    assert reports
    accused = {id: [found for found in report.faults if found.rule != UNREAD] for id, report in reports.items()}
    assert {id: faults for id, faults in accused.items() if faults} == {}


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
