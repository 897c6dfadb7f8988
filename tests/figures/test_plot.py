"""Plots: what is drawn is the data, in every target; ticks are good ones; nobody is told more than is to be seen."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exampaper import figures
from exampaper.engines import latex as latex_engine
from exampaper.engines import typst as typst_engine
from exampaper.figures import drawn, function, read_back
from exampaper.figures.layers import Frame
from exampaper.figures.plot import sketch
from exampaper.figures.read_back import number_in
from exampaper.figures.scale import scales
from exampaper.nodes import (
    Axis,
    Bars,
    Box,
    BoxPlot,
    Figure,
    Graph,
    GraphEdge,
    HeatMap,
    Histogram,
    Layer,
    Line,
    Note,
    Paragraph,
    Plot,
    Point,
    Points,
    Region,
    Rule,
    Steps,
    Text,
)
from exampaper.papers.documents import render_template
from exampaper.questions.question import params_from_json, params_to_json
from exampaper.writers import latex, plain, typst
from tests.pages import text

PLAIN = Axis("$x$", grid=True), Axis("value in cm")
CLASSES = Axis("class", categories=("cat", "dog", "owl"))
BELL = function(lambda x: math.exp(-x * x / 2), -3, 3, "bell")
BOXES = BoxPlot((Box((1, 3, 4, 6, 9), (14,)), Box((2, 3, 3.5, 7, 8)), Box((0, 1, 5, 6, 7))))
KINDS: dict[str, Plot] = {
    "curves": Plot(*PLAIN, (BELL, function(lambda x: x / 3, -3, 3, "line"), Rule("x", 1.5, "$t$"), Note("A", (0, 1)))),
    "cross": Plot(*PLAIN, (BELL, function(lambda x: -x, -3, 3)), axes="cross"),
    "pole": Plot(Axis(), Axis(range=(-4, 4)), (function(lambda x: 1 / x, -2, 2, within=(-4, 4)),)),
    "log": Plot(Axis(log=True), Axis(log=True, grid=True), (function(lambda x: 3 / x, 1, 1e5, log=True),)),
    "scatter": Plot(
        *PLAIN, (Points(((1, 2), (3, 1.5)), "a"), Points(((2, 2), (0.5, 3)), "b"), Region(((0, 0), (3, 0), (3, 2))))
    ),
    "bars": Plot(
        CLASSES,
        Axis(),
        (Bars((3, 5, 2), "one"), Bars((1, 2, 4), "two"), Bars((2, 2, 2), "three"), Bars((5, 1, 1), "four")),
    ),
    "lying": Plot(Axis("share in %"), CLASSES, (Bars((30, 45.5, 24.5)),)),
    "histogram": Plot(*PLAIN, (Histogram((0, 10, 15, 40), (2, 7, 3)),)),
    "steps": Plot(*PLAIN, (Steps(((0, 0), (1, 0.25), (2, 1)), "F", dots=True), Steps(((0, 0), (1.5, 1)), "G"))),
    "boxes": Plot(Axis(), CLASSES, (BOXES,)),
    "standing": Plot(CLASSES, Axis(), (BOXES,)),
    "one box": Plot(Axis("length"), Axis(), (BoxPlot((Box((1, 3, 4, 6, 9)),)),), size=(260, 50)),
    "heat": Plot(CLASSES, Axis(categories=("a", "b")), (HeatMap(((1, 2, 3), (5, 0, 4)), numbers=True, title="count"),)),
    "ends": Plot(*PLAIN, (BELL, function(lambda x: x / 3, -3, 3, "line")), legend="ends"),
}


# ------------------------------------------------------------------ what is drawn is the data

FINE = 0.06
"""Points by which what is read may be off what was meant: coordinates are rounded, curves simplified."""


def distance(frame: Frame, one: Point, other: Point) -> float:
    return math.dist(frame.to(one), frame.to(other))


def agree(frame: Frame, meant: Layer, seen: Layer) -> bool:
    """Whether a layer was read as it was meant, to the exactness of a drawing."""
    assert type(meant) is type(seen)
    return all(distance(frame, a, b) < FINE for a, b in zip(places(meant), places(seen), strict=True))


def places(layer: Layer) -> list[Point]:
    """A layer as points: values along an axis stand on both, as either is as good."""
    match layer:
        case Points(at=points) | Steps(levels=points) | Region(outline=points):
            return sorted(points)
        case Bars(heights=values):
            return [(value, value) for value in values]
        case Histogram():
            return [*((edge, 0.0) for edge in layer.edges), *((layer.edges[0], count) for count in layer.counts)]
        case BoxPlot(boxes=boxes):
            return [(value, value) for box in boxes for value in (*box.five, *box.outliers)]
        case Rule():
            return [(layer.value, layer.value)]
    raise AssertionError(layer)


def on_curve(frame: Frame, meant: Line, seen: Line) -> bool:
    """Whether each point that was read is on the curve that was meant, and the other way round."""
    return all(
        min(off(frame, point, a, b) for a, b in pairwise(other.through) if a and b) < FINE
        for one, other in ((meant, seen), (seen, meant))
        for point in one.through
        if point and frame.window.holds(frame.to(point))
    )


def off(frame: Frame, point: Point, a: Point, b: Point) -> float:
    from exampaper.figures.sketch import _distance

    return _distance(frame.to(point), frame.to(a), frame.to(b))


def shows(plot: Plot, source: str) -> bool:
    """Whether a drawing shows the layers of a plot, under their names."""
    frame, seen = Frame(plot, *scales(plot)), read_back(source)
    meant = [layer for layer in plot.layers if not isinstance(layer, Note)]
    names = [getattr(layer, "label", "") for layer in meant if not isinstance(layer, Rule)]
    if names != [getattr(layer, "label", "") for layer in seen.layers if not isinstance(layer, Rule)]:
        return False
    for one, other in zip(meant, seen.layers, strict=True):
        match one, other:
            case Line(), Line():
                if not on_curve(frame, one, other):
                    return False
            case HeatMap(), HeatMap():
                step = 5 / 60  # half a strip of the bar that tells what shades mean
                pairs = zip(sum(one.cells, ()), sum(other.cells, ()), strict=True)
                if any(abs(a - b) > 1.5 * step for a, b in pairs):
                    return False
            case _:
                if not agree(frame, one, other):
                    return False
    return True


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_read_back_from_svg_and_from_tikz(name: str) -> None:
    plot = KINDS[name]
    assert shows(plot, figures.svg(plot))
    assert shows(plot, figures.tikz(plot))


VALUES = st.integers(-50, 50).map(lambda n: n / 4)
POINTS = st.lists(st.tuples(VALUES, VALUES), min_size=2, max_size=8, unique_by=lambda point: point[0])


@st.composite
def plots(draw: st.DrawFn) -> Plot:
    """Layers over one another, in a frame of any size."""
    names = iter(("one", "two", "three", "four"))
    layers: list[Layer] = []
    for _ in range(draw(st.integers(1, 3))):
        points = tuple(sorted(draw(POINTS)))
        kind = draw(st.sampled_from(("line", "points", "steps", "histogram")))
        label = next(names)
        match kind:
            case "line":
                layers.append(Line(points, label))
            case "points":
                layers.append(Points(points, label))
            case "steps":
                layers.append(Steps(points, label, dots=draw(st.booleans())))
            case "histogram":
                layers.append(Histogram(tuple(x for x, _ in points), tuple(abs(y) + 1 for _, y in points[1:]), label))
    size = draw(st.tuples(st.integers(120, 300), st.integers(80, 200)))
    axes = draw(st.sampled_from(("frame", "cross")))
    return Plot(Axis(grid=draw(st.booleans())), Axis(), tuple(layers), size=size, axes=axes)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=25)
@given(plots())
def test_any_data_are_read_back(plot: Plot) -> None:
    assert shows(plot, figures.svg(plot))


@settings(deadline=None, max_examples=12)
@given(st.integers(-6, 6), st.integers(1, 7), st.lists(st.floats(0, 1), min_size=2, max_size=6, unique=True))
def test_logarithmic_axes_are_read_back(low: int, decades: int, shares: list[float]) -> None:
    points = tuple((10 ** (low + decades * share), 1 + share) for share in sorted(shares))
    plot = Plot(Axis(log=True, range=(10.0**low, 10.0 ** (low + decades))), Axis(), (Points(points),))
    assert shows(plot, figures.svg(plot))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda self, point: (self.x.to(point[0]) + 2, self.y.to(point[1])),  # shifted
        lambda self, point: (self.x.to(point[0]), self.plot.size[1] - self.y.to(point[1])),  # upside down
        lambda self, point: (self.x.to(point[1]), self.y.to(point[0])),  # axes exchanged
        lambda self, point: (self.x.to(point[0]), self.y.to(point[1] * 1.05)),  # stretched
    ],
    ids=["shifted", "upside down", "exchanged", "stretched"],
)
def test_a_wrong_drawing_is_caught(wrong: object, monkeypatch: pytest.MonkeyPatch) -> None:
    plot = Plot(Axis(range=(0, 5)), Axis(range=(0, 5)), (Line(((1, 2), (2, 4), (4, 3))), Points(((2, 1), (4, 4)))))
    right = Frame(plot, *scales(plot))
    monkeypatch.setattr(Frame, "to", wrong)
    sketch.cache_clear()
    seen = read_back(figures.svg(plot))
    monkeypatch.undo()
    sketch.cache_clear()
    line, points = seen.layers
    assert isinstance(line, Line)
    assert not (on_curve(right, plot.layers[0], line) and agree(right, plot.layers[1], points))  # type: ignore[arg-type]


def test_a_wrong_number_at_a_tick_is_caught() -> None:
    source = figures.svg(KINDS["histogram"])
    assert ">20</text>" in source
    with pytest.raises(ValueError, match="stand on no scale"):
        read_back(source.replace(">20</text>", ">25</text>"))


def test_exchanged_names_are_seen() -> None:
    source = figures.svg(KINDS["curves"])
    swapped = source.replace(">bell<", ">?<").replace(">line<", ">bell<").replace(">?<", ">line<")
    right, wrong = read_back(source), read_back(swapped)
    assert right.named("bell") != wrong.named("bell")
    line = wrong.named("line")
    assert isinstance(line, Line)
    assert wrong.height(line, 0) == pytest.approx(1, abs=0.01)
    with pytest.raises(KeyError):
        right.named("curve")


def test_a_curve_has_a_height_where_it_is() -> None:
    shown = drawn(KINDS["log"])
    (line,) = shown.layers
    assert isinstance(line, Line)
    assert shown.height(line, 1000) == pytest.approx(0.003, rel=0.01)
    with pytest.raises(ValueError, match="not drawn at"):
        shown.height(line, 1e6)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("−1", -1),
        ("0.5", 0.5),
        ("10 000", 10_000),
        ("0,5", 0.5),
        ("3 ⋅ 10⁶", 3e6),
        ("−10⁻³", -1e-3),
        ("π/2", math.pi / 2),
        ("−(3π)/2", -1.5 * math.pi),
        ("2π", 2 * math.pi),
        ("Mon", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_they_are_written(words: str, number: float | None) -> None:
    assert number_in(words) == (None if number is None else pytest.approx(number))


# ------------------------------------------------------------------ in words


def test_words_tell_turns_and_values() -> None:
    told = figures.describe(KINDS["curves"])
    assert "The y axis, value in cm, goes from −1 to 1." in told.replace("1.0", "1")
    assert "The curve “bell” rises from 0 at x = −3 to 1 at x = 0, then falls to 0 at x = 3." in told
    assert "The curve “line” (dashed) rises in a straight line from −1 at x = −3 to 1 at x = 3." in told
    assert "The upright line “t” at x = 1.5." in told
    assert "class, has cat, dog and owl. " in figures.describe(KINDS["bars"])
    assert "Bars “two”: cat 1, dog 2 and owl 4." in figures.describe(KINDS["bars"])
    assert "A histogram: 2 from 0 to 10, 7 from 10 to 15 and 3 from 15 to 40." in figures.describe(KINDS["histogram"])
    assert "A box of cat from 3 to 6, its line at 4, whiskers to 1 and 9, single points at 14." in figures.describe(
        KINDS["boxes"]
    )
    assert "a: 1, 2, 3; b: 5, 0, 4." in figures.describe(KINDS["heat"])


@given(st.floats(0, 10), st.floats(0, 1))
def test_words_tell_no_more_than_can_be_seen(x: float, y: float) -> None:
    """A point is told to a tenth of the distance of two numbers, at most."""
    told = figures.describe(Plot(Axis(range=(0, 10)), Axis(range=(0, 1)), (Points(((x, y),)),)))
    found = re.search(r"at \((.*), (.*)\)\.$", told)
    assert found
    assert len(found[1].partition(".")[2]) <= 1
    assert len(found[2].partition(".")[2]) <= 2
    assert abs(float(found[1]) - x) <= 0.25
    assert abs(float(found[2]) - y) <= 0.025


# ------------------------------------------------------------------ on the page


def document(pictures: list[Figure]) -> bytes:
    style = render_template("typst", "style.typ")
    blocks = "\n\n".join(f"#{typst.WRITER.blocks((picture,))}" for picture in pictures)
    return typst_engine.pdf(f'#set document(title: "x")\n{style}\n#show: sheet.with("a4")\n{blocks}')


def figure(plot: Plot) -> Figure:
    return Figure(plot, figures.describe(plot))


def tagged(node: object) -> Iterator[tuple[str, bool]]:
    """Each figure of a PDF's structure: its alternative text, and whether anything on the page belongs to it."""
    if isinstance(node, pikepdf.Array):
        for item in node:
            yield from tagged(item)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        if pikepdf.Name.Figure == node.S:
            yield str(node.get("/Alt", "")), "/K" in node
        else:
            yield from tagged(node.get("/K"))


