"""The pictures of the README and of the pages, all from real PDFs, and of the practice page from a browser.

`python docs/make_pictures.py` after `python3 make.py exam`.
"""

from __future__ import annotations

import importlib.util
import math
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from exampaper import figures
from exampaper.engines import typst as engine
from exampaper.marking import asked_parts
from exampaper.nodes import (
    Axis,
    Bars,
    Box,
    BoxPlot,
    Graph,
    GraphEdge,
    HeatMap,
    Picture,
    Plot,
    Points,
    Rule,
    Steps,
)
from exampaper.papers.documents import render_template
from exampaper.practice.exercise import exercise
from exampaper.practice.page import save
from exampaper.questions.bank import Bank
from exampaper.writers.typst import formula, text

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "question-paper": ("seed/A/question-paper.pdf", 0),
    "graphical-model": ("seed/A/answer-paper.pdf", 2),
    "answer-paper": ("seed/A/answer-paper.pdf", 6),
    "marking-scheme": ("deep-learning/A/marking-scheme.pdf", 1),
}


def picture(pdf: pypdfium2.PdfDocument, page: int) -> Image.Image:
    """A page with a thin frame, so that it shows on white."""
    rendered = pdf[page].render(scale=1.3).to_pil()
    return ImageOps.expand(rendered.quantize(32).convert("RGB"), border=2, fill="#cccccc")


# ------------------------------------------------------------------ figures

SMALL = (170.0, 110.0)


def density(z: float) -> float:
    """Of the normal distribution."""
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def plots() -> list[Picture]:
    """One of each kind."""
    bell = figures.function(density, -4, 4)
    classes = Axis(categories=("cat", "dog", "owl"))
    counts = HeatMap(((41, 3, 1), (5, 30, 2), (0, 4, 27)), numbers=True)
    bars = Bars((3, 5, 2), "Ada"), Bars((4, 1, 3), "Ben")
    steps = Steps(((-1, 0), (0, 0.25), (1, 0.75), (3, 1)), dots=True)
    cubic = figures.function(lambda x: x**3 - 3 * x, -2.2, 2.2)
    learnt = figures.function(lambda t: 2 * math.exp(-t / 8) + 0.1, 0, 50, "training")
    others = figures.function(lambda t: 2 * math.exp(-t / 8) + 0.3 + t * t / 5000, 0, 50, "validation")
    classed = Points(((1, 2), (2, 3.5), (1.5, 1)), "A"), Points(((3, 4), (4, 2.5), (3.5, 5)), "B")
    boxes = BoxPlot((Box((12, 20, 24, 30, 41), (55,)), Box((5, 18, 21, 28, 35))))
    heights = [151, 158, 162, 164, 165, 167, 168, 168, 171, 172, 174, 176, 179, 183, 188]
    return [
        Plot(Axis("epoch", grid=True), Axis("loss", grid=True), (learnt, others), size=SMALL),
        Plot(Axis("$x$"), Axis("$y$"), (cubic,), size=SMALL, axes="cross"),
        Plot(Axis("$x_1$"), Axis("$x_2$"), (*classed, Rule("x", 2.5, "$t$")), size=SMALL),
        Plot(Axis(categories=("Mon", "Tue", "Wed")), Axis("cups"), bars, size=SMALL),
        Plot(Axis("height in cm"), Axis("frequency"), (figures.histogram(heights, range(150, 200, 10)),), size=SMALL),
        Plot(Axis("$x$", range=(-1, 4)), Axis("$F(x)$"), (steps,), size=SMALL),
        Plot(Axis("length in cm", grid=True), Axis(categories=("A", "B")), (boxes,), size=SMALL),
        Plot(replace(classes, title="predicted"), replace(classes, title="actual"), (counts,), size=(110, 110)),
        Plot(Axis("$z$"), Axis("density"), (figures.under(density, 1.64, 4), bell), size=SMALL),
    ]


def line(tail: str, head: str, label: str) -> GraphEdge:
    return GraphEdge(tail, head, label=label, directed=False)


