"""Steps are counted, and change nothing."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from exampaper.check.steps import Endless, Meter
from tests.check.banks import QUICK, proven
from tests.check.tasks import written


def counts(source: str, tmp_path: Path, most: int = 10**6) -> tuple[Any, int]:
    """What a function `f` of a file gives, and the steps that it takes. Raises Endless."""
    path = tmp_path / "counted.py"
    path.write_text(source, encoding="utf-8")
    module, meter = ModuleType("counted"), Meter()
    meter.execute(module, path)
    with meter.within(most):
        return module.f(), meter.taken


@pytest.mark.parametrize(
    ("body", "value", "steps"),
    [
        ("return 3", 3, 1),
        ("n = 0\n  while n < 5: n += 1\n  return n", 5, 1 + 6),
        ("return [n for n in range(5) if n]", [1, 2, 3, 4], 1 + 5),
        ("return sum(n * m for n in range(3) for m in (1, 2))", 9, 1 + 3 + 3 * 2),
        ("n = 0\n  for n in iter([7, 8]): pass\n  else: n += 1\n  return n", 9, 1 + 2),
        ("return max([3, 1, 2], key=lambda n: -n)", 1, 1 + 3),
        ("return next(n for n in itertools.count() if n * n > 50)", 8, 1 + 9),
        ("'Its docstring.'\n  return f.__doc__", "Its docstring.", 1),
    ],
)
def test_steps_are_counted_and_change_nothing(body: str, value: object, steps: int, tmp_path: Path) -> None:
    assert counts(f"import itertools\ndef f():\n  {body}", tmp_path) == (value, steps)


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "for n in itertools.count(): pass",
        "next(n for n in itertools.count() if n < 0)",
        "next(filter(lambda n: n < 0, itertools.count()))",
        "items = [1]\n  for n in items: items.append(n)",
        "while True:\n    try: f()\n    except Exception: pass",
    ],
)
def test_what_never_ends_ends_after_its_steps(body: str, tmp_path: Path) -> None:
    with pytest.raises(Endless):
        counts(f"import itertools\ndef f():\n  {body}", tmp_path, most=10_000)


def test_an_error_has_the_line_that_it_has_without_counting(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError) as error:
        counts("def f():\n  for n in range(3):\n    1 / n", tmp_path)
    assert error.traceback[-1].lineno == 2  # counted from 0


def test_a_loop_without_end_in_solve_is_a_fault(tmp_path: Path) -> None:
    (found,) = proven(written(tmp_path, solve="while params: pass"), QUICK).faults
    assert found.rule == "solve-ends"
    assert "5 000 000 steps" in found.message
    assert "a loop that does not end" in found.remedy