def test_every_picture_has_its_alternative_text_in_the_pdf() -> None:
    bare = Graph((("a", ""), ("b", "")), (GraphEdge("a", "b"),))
    pictures = [*map(figure, KINDS.values()), Figure(bare, "Two circles and an arrow.")]
    with pikepdf.open(io.BytesIO(document(pictures))) as pdf:
        found = list(tagged(pdf.Root.StructTreeRoot.K))
    assert found == [(" ".join(picture.alt.split()), True) for picture in pictures]


def test_labels_are_set_in_the_papers_font_and_stay_text() -> None:
    made = document([figure(KINDS["histogram"])])
    assert "value in cm" in text(made)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert fonts
    assert all("NewCM" in font or "NewComputerModern" in font for font in fonts)


def test_the_same_plot_gives_the_same_bytes() -> None:
    first = [write(plot) for plot in KINDS.values() for write in (figures.svg, figures.tikz, figures.describe)]
    sketch.cache_clear()
    assert first == [write(plot) for plot in KINDS.values() for write in (figures.svg, figures.tikz, figures.describe)]
    assert document([figure(KINDS["heat"])]) == document([figure(KINDS["heat"])])


def test_numbers_in_drawings_have_two_decimals() -> None:
    for plot in KINDS.values():
        lines = " ".join(re.findall(r"<(?:path|circle)[^>]*>", figures.svg(plot))) + figures.tikz(plot)
        assert not re.search(r"\d\.\d{3}", lines.replace("0.005", "").replace("0.001", ""))


@pytest.mark.latex
def test_pdflatex_sets_every_kind() -> None:
    body = "\n\n".join(latex.WRITER.blocks((figure(plot),)) for plot in KINDS.values())
    head = r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{amsmath,tikz}\begin{document}"
    made = latex_engine.compiled(f"{head}\n{body}\n\\end{{document}}", passes=1)
    assert "value in cm" in text(made.pdf)
    assert "Overfull" not in made.log


def test_in_plain_text_a_plot_is_its_words() -> None:
    blocks = (Paragraph((Text("See"),)), figure(KINDS["lying"]))
    assert "convolution" not in plain.WRITER.blocks(blocks)
    assert "cat 30, dog 45.5 and owl 24.5" in plain.WRITER.blocks(blocks)


def test_a_plot_survives_json() -> None:
    for plot in KINDS.values():
        assert params_from_json(Plot, json.dumps(params_to_json(plot))) == plot
