"""The gradient of a linear RNN: known keys, draws, and a check that notices."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from exampaper.questions.bank import load_question
from exampaper.writers.plain import WRITER

BANK = Path(__file__).parents[2] / "bank"
QUESTION = load_question(BANK / "rnn" / "gradient_explosion.md", BANK)
DRAWN = [(params, QUESTION.behaviour.solve(params)) for params in map(QUESTION.draw, range(400))]
SEED = QUESTION.pinned("seed")


def check(params: Any, answers: Any) -> None:
    assert QUESTION.behaviour.check is not None
    QUESTION.behaviour.check(params, answers)


def test_the_seed_pin_explodes() -> None:
    variant = QUESTION.variant(pin="seed")
    check(variant.params, variant.answers)
    assert variant.answers.verdict == "explodes"
    assert variant.printed["radius"] == "1.15"
    assert [f"{real:.2f}" for real, _ in variant.answers.eigenvalues] == ["-1.15", "0.63", "-0.04"]
    assert variant.parts[0].key == r"Explodes: $\rho(W_h) \approx 1.15 > 1$"
    assert variant.params.matrix[0] == (Decimal("-0.64"), Decimal("-0.06"), Decimal("-1.12"))


def test_the_seed_pin_has_its_slips() -> None:
    printed = {slip.printed for slip in QUESTION.variant(pin="seed").slips}
    assert printed == {"$0.63$", "$1.66$", "$1.86$"}


def test_slips_earn_the_method_and_a_verdict_that_is_right() -> None:
    earned = {slip.printed: slip.marks for slip in QUESTION.variant(pin="seed").slips}
    assert earned == {"$0.63$": 2, "$1.66$": 3, "$1.86$": 3}  # vanishes, explodes, explodes


def verdict(value: float) -> str:
    return "explodes" if value > 1 else "vanishes" if value < 1 else "neither"


def test_slips_earn_what_the_points_give() -> None:
    """Two marks for the power of the matrix, and one for a verdict that the printed value happens to give."""
    for seed in range(200):
        variant = QUESTION.variant(seed)
        power, *_, last = variant.parts[0].marking
        assert (power.marks, last.marks) == (2, 1)
        assert "not followed through" in WRITER.blocks(last.text)
        for slip in variant.slips:
            right = verdict(float(slip.printed.strip("$"))) == variant.answers.verdict
            assert slip.marks == power.marks + (last.marks if right else 0), (seed, slip)


def test_wrong_ways_are_clear_of_the_key_and_of_each_other() -> None:
    for params, answers in DRAWN:
        found = QUESTION.behaviour.slips(params, answers)
        assert len({f"{slip.value:.2f}" for slip in found}) == len(found)
        for slip in found:
            assert abs(slip.value - answers.radius) < 1e-9 or abs(slip.value - answers.radius) > 0.015
            assert abs(slip.value * 100 % 1 - 0.5) > 0.009


def test_mostly_a_wrong_way_leads_to_a_wrong_verdict() -> None:
    harmless = [
        all(verdict(round(slip.value, 2)) == answers.verdict for slip in QUESTION.behaviour.slips(params, answers))
        for params, answers in DRAWN
    ]
    assert sum(harmless) < 0.1 * len(DRAWN)


def test_no_matrix_is_diagonal_and_few_are_signed_permutations() -> None:
    for params, _ in DRAWN:
        assert any(v for i, row in enumerate(params.matrix) for j, v in enumerate(row) if i != j)
    orthogonal = [params.matrix for params, _ in DRAWN if params.form == "orthogonal"]
    bare = [rows for rows in orthogonal if all(sum(v != 0 for v in row) == 1 for row in rows)]
    assert len(bare) < 0.1 * len(orthogonal)


def test_no_proof_is_called_a_slip() -> None:
    """A norm below one proves a limit at zero; an eigenvalue or |det| above one proves an explosion."""
    for params, answers in DRAWN:
        for slip in QUESTION.behaviour.slips(params, answers):
            if "entry" not in slip.name:
                assert (slip.value > 1) == ("singular" in slip.name or "sum" in slip.name)


def params(form: str, *rows: str, sizes: tuple[int, ...] = ()) -> Any:
    matrix = tuple(tuple(map(Decimal, row.split())) for row in rows)
    return replace(SEED, form=form, matrix=matrix, sizes=sizes)


KNOWN = {
    "entries below one": (params("blocks", "0.7 0.6", "0.5 0.8", sizes=(2,)), "explodes", "1.30"),
    "large norm": (params("blocks", "0.5 1.2", "0 -0.9", sizes=(1, 1)), "vanishes", "0.90"),
    "complex": (params("blocks", "0.6 -0.9", "0.9 0.6", sizes=(2,)), "explodes", "1.08"),
    "complex, inside": (params("blocks", "0.6 -0.6", "0.6 0.6", sizes=(2,)), "vanishes", "0.85"),
    "nilpotent": (params("blocks", "0 1.3 0.9", "0 0 -1.2", "0 0 0", sizes=(1, 1, 1)), "vanishes", "0.00"),
    "rotation": (params("orthogonal", "0.6 -0.8", "0.8 0.6"), "neither", "1.00"),
    "scaled rotation": (params("orthogonal", "0.66 -0.88", "0.88 0.66"), "explodes", "1.10"),
    "rows sum to one": (params("stochastic", "0.9 0.1", "0.6 0.4"), "neither", "1.00"),
    "rank one": (params("rank_one", "1 -0.5 0.2", "2 -1 0.4", "1 -0.5 0.2"), "vanishes", "0.20"),
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_matrix_known_by_hand(name: str) -> None:
    given, verdict, radius = KNOWN[name]
    variant = QUESTION.of(given)
    check(given, variant.answers)
    assert variant.answers.verdict == verdict
    assert variant.printed["radius"] == radius


def test_every_draw_checks() -> None:
    for params, answers in DRAWN:
        check(params, answers)


def largest_entry(params: Any) -> float:
    return max(abs(float(entry)) for row in params.matrix for entry in row)


def test_draws_are_of_all_kinds() -> None:
    verdicts = Counter(answers.verdict for _, answers in DRAWN)
    assert min(verdicts[v] for v in ("explodes", "vanishes", "neither")) > 0.12 * len(DRAWN)
    forms = Counter(params.form for params, _ in DRAWN)
    assert min(forms.values()) > 0.04 * len(DRAWN)
    assert len(forms) == 6
    assert sum(a.verdict == "vanishes" and a.norm > 1 for _, a in DRAWN) > 0.2 * len(DRAWN)
    assert sum(a.verdict == "explodes" and largest_entry(p) < 1 for p, a in DRAWN) > 0.03 * len(DRAWN)
    assert sum(a.eigenvalues[0][1] > 0 for _, a in DRAWN) > 0.1 * len(DRAWN)


def test_printed_eigenvalues_do_not_all_give_an_explosion_away() -> None:
    exploding = [a.eigenvalues for p, a in DRAWN if p.form == "given" and a.verdict == "explodes"]
    hidden = [values for values in exploding if max(abs(part) for value in values for part in value) < 1]
    assert len(hidden) > 0.12 * len(exploding)


def test_what_is_printed_gives_the_verdict() -> None:
    """The radius recomputed from eigenvalues as printed, where they are printed, is the radius as printed."""
    for params, answers in DRAWN:
        if params.form == "given":
            real, imaginary = (round(part, 2) for part in answers.eigenvalues[0])
            found = abs(complex(real, imaginary))
            assert f"{found:.2f}" == f"{answers.radius:.2f}"


CORRUPTIONS: dict[str, Any] = {
    "verdict": lambda a: {"explodes": "vanishes", "vanishes": "neither", "neither": "explodes"}[a.verdict],
    "radius": lambda a: a.radius + 0.01,
    "norm": lambda a: a.norm - 0.01,
    "eigenvalues": lambda a: (*a.eigenvalues[:-1], (0.77, 0.0)),
    "tenfold": lambda a: a.tenfold * 1.1 + 0.1,
    "trace": lambda a: a.trace + 1,
    "sums": lambda a: tuple(reversed(a.sums)) + a.sums[:1],
    "axis": lambda a: "row" if a.axis == "column" else "column",
}
OF_A_FORM: dict[str, dict[str, Any]] = {
    "blocks": {
        "roots": lambda a: (*a.roots[:-1], (*a.roots[-1][:-1], (0.77, 0.0))),
        "quadratics": lambda a: tuple((*q[:-1], q[-1] + 1) if q else (1,) for q in a.quadratics),
    },
    "orthogonal": {"square": lambda a: a.square + Decimal("0.01")},
    "stochastic": {},
    "rank_one": {"trace": lambda a: -a.trace},
    "bare": {"cubic": lambda a: (a.cubic[0], -a.cubic[1] - 1, a.cubic[2])},
    "given": {},
}


def test_the_check_notices_a_wrong_answer() -> None:
    for params, answers in DRAWN[:120]:
        for field, corrupt in {**CORRUPTIONS, **OF_A_FORM[params.form]}.items():
            with pytest.raises(AssertionError):
                check(params, replace(answers, **{field: corrupt(answers)}))


def test_the_check_notices_a_wrong_change_of_sign() -> None:
    answers = QUESTION.behaviour.solve(SEED)
    for wrong in (replace(answers, probe=1), replace(answers, value=-answers.value)):
        with pytest.raises(AssertionError):
            check(SEED, wrong)


def test_eigenvalues_that_differ_by_rounding_only_keep_their_order() -> None:
    rows = ["0.25 0.15 0.20 0.40", "0.10 0.20 0.10 0.60", "0.10 0.05 0.05 0.80", "0.20 0.10 0.15 0.55"]
    matrix = tuple(tuple(map(Decimal, row.split())) for row in rows)
    params = replace(SEED, form="stochastic", matrix=matrix, sizes=())
    answers = QUESTION.behaviour.solve(params)
    check(params, answers)
    assert [round(real, 6) for real, _ in answers.eigenvalues] == [1, 0.05, 0.05, -0.05]


def test_a_change_of_sign_finds_the_only_eigenvalue_that_is_largest() -> None:
    answers = QUESTION.behaviour.solve(QUESTION.draw(70794))  # of a conjugate pair of the same modulus, once
    assert len(answers.eigenvalues) < 2 or abs(complex(*answers.eigenvalues[1])) < answers.radius - 1e-3
