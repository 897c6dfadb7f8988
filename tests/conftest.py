"""What several tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from exampaper.questions.bank import Bank

# One run of CI tells of the change at hand: the same examples each time. Elsewhere they are fresh.
# None hangs on how busy the machine is.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("own", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "own")

ROOT = Path(__file__).parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """LaTeX tests run wherever pdflatex is; where it is required, its absence is a failure and no skip."""
    missing = shutil.which("pdflatex") is None
    if missing and not os.environ.get("EXAMPAPER_REQUIRE_LATEX"):
        for item in items:
            if item.get_closest_marker("latex"):
                item.add_marker(pytest.mark.skip(reason="no pdflatex on the PATH"))


@pytest.fixture(scope="session")
def bank() -> Bank:
    return Bank.load(ROOT / "bank")


@pytest.fixture
def one(tmp_path: Path) -> Callable[..., Bank]:
    """A bank of one question, topic/name, of the given Markdown and Python."""

    def load(markdown: str, python: str = "") -> Bank:
        (tmp_path / "topic").mkdir(exist_ok=True)
        (tmp_path / "topic" / "name.md").write_text(markdown, encoding="utf-8")
        if python:
            (tmp_path / "topic" / "name.py").write_text(python, encoding="utf-8")
        return Bank.load(tmp_path)

    return load


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write the snapshots anew")


@pytest.fixture
def update_snapshots(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-snapshots"))
