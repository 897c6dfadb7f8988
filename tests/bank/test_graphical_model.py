"""Graphical models of p and q: the known key, draws, a check that notices, and independence in real numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from exampaper.nodes import Figure, Graph, GraphEdge
from exampaper.questions.bank import load_question
from exampaper.show import as_text
from exampaper.text import walk

BANK = Path(__file__).parents[2] / "bank"
QUESTION = load_question(BANK / "vae" / "graphical_model.md", BANK)
DRAWN = [(params, QUESTION.behaviour.solve(params)) for params in map(QUESTION.draw, range(400))]
SEED = QUESTION.pinned("seed")


def check(params: Any, answers: Any) -> None:
    assert QUESTION.behaviour.check is not None
    QUESTION.behaviour.check(params, answers)


def solve(params: Any) -> Any:
    return QUESTION.behaviour.solve(params)


def test_the_seed_pin_has_its_arrows() -> None:
    variant = QUESTION.variant(pin="seed")
    check(variant.params, variant.answers)
    assert variant.answers.p_arrows == (("z1", "x1"), ("z2", "x1"), ("z2", "x2"))
    assert variant.answers.q_arrows == (("x1", "z1"), ("x2", "z1"), ("x2", "z2"))
    assert variant.answers.joint == (
        r"p(\mathbf{x}_1, \mathbf{x}_2, \mathbf{z}_1, \mathbf{z}_2) = p(\mathbf{z}_1) \, p(\mathbf{z}_2)"
        r" \, p(\mathbf{x}_1 \mid \mathbf{z}_1, \mathbf{z}_2) \, p(\mathbf{x}_2 \mid \mathbf{z}_2)"
    )
    assert variant.answers.posterior == (
        r"q(\mathbf{z}_1, \mathbf{z}_2 \mid \mathbf{x}_1, \mathbf{x}_2) = "
        r"q(\mathbf{z}_1 \mid \mathbf{x}_1, \mathbf{x}_2) \, q(\mathbf{z}_2 \mid \mathbf{x}_2)"
    )


def test_the_seed_pin_is_drawn_in_the_answer() -> None:
    variant = QUESTION.variant(pin="seed")
    (figure,) = (node for node in walk(variant.parts[0].answer) if isinstance(node, Figure))
    solid = {GraphEdge("z1", "x1"), GraphEdge("z2", "x1"), GraphEdge("z2", "x2")}
    dashed = {GraphEdge("x1", "z1", True), GraphEdge("x2", "z1", True), GraphEdge("x2", "z2", True)}
    assert isinstance(figure.picture, Graph)
    assert set(figure.picture.edges) == solid | dashed
    assert figure.picture.shaded == ("x1", "x2")
    assert figure.picture.legend == ("p", "q")
    asked = (*variant.stem, *variant.parts[0].text, *variant.parts[1].text)
    assert not any(isinstance(node, Figure) for node in walk(asked))


def test_the_seed_pin_explains_away() -> None:
    answers = solve(SEED)
    assert answers.verdict == "not implied"
    assert answers.in_q == "implied"
    assert [(path.nodes, path.blocks, path.opened) for path in answers.paths] == [
        (("z1", "x1", "z2"), (), (("x1", "x1"),))
    ]


KNOWN = {  # Koller & Friedman, section 3.3.1: chain, fork, collider, a collider's descendant
    "fork": (("x1", "x2"), ("z2",), "implied"),
    "fork left open": (("x1", "x2"), (), "not implied"),
    "collider": (("z1", "x2"), (), "implied"),
    "collider conditioned on": (("z1", "x2"), ("x1",), "not implied"),
    "behind an open collider": (("z1", "x2"), ("x1", "z2"), "implied"),
}


@pytest.mark.parametrize("name", KNOWN)
def test_an_independence_known_by_hand(name: str) -> None:
    pair, given, verdict = KNOWN[name]
    params = replace(SEED, pair=pair, given=given)
    check(params, solve(params))
    assert solve(params).verdict == verdict


def test_a_descendant_opens_a_collider() -> None:
    p = (("z1", ()), ("z2", ()), ("z3", ("z1", "z2")), ("x1", ("z3",)), ("x2", ("z1",)))
    q = (("z1", ("x1", "x2")), ("z2", ("z1",)), ("z3", ("x1",)))
    params = replace(SEED, p=p, q=q, pair=("z1", "z2"), given=("x1",))
    answers = solve(params)
    check(params, answers)
    assert answers.verdict == "not implied"
    assert answers.paths[0].opened == (("z3", "x1"),)
    assert solve(replace(params, given=("x2",))).verdict == "implied"


def test_every_draw_checks() -> None:
    for params, answers in DRAWN:
        check(params, answers)


def test_draws_are_of_all_kinds() -> None:
    assert min(Counter(answers.verdict for _, answers in DRAWN).values()) > 0.35 * len(DRAWN)
    assert min(Counter(params.direction for params, _ in DRAWN).values()) > 0.4 * len(DRAWN)
    assert sum(len(answers.paths) > 1 for _, answers in DRAWN) > 0.4 * len(DRAWN)
    opened = [path.opened for _, answers in DRAWN for path in answers.paths if not path.blocks]
    assert sum(any(opened_by) for opened_by in opened) > 0.2 * len(DRAWN)
    assert sum(any(collider != by for collider, by in pairs) for pairs in opened) > 0.04 * len(DRAWN)
    hierarchies = [params for params, _ in DRAWN if any(n[0] == t[0] == "z" for n, ts in params.p for t in ts)]
    assert len(hierarchies) > 0.3 * len(DRAWN)
    assert len({params for params, _ in DRAWN}) > 0.98 * len(DRAWN)


def naive(answers: Any, given: Any) -> str:
    """The verdict of a candidate who takes a path to be blocked just where it is conditioned on."""
    return "implied" if all(set(path.nodes[1:-1]) & set(given) for path in answers.paths) else "not implied"


def overlooking(answers: Any, given: Any) -> str:
    """The verdict of a candidate to whom only a conditioned collider itself opens a path."""
    colliders = [{collider for collider, _ in path.opened} for path in answers.paths]
    blocked = [path.blocks or not opened <= set(given) for path, opened in zip(answers.paths, colliders, strict=True)]
    return "implied" if all(blocked) else "not implied"


def test_wrong_rules_mostly_lead_to_wrong_verdicts() -> None:
    wrong = [naive(answers, params.given) != answers.verdict for params, answers in DRAWN]
    assert sum(wrong) > 0.6 * len(DRAWN)
    either = [one or overlooking(a, p.given) != a.verdict for one, (p, a) in zip(wrong, DRAWN, strict=True)]
    assert sum(either) > 0.68 * len(DRAWN)
    for verdict in ("implied", "not implied"):
        told = [one for one, (_, answers) in zip(wrong, DRAWN, strict=True) if answers.verdict == verdict]
        assert sum(told) > 0.45 * len(told)


def test_slips_earn_what_the_points_give() -> None:
    """Nothing for a wrong rule about colliders, and what the point of the path says for their descendants."""
    for seed in range(200):
        variant = QUESTION.variant(seed)
        verdict, path = (point.marks for point in variant.parts[1].marking)
        assert (verdict, path) == (1, 2)
        params, answers = variant.params, variant.answers
        overlooked = overlooking(answers, params.given) != answers.verdict
        said = "1 of these marks for the path alone, or for paths that are wrongly blocked just because" in text_of(
            variant
        )
        assert said == overlooked
        expected = {"colliders": 0} if naive(answers, params.given) != answers.verdict else {}
        expected = expected or ({"a collider": 1} if overlooked else {})
        assert {slip.name[: len(name)]: slip.marks for slip in variant.slips for name in expected} == expected
        assert len(variant.slips) == len(expected)


def text_of(variant: Any) -> str:
    return " ".join(as_text(variant).split())


# ------------------------------------------------------------------ in real numbers


def joint_table(factors: Any, rng: np.random.Generator) -> tuple[list[str], NDArray[np.float64]]:
    """Binary variables with random conditional probabilities: the joint probability of all their values."""
    names = [name for name, _ in factors]
    table = np.ones((2,) * len(names))
    for name, tails in factors:
        chances = rng.uniform(0.1, 0.9, size=(2,) * len(tails))
        for values in product((0, 1), repeat=len(names)):
            of = dict(zip(names, values, strict=True))
            chance = chances[tuple(of[tail] for tail in tails)]
            table[values] *= chance if of[name] else 1 - chance
    return names, table


def dependence(names: list[str], table: NDArray[np.float64], pair: Any, given: Any) -> float:
    """The largest |p(a, b, s) p(s) - p(a, s) p(b, s)|: zero just for conditional independence."""
    keep = [names.index(name) for name in (*pair, *given)]
    rest = tuple(i for i in range(len(names)) if i not in keep)
    kept = table.sum(axis=rest)
    order = sorted(keep)
    abs_ = kept.transpose([order.index(i) for i in keep])
    both, first, second = abs_.sum(axis=(0, 1)), abs_.sum(axis=1), abs_.sum(axis=0)
    return float(np.abs(abs_ * both - first[:, None] * second[None, :]).max())


def test_the_verdict_holds_in_random_distributions() -> None:
    rng = np.random.default_rng(20)
    for params, answers in [(SEED, solve(SEED)), *DRAWN[:150]]:
        worst = max(dependence(*joint_table(params.p, rng), params.pair, params.given) for _ in range(3))
        assert (worst < 1e-12) == (answers.verdict == "implied"), (params, worst)


def test_all_questions_about_one_graph_hold_in_random_distributions() -> None:
    rng = np.random.default_rng(21)
    for params, _ in DRAWN[:12]:
        tables = [joint_table(params.p, rng) for _ in range(3)]
        names = sorted(tables[0][0])
        arrows = {(tail, name) for name, tails in params.p for tail in tails}
        for pair in ((a, b) for a in names for b in names if a < b and not {(a, b), (b, a)} & arrows):
            others = [name for name in names if name not in pair]
            for mask in product((0, 1), repeat=len(others)):
                given = tuple(name for name, taken in zip(others, mask, strict=True) if taken)
                worst = max(dependence(*table, pair, given) for table in tables)
                answers = solve(replace(params, pair=pair, given=given))
                assert (worst < 1e-12) == (answers.verdict == "implied"), (params.p, pair, given)


# ------------------------------------------------------------------ wrong answers


def other(verdict: str) -> str:
    return "implied" if verdict == "not implied" else "not implied"


CORRUPTIONS: dict[str, Any] = {
    "an arrow of p dropped": lambda a: {"p_arrows": a.p_arrows[1:]},
    "an arrow of q dropped": lambda a: {"q_arrows": a.q_arrows[:-1]},
    "an arrow of p added": lambda a: {"p_arrows": (*a.p_arrows, a.p_arrows[0][::-1])},
    "an arrow of q turned round": lambda a: {"q_arrows": (a.q_arrows[0][::-1], *a.q_arrows[1:])},
    "p and q exchanged": lambda a: {"p_arrows": a.q_arrows, "q_arrows": a.p_arrows},
    "equations exchanged": lambda a: {"joint": a.posterior, "posterior": a.joint},
    "a factor dropped": lambda a: {"joint": a.joint.rpartition(r" \, ")[0]},
    "another condition": lambda a: {"posterior": a.posterior[:-2] + "9)"},
    "verdict": lambda a: {"verdict": other(a.verdict)},
    "a path dropped": lambda a: {"paths": a.paths[1:]},
    "a path blocked elsewhere": lambda a: {"paths": (replace(a.paths[0], blocks=("z9",)), *a.paths[1:])},
    "an open collider forgotten": lambda a: {"paths": (*a.paths[:-1], replace(a.paths[-1], opened=(("x9", "x9"),)))},
    "q": lambda a: {"in_q": other(a.in_q)},
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_the_check_notices(name: str) -> None:
    for params, answers in [(SEED, solve(SEED)), *DRAWN[:120]]:
        with pytest.raises(AssertionError):
            check(params, replace(answers, **CORRUPTIONS[name](answers)))


def test_parameters_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="does not have"):
        solve(replace(SEED, given=("x3",)))


def test_the_question_gives_just_one_of_figure_and_equations() -> None:
    for seed in range(60):
        variant = QUESTION.variant(seed)
        asked = list(walk((*variant.stem, *variant.parts[0].text, *variant.parts[1].text)))
        has_figure = any(isinstance(node, Figure) for node in asked)
        assert has_figure == (variant.params.direction == "read")
        assert has_figure != (variant.answers.joint in [getattr(node, "tex", "").rstrip(",.") for node in asked])


def test_a_slip_never_leads_to_the_key() -> None:
    found = [slip for seed in range(150) for slip in QUESTION.variant(seed).slips]
    assert len({slip.name for slip in found}) >= 2
    for seed in range(150):
        variant = QUESTION.variant(seed)
        assert variant.answers.verdict not in {slip.printed for slip in variant.slips}
