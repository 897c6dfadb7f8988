"""A server of the packaged bank, for all tests of a module; without the extra, none of them runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.serve.served import Served, served


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        for item in items:
            if "tests/serve" in str(item.path):
                item.add_marker(pytest.mark.skip(reason="the extra exampaper[serve] is not installed"))


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(ROOT / "bank") as here:
        yield here
