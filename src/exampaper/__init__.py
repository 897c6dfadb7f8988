"""exampaper: exam papers whose every candidate has a version and whose every key is proven twice.

bank = Bank.load()
variant = bank["rnn/gradient_explosion"].variant(seed=17)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exampaper.model import Paper, Variant

if TYPE_CHECKING:
    from exampaper.questions.bank import Bank

__all__ = ["Bank", "Paper", "Variant"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # the command line starts without waiting for SymPy
    if name == "Bank":
        from exampaper.questions.bank import Bank

        return Bank
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _html(variant: Variant) -> str:
    from exampaper.papers.notebook import notebook_html

    return notebook_html(variant)


Variant.html_view = _html
