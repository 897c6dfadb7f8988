"""Figures: nothing overlaps, every arrow goes from rim to rim, and every writer's output compiles."""

from __future__ import annotations

import io
import math
import re
import shutil
import subprocess
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

import pikepdf
import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exampaper import figures
from exampaper.engines import latex as latex_engine
from exampaper.figures import arrows
from exampaper.figures.arrow_labels import label_corners
from exampaper.figures.arrows import traced
from exampaper.figures.geometry import HEAD_NECK, RADIUS, STROKE, Arrow, Drawing, PlacedNode, head, number
from exampaper.nodes import Graph, GraphEdge

SOLID = (GraphEdge("z1", "x1"), GraphEdge("z2", "x1"), GraphEdge("z2", "x2"))
DASHED = (GraphEdge("x1", "z1", True), GraphEdge("x2", "z1", True), GraphEdge("x2", "z2", True))
NODES = tuple((name, rf"\mathbf{{{name[0]}}}_{name[1]}") for name in ("z1", "z2", "x1", "x2"))
LEGEND = (r"p(\mathbf{x}, \mathbf{z})", r"q(\mathbf{z} \mid \mathbf{x})")
MODEL = Graph(NODES, SOLID + DASHED, ("x1", "x2"), LEGEND)


def label(tex: str) -> str:
    """A stand-in for the translation of LaTeX maths to Typst markup."""
    maths = re.sub(r"\\mathbf\{(\w)\}", r"bold(upright(\1))", tex).replace(r"\mid", "|")
    return f'#math.equation(alt: "maths", ${maths}$)'