def graphs() -> list[Picture]:
    """An automaton, a tree, a network with capacities, a circuit."""
    steps = (("q0", "q1", "a"), ("q0", "q0", "b"), ("q1", "q2", "b"), ("q1", "q1", "a"), ("q2", "q1", "a"))
    states = tuple((f"q{n}", f"q_{n}") for n in range(3))
    branches = (("a", "b", "true"), ("a", "c", "false"), ("b", "d", "true"), ("b", "e", "false"))
    tests = (("a", "x_1 < 3"), ("b", "x_2 < 5"), ("c", r"\text{yes}"), ("d", r"\text{no}"), ("e", r"\text{yes}"))
    pipes = (("s", "a", 16), ("s", "b", 13), ("a", "c", 12), ("b", "a", 4), ("c", "b", 9), ("b", "d", 14))
    pair = line("A", "B", r"R_2 = 40\,\Omega"), line("A", "B", "R_3")
    wires = (line("p", "A", r"R_1 = 20\,\Omega"), *pair, line("B", "q", "R_4"))
    arrows = [
        tuple(GraphEdge(tail, head, label=on) for tail, head, on in (*steps, ("q2", "q0", "b"))),
        tuple(GraphEdge(tail, head, label=rf"\text{{{on}}}") for tail, head, on in branches),
        tuple(
            GraphEdge(tail, head, label=str(on))
            for tail, head, on in (*pipes, ("d", "c", 7), ("c", "t", 20), ("d", "t", 4))
        ),
    ]
    shapes = (("a", "box"), ("b", "box"), ("c", "ellipse"), ("d", "ellipse"), ("e", "ellipse"))
    return [
        Graph(states, arrows[0], shapes=(("q2", "double circle"),), start=("q0",), flow="right"),
        Graph(tests, arrows[1], shapes=shapes),
        Graph(tuple((name, name) for name in "sabcdt"), arrows[2], flow="right"),
        Graph((("p", "+"), ("A", "A"), ("B", "B"), ("q", "-")), wires, flow="right"),
    ]


def gallery(pictures: Sequence[Picture], columns: int) -> Image.Image:
    """Drawings beside each other, as they are on a page."""
    style = render_template("typst", "style.typ")
    cells = ",\n".join(f'drawing("one", {figures.typst(each, formula, text)})' for each in pictures)
    source = (
        f'#set document(title: "Figures")\n{style}\n#show: sheet.with("a4")\n'
        "#set page(width: auto, height: auto, margin: 12pt, footer: none)\n"
        f"#grid(columns: {columns}, gutter: 24pt, align: center + horizon,\n{cells})"
    )
    rendered: Image.Image = pypdfium2.PdfDocument(engine.pdf(source))[0].render(scale=1.6).to_pil()
    return rendered.quantize(16).convert("RGB")


# ------------------------------------------------------------------ the practice page

WINDOWS: dict[str, dict[str, Any]] = {
    "practice-page": {"viewport": {"width": 900, "height": 760}},
    "practice-dark": {"viewport": {"width": 390, "height": 720}, "color_scheme": "dark"},
}


def practice_page(folder: Path) -> None:
    """What a student sees who forgot the bias; where playwright and Chromium are."""
    from playwright.sync_api import sync_playwright

    question = Bank.load(ROOT / "bank")["convolutions/parameter_count"]
    slip = next(each for each in asked_parts(question, question.variant(5))[0].fields[0].slips if "bias" in each.name)
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        save([exercise(question, [5, 6])], "Practice: convolutions", Path(place, "page.html"))
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, window in WINDOWS.items():
            tab = chromium.new_context(**window).new_page()
            tab.goto(Path(place, "page.html").as_uri())
            tab.wait_for_selector("html[data-ready]")
            tab.locator("#question input").first.fill(str(slip.value))
            tab.get_by_role("button", name="Check").click()
            tab.wait_for_selector(".slip")
            tab.screenshot(path=folder / f"{name}.png")
            Image.open(folder / f"{name}.png").convert("RGB").quantize(64).save(folder / f"{name}.png", optimize=True)
        chromium.close()


def main() -> None:
    folder = ROOT / "docs" / "pictures"
    gallery(plots(), 3).save(folder / "plots.png", optimize=True)
    gallery(graphs(), 2).save(folder / "graphs.png", optimize=True)
    if shutil.which("chromium") and importlib.util.find_spec("playwright"):
        practice_page(folder)
    for name, (pdf, page) in PAGES.items():
        path = ROOT / "output" / pdf
        if path.exists():
            picture(pypdfium2.PdfDocument(path), page).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
