"""HTML for a browser, formulas as MathML."""

from __future__ import annotations

from exampaper.targets import Target, Tools


def _tools() -> Tools:
    from exampaper.writers import html

    return Tools(writer=html.WRITER, string=html.text)


TARGET = Target("html", "html", _tools, documents=False)
