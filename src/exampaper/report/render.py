"""A report → one HTML page that needs nothing else, and the source of a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError
from markupsafe import Markup

from exampaper.counting import counted
from exampaper.engines.fonts import NONE, Fonts, listed
from exampaper.engines.lettering import legible
from exampaper.faults import fault
from exampaper.jinja import environment
from exampaper.packaged import packaged
from exampaper.report.histograms import number
from exampaper.report.model import Report
from exampaper.report.plots import bar, field_plot, spread_plot
from exampaper.scripts import clusters
from exampaper.writers import Written
from exampaper.writers import typst as writer


def html(report: Report) -> str:
    """One page that needs nothing else: styles and pictures stand in it, and no scripts."""
    return _rendered("report.html", report, {"autoescape": True}, Markup, _html_breaks)


def typst(report: Report, fonts: Fonts = NONE) -> str:
    """The source of the PDF. A character that no font has is shown by its code point."""
    options = {"finalize": partial(_written, fonts)}
    return _rendered("report.typ", report, options, _picture, partial(_typst_breaks, fonts), fonts)


def page(name: str, values: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]]) -> str:
    """Another page in the look of the report, from its template. Raises Faulty where that fails."""
    env = _environment(Path("templates").resolve(), {"autoescape": True})
    env.filters.update(breaks=_html_breaks, **filters)
    try:
        return env.get_template(name).render(values)
    except TemplateError as error:
        raise fault(f"template {name}: {error}", remedy="mend it in templates/report/") from None


def _rendered(
    name: str,
    report: Report,
    options: dict[str, Any],
    picture: Callable[[str], str],
    breaks: Callable[[str], str],
    fonts: Fonts = NONE,
) -> str:
    env = _environment(Path("templates").resolve(), options)
    env.filters.update(
        spread_plot=lambda spread, axis: picture(spread_plot(spread, axis)),
        field_plot=lambda field: picture(field_plot(field)),
        bar=lambda part, whole: picture(bar(part, whole)),
        breaks=breaks,
    )
    try:
        return env.get_template(name).render(report=report, fonts=Written(listed(fonts)))
    except TemplateError as error:
        raise fault(f"template {name}: {error}", remedy="mend it in templates/report/") from None


def _environment(own: Path, options: dict[str, Any]) -> Environment:
    """Templates of the working folder go before those of the package."""
    env = environment(own / "report", packaged("templates") / "report", **options)
    env.filters.update(
        number=number,
        percent=lambda share: f"{share:.1%}".replace("%", "\u00a0%").replace("-", "−"),
        counted=counted,
        string=lambda value: Written(writer.string(str(value))),
    )
    return env


# a word that fits no column breaks after each few letters
_PIECE = re.compile(r"[^\s_/]{1,16}(?![^\s_/])[_/]*|[^\s_/]{1,6}|[_/]+|\s+")


def _html_breaks(text: str) -> Markup:
    """A text whose long words may break after _ and /."""
    return Markup("<wbr>").join(_pieces(text))


def _typst_breaks(fonts: Fonts, text: str) -> Written:
    return Written("#sym.zws;".join(map(writer.text, _pieces(legible(text, fonts)))))


def _pieces(text: str) -> list[str]:
    """Where a text may break; spaces go with what is before them, and combining marks with their letter."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        if pieces and (piece.isspace() or len(clusters(pieces[-1][-1] + piece[0])) == 1):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _picture(svg: str) -> Written:
    """An SVG as a Typst image; its title is the text alternative."""
    alt = Markup(svg.partition("<title>")[2].partition("</title>")[0]).unescape()
    return Written(f'#image(bytes({writer.string_exact(svg)}), format: "svg", alt: {writer.string(alt)})')


def _written(fonts: Fonts, value: Any) -> str:
    return value if isinstance(value, Written) else writer.text(legible(str(value), fonts))