def plain(tex: str) -> str:
    """A stand-in for the translation of LaTeX maths to plain text."""
    return re.sub(r"\\mathbf\{(\w)\}", r"\1", tex).replace(r" \mid ", " | ").replace("_", "")


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Up to six nodes, with a generative model and an inference model that are both acyclic."""
    names = [f"v{i}" for i in range(draw(st.integers(1, 6)))]
    pairs = list(combinations(names, 2))
    some = st.lists(st.sampled_from(pairs), unique=True, max_size=7) if pairs else st.just([])
    p = [GraphEdge(tail, head) for tail, head in draw(some)]
    turned = draw(st.booleans())
    q = [GraphEdge(*((head, tail) if turned else (tail, head)), True) for tail, head in draw(some)]
    shaded = draw(st.lists(st.sampled_from(names), unique=True))
    return Graph(tuple((name, f"v_{name[1]}") for name in names), (*p, *q), tuple(shaded))


def centres(drawing: Drawing) -> dict[str, tuple[float, float]]:
    return {node.name: (node.x, node.y) for node in drawing.nodes}


def trace(arrow: Arrow) -> list[tuple[float, float]]:
    """Points along the arrow, without its two ends."""
    return list(traced(arrow.points, steps=24)[1:-1])


def document(expression: str) -> bytes:
    """An accessible PDF with the figure in it."""
    source = f'#set document(title: "Paper")\n#set text(lang: "en")\n#figure(alt: "A graph.", {expression})'
    return typst.compile(source.encode(), format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True, timestamp=0)


@settings(deadline=None, max_examples=80)
@given(graphs())
@example(MODEL)
def test_circles_lie_inside_and_apart(graph: Graph) -> None:
    drawing = figures.layout(graph)
    for node in drawing.nodes:
        assert node.radius <= node.x <= drawing.width - node.radius
        assert node.radius <= node.y <= drawing.height - node.radius
    for one, two in combinations(drawing.nodes, 2):
        assert math.dist((one.x, one.y), (two.x, two.y)) > one.radius + two.radius + 4


@settings(deadline=None, max_examples=80)
@given(graphs())
@example(MODEL)
def test_arrows_go_from_rim_to_rim_and_through_no_circle(graph: Graph) -> None:
    drawing = figures.layout(graph)
    at = centres(drawing)
    assert len(drawing.arrows) == len(graph.edges)
    for arrow in drawing.arrows:
        assert abs(math.dist(arrow.points[0], at[arrow.tail]) - RADIUS) < 2
        assert abs(math.dist(arrow.tip, at[arrow.head]) - RADIUS) < 2
        assert all(math.dist(point, c) > RADIUS for point in trace(arrow) for c in at.values())
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in trace(arrow))


@settings(deadline=None, max_examples=80)
@given(graphs())
@example(MODEL)
def test_arrows_between_the_same_nodes_stay_apart(graph: Graph) -> None:
    for one, two in combinations(figures.layout(graph).arrows, 2):
        if {one.tail, one.head} == {two.tail, two.head}:
            middle = trace(one)[len(trace(one)) // 2]
            assert min(math.dist(middle, point) for point in trace(two)) > 5 * STROKE


@settings(deadline=None, max_examples=30)
@given(graphs())
def test_the_same_graph_gives_the_same_drawing(graph: Graph) -> None:
    first = figures.layout(graph)
    figures.layout.cache_clear()
    assert figures.layout(graph) == first


@settings(deadline=None, max_examples=15)
@given(graphs())
@example(MODEL)
def test_typst_compiles_to_an_accessible_drawing_without_images(graph: Graph) -> None:
    with pikepdf.open(io.BytesIO(document(figures.typst(graph, label)))) as pdf:
        (page,) = pdf.pages
        operators = [str(step.operator) for step in pikepdf.parse_content_stream(page)]
        assert "c" in operators  # a curve
        assert not list(page.get_images())


def test_latents_stand_above_in_their_order() -> None:
    at = centres(figures.layout(MODEL))
    assert at["z1"][1] == at["z2"][1] < at["x1"][1] == at["x2"][1]
    assert at["z1"][0] < at["z2"][0]
    assert at["x1"][0] < at["x2"][0]


def test_latents_stand_above_where_only_q_is_drawn() -> None:
    at = centres(figures.layout(Graph(NODES, DASHED, ("x1", "x2"))))
    assert max(at["z1"][1], at["z2"][1]) < min(at["x1"][1], at["x2"][1])


def test_single_arrows_are_straight_and_pairs_are_bent() -> None:
    bends = {(a.tail, a.head): a.bend for a in figures.layout(MODEL).arrows}
    assert bends["z2", "x1"] == bends["x2", "z1"] == 0
    assert bends["z1", "x1"] == bends["x1", "z1"] != 0


def test_an_arrow_goes_around_a_node_in_its_way() -> None:
    chain = (GraphEdge("z1", "z2"), GraphEdge("z2", "x1"), GraphEdge("z1", "x1"))
    *_, around = figures.layout(Graph(NODES[:3], chain)).arrows
    assert around.bend != 0


def test_up_to_four_arrows_link_the_same_pair() -> None:
    edges = [GraphEdge(*ends, dashed) for ends in (("z1", "x1"), ("x1", "z1")) for dashed in (False, True)]
    graph = Graph((NODES[0], NODES[2]), tuple(edges))
    middles = [trace(arrow)[11] for arrow in figures.layout(graph).arrows]
    assert all(math.dist(one, two) > 5 for one, two in combinations(middles, 2))


def test_an_arrow_without_a_clear_bend_takes_the_route_of_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrows, "_clear_bends", lambda *_: [])
    figures.layout.cache_clear()
    drawing, code = figures.layout(MODEL), figures.tikz(MODEL)
    figures.layout.cache_clear()
    at = centres(drawing)
    assert all(abs(math.dist(a.tip, at[a.head]) - RADIUS) < 2 for a in drawing.arrows)
    assert code.count(".. controls (") >= 6


def test_a_repeated_edge_is_drawn_once() -> None:
    assert len(figures.layout(Graph(NODES, SOLID * 2)).arrows) == 3


def test_an_empty_graph_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a node"):
        figures.layout(Graph((), ()))


@pytest.mark.parametrize(
    ("nodes", "edges", "shaded", "message"),
    [
        ((("a", "a"), ("a", "b")), (), (), "same name"),
        ((("a", "a"),), (GraphEdge("a", "b"),), (), "no node 'b'"),
        ((("a", "a"),), (), ("c",), "no node 'c'"),
    ],
)
def test_a_faulty_graph_is_refused(
    nodes: tuple[tuple[str, str], ...], edges: tuple[GraphEdge, ...], shaded: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Graph(nodes, edges, shaded)


def test_graphviz_gives_no_meaning_to_a_name() -> None:
    names = ("node", r"\N", "a:b", 'say "hi"', "é →")
    nodes = tuple((name, "v") for name in names)
    drawing = figures.layout(Graph(nodes, tuple(GraphEdge("node", name) for name in names[1:])))
    assert tuple(node.name for node in drawing.nodes) == names


def test_typst_draws_what_the_graph_says() -> None:
    code = figures.typst(MODEL, label)
    assert code.startswith("box(")
    assert (code.count("luma(85%)"), code.count("circle(")) == (2, 4)
    assert (code.count("curve("), code.count("polygon("), code.count("dash:")) == (8, 8, 4)


def test_the_legend_is_optional() -> None:
    code = figures.typst(Graph(NODES, SOLID), label)
    assert code.count("curve(") == 3
    assert r"\matrix" not in figures.tikz(Graph(NODES, SOLID))
    one = Graph(NODES, SOLID, legend=("p", ""))
    assert figures.typst(one, label).count("curve(") == 4
    assert figures.tikz(one).count(r"\draw") == 4


def test_tikz_is_code_to_edit() -> None:
    code = figures.tikz(MODEL)
    assert r"\node[observed] (x1) at (" in code
    assert r"\draw[->] (z2) -- (x1);" in code
    assert re.search(r"\\draw\[->, dashed\] \(x1\) to\[bend (left|right)=\d+\] \(z1\);", code)


def test_tikz_renames_nodes_with_odd_names() -> None:
    graph = Graph((("z.1", "z"), ("x,1", "x")), (GraphEdge("z.1", "x,1"),))
    assert r"\draw[->] (n1) -- (n2);" in figures.tikz(graph)


@pytest.mark.latex
@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdflatex")
def test_tikz_compiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = [figures.tikz(MODEL), figures.tikz(Graph((("a b", "a"), ("é", "b")), (GraphEdge("a b", "é"),)))]
    monkeypatch.setattr(arrows, "_clear_bends", lambda *_: [])
    figures.layout.cache_clear()
    pictures.append(figures.tikz(MODEL))
    figures.layout.cache_clear()
    body = "".join(rf"\fbox{{{picture}}}" for picture in pictures)
    head = r"\documentclass{article}\usepackage{tikz}\usetikzlibrary{arrows.meta}"
    (tmp_path / "f.tex").write_text(rf"{head}\begin{{document}}{body}\end{{document}}")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "f.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-800:]


def test_words_say_what_the_figure_shows() -> None:
    assert figures.describe(MODEL, plain) == (
        "There are 4 nodes: z1, z2, x1 (shaded), x2 (shaded). "
        "Solid arrows, for p(x, z), lead from z1 to x1; from z2 to x1 and x2. "
        "Dashed arrows, for q(z | x), lead from x1 to z1; from x2 to z1 and z2."
    )
    assert figures.describe(Graph(NODES[:1], ()), plain) == "There is one node: z1."


def test_a_single_arrow_is_told_in_the_singular() -> None:
    graph = Graph(NODES[:2], (GraphEdge("z2", "z1"),))
    assert figures.describe(graph, plain) == "There are 2 nodes: z1, z2. An arrow leads from z2 to z1."
    dashed = Graph(NODES[:2], (GraphEdge("z2", "z1"), GraphEdge("z1", "z2", dashed=True)))
    assert figures.describe(dashed, plain).endswith(
        "A solid arrow leads from z2 to z1. A dashed arrow leads from z1 to z2."
    )


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("de", "Es gibt 2 Knoten: z1, z2. Ein Pfeil führt von z2 nach z1."),
        ("fr", "Il y a 2 nœuds\u00a0: z1, z2. Une flèche mène de z2 à z1."),
    ],
)
def test_a_graph_speaks_the_language_of_its_question(lang: str, words: str) -> None:
    graph = Graph(NODES[:2], (GraphEdge("z2", "z1"),), lang=lang)
    assert figures.describe(graph, plain) == words


def test_a_head_points_along_the_end_of_its_arrow() -> None:
    arrow = Arrow("a", "b", False, ((0, 0), (1, 0), (2, 0), (20 - HEAD_NECK, 0)), (20, 0), 0)
    tip, left, notch, right = head(arrow)
    assert tip == (20, 0)
    assert notch == pytest.approx((20 - HEAD_NECK, 0))
    assert left == pytest.approx((right[0], -right[1]))


def test_lengths_have_at_most_two_decimals() -> None:
    assert [number(value) for value in (1.0, 2.345678, -0.001)] == ["1", "2.35", "0"]
    node = PlacedNode("a", "a", 15.4, 15.4, RADIUS, False)
    assert figures.layout(Graph((("a", "a"),), ())).nodes == (node,)


# ------------------------------------------------------------------ automata, trees, networks

LINES = GraphEdge("a", "b", label="7", directed=False), GraphEdge("b", "c", label="12", directed=False)
AUTOMATON = Graph(
    (("q0", "q_0"), ("q1", "q_1"), ("q2", "q_2")),
    (
        GraphEdge("q0", "q1", label="a"),
        GraphEdge("q1", "q0", label="b"),
        GraphEdge("q1", "q1", label="a"),
        GraphEdge("q1", "q2", label="a, b"),
    ),
    shapes=(("q2", "double circle"),),
    start=("q0",),
    flow="right",
)
TREE = Graph(
    (("a", "x < 3"), ("b", r"\text{yes}"), ("c", r"\text{no}")),
    (GraphEdge("a", "b", label=r"\text{true}"), GraphEdge("a", "c")),
    shapes=(("a", "box"), ("b", "ellipse"), ("c", "plain")),
)
NETWORK = Graph((("a", "A"), ("b", "B"), ("c", "C")), LINES, flow="right", same_rank=(("b", "c"),))
LABELLED = [AUTOMATON, TREE, NETWORK]


@st.composite
def labelled_graphs(draw: st.DrawFn) -> Graph:
    """Graphs with everything: shapes, labels, loops, lines without heads, starts, either way."""
    bare = draw(graphs())
    names = [name for name, _ in bare.nodes]
    shape = st.sampled_from(("circle", "double circle", "box", "ellipse", "plain"))
    label, headed = st.sampled_from(("", "a", "12", r"\text{false}")), st.booleans()
    loops = [GraphEdge(name, name) for name in draw(st.lists(st.sampled_from(names), unique=True, max_size=2))]
    edges = [replace(edge, label=draw(label), directed=draw(headed)) for edge in (*bare.edges, *loops)]
    shapes = tuple((name, draw(shape)) for name in names)
    start = tuple(draw(st.lists(st.sampled_from(names), unique=True, max_size=1)))
    flow: Literal["down", "right"] = draw(st.sampled_from(("down", "right")))
    return replace(bare, edges=tuple(edges), shapes=shapes, start=start, flow=flow)


@settings(deadline=None, max_examples=40)
@given(labelled_graphs())
@example(AUTOMATON)
def test_shapes_lie_apart_and_lines_end_at_their_rims(graph: Graph) -> None:
    drawing = figures.layout(graph)
    nodes = {node.name: node for node in drawing.nodes}
    for one, two in combinations(drawing.nodes, 2):
        wide, high = (one.outline.wide + two.outline.wide, one.outline.high + two.outline.high)
        assert abs(one.x - two.x) > wide or abs(one.y - two.y) > high
    for arrow in drawing.arrows:
        for end, name in ((arrow.points[0], arrow.tail), (arrow.tip, arrow.head)):
            node = nodes[name]
            assert abs(arrows.off(end, (node.x, node.y), node.outline)) < 2.5
    for arrow in (*drawing.arrows, *drawing.starts):
        assert all(-1 <= x <= drawing.width + 1 and -1 <= y <= drawing.height + 1 for x, y in traced(arrow.points))


@pytest.mark.parametrize("graph", LABELLED)
def test_labels_meet_no_line_no_node_and_no_other_label(graph: Graph) -> None:
    drawing = figures.layout(graph)
    boxes = [label_corners(arrow) for arrow in drawing.arrows if arrow.label]
    for (left, top), (right, bottom) in boxes:
        for arrow in drawing.arrows:
            assert not any(left < x < right and top < y < bottom for x, y in traced(arrow.points, steps=40))
        for node in drawing.nodes:
            corners = ((x, y) for x in (left, right) for y in (top, bottom))
            assert all(arrows.off(corner, (node.x, node.y), node.outline) > 0 for corner in corners)
    for one, two in combinations(boxes, 2):
        assert one[1][0] < two[0][0] or two[1][0] < one[0][0] or one[1][1] < two[0][1] or two[1][1] < one[0][1]


def test_a_start_has_an_arrow_and_an_accepting_state_two_circles() -> None:
    drawing = figures.layout(AUTOMATON)
    (start,) = drawing.starts
    at = centres(drawing)
    assert start.head == "q0"
    assert start.points[0][0] < at["q0"][0] < at["q1"][0] < at["q2"][0]
    assert figures.typst(AUTOMATON, label).count("circle(") == 4
    assert figures.tikz(AUTOMATON).count("circle[radius") == 1
    assert figures.svg(AUTOMATON).count("<circle") == 4


def test_lines_have_no_heads_and_levels_are_kept() -> None:
    drawing = figures.layout(NETWORK)
    at = centres(drawing)
    assert at["b"][0] == at["c"][0] != at["a"][0]
    assert "polygon" not in figures.typst(NETWORK, label)
    assert "->" not in re.sub(r".*begin.*", "", figures.tikz(NETWORK))
    assert "class='head'" not in figures.svg(NETWORK)


def test_labels_are_in_every_target() -> None:
    assert figures.typst(NETWORK, label).count("$12$") == 1
    assert r"{$12$}" in figures.tikz(NETWORK)
    assert ">12</text>" in figures.svg(NETWORK)


def test_words_tell_labels_starts_and_accepting_states() -> None:
    assert figures.describe(AUTOMATON) == (
        "There are 3 nodes: q₀ (start), q₁, q₂ (double circle). Arrows lead from q₀ to q₁, labelled a; "
        "from q₁ to q₀, labelled b; from q₁ to q₁, labelled a; from q₁ to q₂, labelled a, b."
    )
    assert figures.describe(NETWORK) == (
        "There are 3 nodes: A, B, C. Lines join A with B, labelled 7; B with C, labelled 12."
    )


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"shapes": (("x", "box"),)}, "no node 'x'"),
        ({"shapes": (("a", "star"),)}, "no node shape 'star'"),
        ({"start": ("x",)}, "no node 'x'"),
        ({"same_rank": (("a", "x"),)}, "no node 'x'"),
    ],
)
def test_faulty_labelled_graphs_are_refused(more: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(NETWORK, **more)


@pytest.mark.latex
@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdflatex")
def test_tikz_of_labelled_graphs_compiles() -> None:
    body = "\n\n".join(figures.tikz(graph) for graph in LABELLED)
    head = r"\documentclass{article}\usepackage{amsmath,tikz}\usetikzlibrary{arrows.meta,shapes.geometric}"
    assert latex_engine.compiled(f"{head}\\begin{{document}}{body}\\end{{document}}", passes=1).pdf
