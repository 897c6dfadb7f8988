"""What is silenced is there."""

from __future__ import annotations

from exampaper.check.registry import lint


@lint("unused-allow", "`allow` silences a lint that finds nothing", remedy="drop the entry", warning=True)
def unused_allow() -> None:
    """An entry that silences nothing today would hide a mistake tomorrow.

    Example: `allow: {minus-zero: "meant"}`, left after `draw` was mended. A lint that speaks up on rare draws only may
    need more `--draws`.
    """
