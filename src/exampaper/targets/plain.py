"""Plain text with Unicode maths, for the terminal, CSV and JSON."""

from __future__ import annotations

from exampaper.targets import Target, Tools


def _tools() -> Tools:
    from exampaper.writers import plain, plain_line

    return Tools(writer=plain.WRITER, string=plain_line)


TARGET = Target("plain", "txt", _tools, documents=False)
