"""A question that waits."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check.finding import Finding
from exampaper.check.python_file import calls_of
from exampaper.check.registry import lint
from exampaper.check.sample import Sample


@lint("waits", "a function sleeps, and so takes time that no work needs", remedy="drop the call", warning=True)
def waits_for_nothing(sample: Sample) -> Iterator[Finding]:
    """A question computes, and has nothing to wait for; a class of two hundred would wait two hundred times.

    Example: `time.sleep(0.1)`.
    """
    for called, line in calls_of(sample, {"time": ("sleep",)}):
        yield sample.finding(f"{called} waits", at=line)
