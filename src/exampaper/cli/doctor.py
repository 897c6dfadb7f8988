"""exampaper doctor: what works on this machine."""

from __future__ import annotations

import typer


def doctor() -> None:
    """Tell what works on this machine, and what to do about what does not."""
    from exampaper.doctor import findings

    broken = False
    for finding in findings():
        state = "ok" if finding.fine else "missing" if finding.optional else "BROKEN"
        print(f"{state:7} {finding.text}")
        broken = broken or state == "BROKEN"
    if broken:
        raise typer.Exit(1)
