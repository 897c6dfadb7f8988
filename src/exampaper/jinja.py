"""Jinja as it is used everywhere here: LaTeX is full of {{, {% and {#, so its marks are <<, <% and <#."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined


def environment(*folders: Path, kind: type[Environment] = Environment, **options: Any) -> Environment:
    """An environment in which an unknown name is an error; templates of earlier folders go before those of later."""
    return kind(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
