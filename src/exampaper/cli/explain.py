"""exampaper explain: what a rule of check is about."""

from __future__ import annotations

from typing import Annotated

import typer


def explain(code: Annotated[str | None, typer.Argument(help="A rule; all without one.")] = None) -> None:
    """Explain a rule of check: what is wrong, why it matters and what to do."""
    from exampaper.check import catalogue

    print(catalogue.explain(code) if code else catalogue.explain_all())
