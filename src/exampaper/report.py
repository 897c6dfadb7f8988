"""A manifest → a report for the instructor: how fair the build was, as one HTML page and as a PDF.

What is shown is computed first, as plain numbers and rows (`report`); the templates only set it.
Equal manifests give equal bytes.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from exampaper import maths
from exampaper.bank import packaged
from exampaper.engines.typst import pdf
from exampaper.faults import fault
from exampaper.writers import UnknownCharacter, Written, plain_line
from exampaper.writers import typst as writer
from exampaper.writers.plain import line

MOST_FIELDS = 3  # answers shown of a question: the most telling
MOST_COUNTS = 5  # texts of an answer told apart; the others are summed
LARGEST = 1e300  # of the numbers that are drawn
SHORT = 40  # characters of a text that is counted
BINS = 12
LISTED = 60  # papers up to which the PDF has the table of who got what

Json = Mapping[str, Any]
Value = float | str


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many values lie in each bin. ticks: (place on the axis in bins, what stands there)."""

    counts: tuple[int, ...]
    ticks: tuple[tuple[float, str], ...]
    logarithmic: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """A quantity over the papers."""

    mean: float
    least: float
    most: float
    histogram: Histogram

    @property
    def below(self) -> float:
        """How far the least is below the mean, as a share of it."""
        return 1 - self.least / self.mean if self.mean else 0.0

    @property
    def above(self) -> float:
        return self.most / self.mean - 1 if self.mean else 0.0


@dataclass(frozen=True, slots=True)
class Use:
    """How many papers have a question."""

    id: str
    papers: int


@dataclass(frozen=True, slots=True)
class Pool:
    """The questions that papers were given a choice of."""

    name: str
    uses: tuple[Use, ...]

    @property
    def gap(self) -> int:
        """Papers with the most used question, less those with the least used."""
        return max(use.papers for use in self.uses) - min(use.papers for use in self.uses)


@dataclass(frozen=True, slots=True)
class Distinctness:
    """How many variants of a question there are on the papers that have it.

    redrawn: papers whose variant was drawn again; largest: papers of the largest group with one variant;
    neighbours: pairs of papers next to each other in the list that share one; fixed: nothing is drawn in it.
    """

    id: str
    papers: int
    variants: int
    redrawn: int
    largest: int
    neighbours: int
    fixed: bool


@dataclass(frozen=True, slots=True)
class Field:
    """The values of one answer. most: papers with the commonest value; counts: of texts, the commonest first."""

    name: str
    papers: int
    values: int
    most: int
    spread: tuple[float, float, float] | None  # least, median, most
    histogram: Histogram | None
    counts: tuple[tuple[str, int], ...]
    others: int


