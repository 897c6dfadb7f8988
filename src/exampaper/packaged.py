"""The folders that ship with the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def packaged(name: str) -> Path:
    """The folder of this name that ships with the package: `bank`, `exams` or `templates`.

    An editable install has no copies of them; it reads those of the checkout.
    """
    installed = Path(str(files("exampaper"))) / "data" / name
    checkout = Path(__file__).parents[2] / name
    return installed if installed.exists() else checkout
