"""Histograms and bars as SVG, for both forms of the report."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from exampaper.report.histograms import number
from exampaper.report.model import Field, Histogram, Spread


def compact(label: str) -> str:
    """A printed number short enough for a tick: 20k, 1.5M."""
    for zeros, suffix in ((",000,000", "M"), (",000", "k")):
        if label.endswith(zeros):
            return label.removesuffix(zeros) + suffix
    return label


INK, BAR, RULE = "#333", "#4f6d8f", "#c9c9c9"
FONT = "New Computer Modern, Latin Modern Roman, Georgia, serif"


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a plot and the room around its bars, in pixels of the picture."""

    width: int
    height: int
    font: int
    tick: int  # room that a tick's label needs


LARGE = Frame(560, 190, 11, 42)
SMALL = Frame(200, 84, 10, 44)


def plot(bars: Histogram, axis: str, alt: str, frame: Frame) -> str:
    """A histogram as SVG. axis: what its values are; alt: the plot in words."""
    left, top = 3 * frame.font, frame.font
    bottom = 2 * frame.font + (frame.font + 6 if axis else 0)
    width, height = frame.width - left - 12, frame.height - top - bottom
    base, peak, step = top + height, max(bars.counts), width / len(bars.counts)
    lines = [line(left, base, left + width, base, INK)]
    labels = [label(left - 6, top + 4, str(peak), "end"), label(left - 6, base + 4, "0", "end")]
    for place, text in thinned(bars.ticks, step, frame.tick):
        lines.append(line(left + place * step, base, left + place * step, base + 3, INK))
        labels.append(label(left + place * step, base + frame.font + 5, text, "middle"))
    if axis:
        labels.append(label(left + width / 2, frame.height - 5, axis, "middle"))
    grid = line(left, top, left + width, top, RULE)
    drawn = _bars(bars.counts, left, base, step, height, frame)
    return svg(frame.width, frame.height, frame.font, alt, [grid, *drawn, *lines, *labels])


def _bars(counts: Sequence[int], left: float, base: float, step: float, height: float, frame: Frame) -> list[str]:
    """A bar for each bin that is not empty. step: from one bin to the next; height: of the tallest bar."""
    width, peak = min(step - min(3, step / 5), frame.tick * 1.5), max(counts)
    bars = []
    for at, count in enumerate(counts):
        if count:
            x = left + (at + 0.5) * step - width / 2
            bars.append(rect(x, base - height * count / peak, width, height * count / peak))
    return bars


def thinned(ticks: Sequence[tuple[float, str]], step: float, room: float) -> list[tuple[float, str]]:
    """As many ticks as there is room for, at even distances."""
    every = max(1, math.ceil(room / step)) if len(ticks) > 1 else 1
    return [(place, compact(text)) for place, text in ticks[::every]]


def bar(part: int, whole: int) -> str:
    """A share as one bar, in SVG."""
    bars = [rect(0, 3, 200, 8, "#e9ecf0"), rect(0, 3, 200 * part / whole, 8)]
    return svg(200, 14, 10, f"{part} of {whole} papers", bars)


def svg(width: int, height: int, font: int, alt: str, children: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="{FONT}" font-size="{font}"><title>{escape(alt)}</title>{"".join(children)}</svg>'
    )


def rect(x: float, y: float, width: float, height: float, fill: str = BAR) -> str:
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}"/>'


def line(x: float, y: float, to_x: float, to_y: float, stroke: str) -> str:
    return f'<line x1="{x:.2f}" y1="{y:.2f}" x2="{to_x:.2f}" y2="{to_y:.2f}" stroke="{stroke}" stroke-width="0.7"/>'


def label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" fill="{INK}">{escape(text)}</text>'


def spread_plot(spread: Spread, axis: str) -> str:
    """The plot of a quantity over the papers."""
    papers = sum(spread.histogram.counts)
    alt = f"Histogram of {axis}: {papers} papers from {number(spread.least)} to {number(spread.most)}"
    return plot(spread.histogram, f"{axis} of a paper (bars: papers)", alt, LARGE)


def field_plot(field: Field) -> str:
    """The small plot of an answer that is a number."""
    assert field.histogram
    assert field.spread
    least, _, most = map(number, field.spread)
    scale = ", logarithmic scale" if field.histogram.logarithmic else ""
    return plot(field.histogram, "", f"Histogram of {field.name}: from {least} to {most}{scale}", SMALL)