@dataclass(frozen=True, slots=True)
class Answers:
    """The most telling answers of a question. same: it has answers to count, equal on every paper."""

    id: str
    papers: int
    fields: tuple[Field, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What a paper has: the short ids of its questions in their order."""

    name: str
    candidate: str
    code: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told of a build. twins: papers that equal another in every question."""

    exam: str
    title: str
    program: str
    told: tuple[str, ...]
    papers: int
    printed: int
    variants: int
    twins: int
    ids: tuple[str, ...]
    everywhere: tuple[str, ...]
    pools: tuple[Pool, ...]
    distinctness: tuple[Distinctness, ...]
    minutes: Spread | None
    difficulty: Spread | None
    answers: tuple[Answers, ...]
    rows: tuple[Row, ...]

    @property
    def named(self) -> bool:
        """Whether papers are for candidates of a roster."""
        return any(row.candidate for row in self.rows)

    @property
    def numbers(self) -> range:
        return range(1, max((len(row.questions) for row in self.rows), default=0) + 1)


# ------------------------------------------------------------------ from the manifest


def report(manifest: Json) -> Report:
    """What there is to tell of the build that wrote this manifest."""
    papers: Sequence[Json] = manifest["papers"]
    taken = _taken(papers)
    distinctness = tuple(_distinctness(id, papers) for id in taken)
    everywhere = tuple(id for id, having in taken.items() if len(having) == len(papers))
    return Report(
        **{key: plain_line(str(manifest[source])) for key, source in _HEAD.items()},
        told=tuple(map(plain_line, manifest.get("told", ()))),
        papers=len(papers),
        printed=sum(each.papers for each in distinctness),
        variants=sum(each.variants for each in distinctness),
        twins=_twins(papers),
        ids=tuple(taken),
        everywhere=everywhere,
        pools=_pools(manifest, [Use(id, len(having)) for id, having in taken.items() if id not in everywhere]),
        distinctness=distinctness,
        minutes=_spread([each["minutes"] for each in papers]),
        difficulty=_spread([each["difficulty"] for each in papers]),
        answers=tuple(_answers(id, having) for id, having in taken.items()),
        rows=_rows(papers, _short_ids(taken)),
    )


_HEAD = {"exam": "exam", "title": "title", "program": "exampaper"}


def _taken(papers: Sequence[Json]) -> dict[str, list[Json]]:
    """The questions of all papers by their id, in the order of ids."""
    taken: dict[str, list[Json]] = {}
    for paper in papers:
        for question in paper["questions"]:
            taken.setdefault(question["id"], []).append(question)
    return dict(sorted(taken.items()))


def _variant(question: Json) -> str:
    """By this, two variants of a question are the same."""
    return json.dumps(question["params"], sort_keys=True)


def _twins(papers: Sequence[Json]) -> int:
    alike = Counter(tuple(sorted((q["id"], _variant(q)) for q in paper["questions"])) for paper in papers)
    return sum(count for count in alike.values() if count > 1)


def _pools(manifest: Json, uses: Sequence[Use]) -> tuple[Pool, ...]:
    """Questions by the pick they come from; by a manifest that does not say, all in one."""
    names = _pool_names(manifest)
    pools: dict[str, list[Use]] = {}
    for use in uses:
        found = names.get(use.id) or names.get(use.id.partition("/")[0], "Questions that some papers have")
        pools.setdefault(found, []).append(use)
    return tuple(Pool(name, tuple(members)) for name, members in pools.items())


def _pool_names(manifest: Json) -> dict[str, str]:
    """What the pool of a question is called, by the question's id or its topic."""
    names: dict[str, str] = {}
    for exam in manifest.get("specifications", {}).values():
        for pick in (pick for section in exam["sections"] for pick in section["picks"]):
            if ids := pick.get("one_of"):
                names |= dict.fromkeys(ids, f"One of {', '.join(ids[:4])}{', …' * (len(ids) > 4)}")
            elif topic := pick.get("topic"):
                names.setdefault(topic, f"{pick.get('count', 1)} of the topic {topic}")
    return names


def _distinctness(id: str, papers: Sequence[Json]) -> Distinctness:
    at = [next((q for q in paper["questions"] if q["id"] == id), None) for paper in papers]
    variants = [_variant(q) if q else None for q in at]
    groups = Counter(variant for variant in variants if variant is not None)
    having = [q for q in at if q]
    return Distinctness(
        id=id,
        papers=len(having),
        variants=len(groups),
        redrawn=sum(q["redrawn"] > 0 for q in having),
        largest=max(groups.values()),
        neighbours=sum(one is not None and one == next_ for one, next_ in pairwise(variants)),
        fixed=all(q["pin"] is not None or q["seed"] is None for q in having),
    )


def _spread(values: Sequence[float]) -> Spread | None:
    return Spread(fmean(values), min(values), max(values), histogram(values)) if values else None


def _short_ids(ids: Mapping[str, Any]) -> dict[str, str]:
    """Ids without their topic, where no other topic has such a question."""
    last = {id: id.rpartition("/")[2] for id in ids}
    times = Counter(last.values())
    return {id: short if times[short] == 1 else id for id, short in last.items()}


def _rows(papers: Sequence[Json], short: Mapping[str, str]) -> tuple[Row, ...]:
    return tuple(
        Row(
            name=plain_line(str(paper.get("label", paper.get("candidate")))),
            candidate=plain_line(paper.get("name", "")),
            code=paper["code"],
            questions=tuple(short[q["id"]] for q in sorted(paper["questions"], key=lambda q: q["number"])),
        )
        for paper in papers
    )


# ------------------------------------------------------------------ answers


def _answers(id: str, having: Sequence[Json]) -> Answers:
    """The answers that tell most: those that the key says first, then those that differ most."""
    names = dict.fromkeys(name for question in having for name in question["answers"])
    values = {name: [_value(question["answers"].get(name)) for question in having] for name in names}
    counted = {name: found for name in names if (found := _countable(values[name]))}
    differing = [name for name in counted if len(set(counted[name])) > 1]

    def rank(name: str) -> tuple[bool, bool, float, str]:
        found = counted[name]
        seen = _drawable(found) and 2 * len(found) > len(having)
        return not _in_key(values[name], having), not seen, -_entropy(found) * len(found), name

    fields = tuple(_field(name, counted[name]) for name in sorted(differing, key=rank)[:MOST_FIELDS])
    return Answers(id, len(having), fields, same=bool(counted) and not differing)


_NUMERIC = re.compile(r"[-+]?\d{1,40}(\.\d{1,40}|/\d{1,40})?")


def _value(value: Any) -> Value | None:
    """An answer as a number or a text; None for one that is empty, or neither."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _finite(value)
        case str() if _NUMERIC.fullmatch(value):
            return _finite(value)
        case str():
            return plain_line(_readable(value)) or None
        case [*items] if items and not any(isinstance(item, list | dict) for item in items):
            return ", ".join(_item(item) for item in items)
    return None


def _item(value: Any) -> str:
    """What stands in a list: a fraction stays one."""
    if isinstance(value, str):
        return plain_line(value.replace("-", "−") if _NUMERIC.fullmatch(value) else _readable(value))
    found = _value(value)
    return number(found) if isinstance(found, float) else found or "–"


def _finite(value: float | str) -> Value:
    try:
        found = float(Fraction(value))
    except (OverflowError, ValueError, ZeroDivisionError):
        return plain_line(str(value))
    # what floating point makes of one and the same number is one value; beyond the bound no bins can be reckoned
    return float(f"{found:.15g}") if abs(found) < LARGEST else plain_line(str(value))


def _readable(text: str) -> str:
    """Markdown or TeX as one line of plain text; what is neither stays."""
    try:
        return line(text) if "$" in text else maths.plain(text) if "\\" in text else text
    except ValueError:
        return text


def _countable(values: Sequence[Value | None]) -> list[Value]:
    """Values that a histogram or a count can show: all numbers, or short texts."""
    there = [value for value in values if value is not None]
    if all(isinstance(value, float) for value in there):
        return there
    texts = [number(value) if isinstance(value, float) else value for value in there]
    return [*texts] if all(len(text) <= SHORT for text in texts) else []


def _in_key(values: Sequence[Value | None], having: Sequence[Json]) -> bool:
    """Whether the short answer of most papers says this value."""
    said = [
        re.search(rf"(?<![\w.,]){re.escape(_printed(value, question))}(?![\w.]*\w)", question.get("key", ""), re.I)
        for value, question in zip(values, having, strict=True)
        if value is not None
    ]
    return sum(map(bool, said)) * 2 > len(having)


def _printed(value: Value, question: Json) -> str:
    return number(value) if isinstance(value, float) else value


def _drawable(values: Sequence[Value]) -> bool:
    """Whether a picture of these says more than that they differ."""
    return isinstance(values[0], float) or len(set(values)) <= BINS


def _entropy(values: Sequence[Value]) -> float:
    """Shannon's, in bits; rounded, so that fields which differ alike stay in the order of their names."""
    shares = [count / len(values) for count in Counter(values).values()]
    return round(-sum(share * math.log2(share) for share in shares), 6)


def _field(name: str, values: Sequence[Value]) -> Field:
    groups = Counter(values)
    numbers = [value for value in values if isinstance(value, float)]
    texts = sorted(((str(value), n) for value, n in groups.items()), key=lambda each: (-each[1], each[0]))
    return Field(
        name=plain_line(name),
        papers=len(values),
        values=len(groups),
        most=max(groups.values()),
        spread=(min(numbers), median(numbers), max(numbers)) if numbers else None,
        histogram=histogram(numbers) if numbers else None,
        counts=() if numbers else tuple(texts[:MOST_COUNTS]),
        others=0 if numbers else sum(n for _, n in texts[MOST_COUNTS:]),
    )


# ------------------------------------------------------------------ histograms


def histogram(values: Sequence[float]) -> Histogram:
    """A bar for each whole number of a short range, bins of round widths otherwise.

    Positive values over more than two powers of ten get bins in the steps 1, 2, 5, 10, …
    """
    low, high = min(values), max(values)
    if math.isclose(low, high):
        return Histogram((len(values),), ((0.5, number(low)),))
    if all(value == int(value) for value in values) and high - low < BINS:
        return _whole(values, int(low), int(high))
    if low > 0 and high / low > 100:
        return _binned(values, _decades(low, high), logarithmic=True)
    return _binned(values, _edges(low, high))


def _whole(values: Sequence[float], low: int, high: int) -> Histogram:
    counts = Counter(map(int, values))
    ticks = tuple((place - low + 0.5, number(place)) for place in range(low, high + 1))
    return Histogram(tuple(counts[place] for place in range(low, high + 1)), ticks)


def _binned(values: Sequence[float], edges: Sequence[float], logarithmic: bool = False) -> Histogram:
    last = len(edges) - 2
    counts = Counter(min(max(bisect_right(edges, value) - 1, 0), last) for value in values)
    bars = tuple(counts[at] for at in range(last + 1))
    return Histogram(bars, tuple((place, number(edge)) for place, edge in enumerate(edges)), logarithmic)


def _edges(low: float, high: float) -> list[float]:
    """Multiples of the smallest round width of which BINS reach from low to high."""
    rough = (high - low) / BINS
    power = 10.0 ** math.floor(math.log10(rough))
    width = next(factor * power for factor in (1, 2, 2.5, 5, 10, 20) if factor * power >= rough)
    first, last = math.floor(low / width), math.ceil(high / width)
    return [float(f"{place * width:.12g}") for place in range(first, max(last, first + 1) + 1)]


def _decades(low: float, high: float) -> list[float]:
    """1, 2, 5, 10, … around low and high; powers of ten alone where these would be too many bins."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high) + 1e-9)
    steps = (1, 2, 5) if last - first <= 4 else (1,)
    edges = [float(f"{step}e{power}") for power in range(first, last) for step in steps] + [10.0**last]
    inner = [edge for edge in edges if low < edge < high]
    return [max(e for e in edges if e <= low), *inner, min(e for e in edges if e >= high)]


def number(value: float, digits: int = 4) -> str:
    """As it is printed: so many digits that matter, thousands apart, a minus sign."""
    whole = value == int(value) if math.isfinite(value) else False
    if abs(value) >= 1e9 or (value and abs(value) < 1e-4):
        text = f"{value:.3g}"
    else:
        text = f"{int(value):,}" if whole else f"{value:,.0f}" if abs(value) >= 1e3 else f"{value:.{digits}g}"
    return text.replace("-", "−")


def compact(label: str) -> str:
    """A printed number short enough for a tick: 20k, 1.5M."""
    for zeros, sign in ((",000,000", "M"), (",000", "k")):
        if label.endswith(zeros):
            return label.removesuffix(zeros) + sign
    return label


# ------------------------------------------------------------------ pictures

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
    left, top, bottom = 3 * frame.font, frame.font, 2 * frame.font + (frame.font + 6 if axis else 0)
    wide, high, peak = frame.width - left - 12, frame.height - top - bottom, max(bars.counts)
    step, base = wide / len(bars.counts), top + high
    thick = min(step - min(3, step / 5), frame.tick * 1.5)
    drawn = [
        _rect(left + (at + 0.5) * step - thick / 2, base - high * n / peak, thick, high * n / peak)
        for at, n in enumerate(bars.counts)
        if n
    ]
    lines = [_line(left, top, left + wide, top, RULE), _line(left, base, left + wide, base, INK)]
    labels = [_label(left - 6, top + 4, str(peak), "end"), _label(left - 6, base + 4, "0", "end")]
    for place, text in _thinned(bars.ticks, step, frame.tick):
        lines.append(_line(left + place * step, base, left + place * step, base + 3, INK))
        labels.append(_label(left + place * step, base + frame.font + 5, text, "middle"))
    if axis:
        labels.append(_label(left + wide / 2, frame.height - 5, axis, "middle"))
    return _svg(frame.width, frame.height, frame.font, alt, [*lines[:1], *drawn, *lines[1:], *labels])


def _thinned(ticks: Sequence[tuple[float, str]], step: float, room: float) -> list[tuple[float, str]]:
    """As many ticks as there is room for, at even distances."""
    every = max(1, math.ceil(room / step)) if len(ticks) > 1 else 1
    return [(place, compact(text)) for place, text in ticks[::every]]


def bar(part: int, whole: int) -> str:
    """A share as one bar, in SVG."""
    drawn = [_rect(0, 3, 200, 8, "#e9ecf0"), _rect(0, 3, 200 * part / whole, 8)]
    return _svg(200, 14, 10, f"{part} of {whole} papers", drawn)


def _svg(width: int, height: int, font: int, alt: str, children: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="{FONT}" font-size="{font}"><title>{escape(alt)}</title>{"".join(children)}</svg>'
    )


def _rect(x: float, y: float, width: float, height: float, fill: str = BAR) -> str:
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}"/>'


def _line(x: float, y: float, to_x: float, to_y: float, stroke: str) -> str:
    return f'<line x1="{x:.2f}" y1="{y:.2f}" x2="{to_x:.2f}" y2="{to_y:.2f}" stroke="{stroke}" stroke-width="0.7"/>'


def _label(x: float, y: float, text: str, anchor: str) -> str:
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


# ------------------------------------------------------------------ pages


def html(report: Report) -> str:
    """One page that needs nothing else: styles and pictures stand in it, and no scripts."""
    return _rendered("report.html", report, {"autoescape": True}, Markup, _html_breaks)


def typst(report: Report) -> str:
    """The source of the PDF. A sign that no font has is printed as ?, as it is on the papers."""
    return _rendered("report.typ", report, {"finalize": _written}, _picture, _typst_breaks)


def _rendered(
    name: str,
    report: Report,
    options: dict[str, Any],
    picture: Callable[[str], str],
    breaks: Callable[[str], str],
) -> str:
    env = _environment(Path("templates").resolve(), options)
    env.filters.update(
        spread_plot=lambda spread, axis: picture(spread_plot(spread, axis)),
        field_plot=lambda field: picture(field_plot(field)),
        bar=lambda part, whole: picture(bar(part, whole)),
        breaks=breaks,
    )
    try:
        return env.get_template(name).render(report=report, listed=LISTED)
    except TemplateError as error:
        raise fault(f"template {name}: {error}", remedy="mend it in templates/report/") from None


def _environment(own: Path, options: dict[str, Any]) -> Environment:
    """Templates of the working folder go before those of the package."""
    folders = [FileSystemLoader(own / "report"), FileSystemLoader(packaged("templates") / "report")]
    env = Environment(
        loader=ChoiceLoader(folders),
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
    env.filters.update(
        number=number,
        percent=lambda share: f"{share:.1%}".replace("%", "\u00a0%").replace("-", "−"),
        counted=_counted,
        string=lambda value: Written(writer.string(str(value))),
    )
    return env


def _counted(count: int, noun: str) -> str:
    """1 paper, 2 papers."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


# a word that fits no column breaks after each few letters
_PIECE = re.compile(r"[^\s_/]{1,16}(?![^\s_/])[_/]*|[^\s_/]{1,6}|[_/]+|\s+")


def _html_breaks(text: str) -> Markup:
    """A text whose long words may break after _ and /."""
    return Markup("<wbr>").join(_pieces(text))


def _typst_breaks(text: str) -> Written:
    return Written("#sym.zws;".join(_written(piece) for piece in _pieces(text)))


def _pieces(text: str) -> list[str]:
    """Where a text may break; spaces go with what is before them."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        if pieces and piece.isspace():
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _picture(svg: str) -> Written:
    """An SVG as a Typst image; its title is the text alternative."""
    alt = Markup(svg.partition("<title>")[2].partition("</title>")[0]).unescape()
    return Written(f'#image(bytes({writer.string_exact(svg)}), format: "svg", alt: {writer.string(alt)})')


def _written(value: Any) -> str:
    return value if isinstance(value, Written) else writer.text(_settable(str(value)))


@cache
def _settable(text: str) -> str:
    """The text with ? for each sign that no font of the PDF engine has."""
    if text.isascii():
        return text
    try:
        pdf(f'#set document(title: "a text")\n#set text(font: "New Computer Modern")\n{writer.text(text)}')
    except UnknownCharacter as error:
        return _settable(text.replace(error.character, "?"))
    return text
