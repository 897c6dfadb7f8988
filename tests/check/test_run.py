"""Each question runs in processes of its own, with a time limit."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from exampaper.check import Limits, check_all
from tests.check.banks import codes
from tests.check.tasks import written
from tests.command import begin


@pytest.mark.parametrize("solve", ["0 in itertools.repeat(1)", "time.sleep(10**6)"])
def test_a_question_without_end_ends_at_the_limit(solve: str, tmp_path: Path) -> None:
    """In a library, where no steps are counted, and where it sleeps, which takes no time of the processor."""
    limits = Limits(seconds=1, per_draw=0, waiting=1 if "sleep" in solve else 1000)
    (report,) = check_all([written(tmp_path, solve=solve)], 40, 0, 1, limits)
    assert codes(report) == {"timed-out"}


def test_nobody_waits_for_a_check_that_was_interrupted(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    written(tmp_path, solve=f"pathlib.Path({str(begun)!r}).touch(); time.sleep(10**6)")
    with begin("check", "--bank", tmp_path, cwd=tmp_path) as process:
        while not begun.exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.communicate()  # without the signal, not before the time limit
    assert process.returncode == 130
