"""What the package of helpers promises about all of them."""

from __future__ import annotations

from exampaper import oracles


def test_every_helper_is_explained_and_typed() -> None:
    for name in oracles.__all__:
        helper = getattr(oracles, name)
        if callable(helper):
            assert helper.__doc__, name
            assert "Any" not in name
