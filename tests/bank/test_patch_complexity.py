"""The cost of attention over patches: known keys, draws, and a check that notices."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exampaper.questions.bank import load_question
from exampaper.show import question
from exampaper.writers.plain import WRITER

BANK = Path(__file__).parents[2] / "bank"
QUESTION = load_question(BANK / "attention" / "patch_complexity.md", BANK)
DRAWN = [(params, QUESTION.behaviour.solve(params)) for params in map(QUESTION.draw, range(400))]
SEED = QUESTION.pinned("seed")


def check(params: Any, answers: Any) -> None:
    assert QUESTION.behaviour.check is not None
    QUESTION.behaviour.check(params, answers)


def squeezed(formula: object) -> str:
    return str(formula).replace(r"\left", "").replace(r"\right", "").replace(r"\,", "").replace(" ", "")


def test_the_seed_pin_has_the_known_order() -> None:
    variant = QUESTION.variant(pin="seed")
    check(variant.params, variant.answers)
    assert squeezed(variant.answers.total) == "(H-h+1)^2(W-w+1)^2hwC"
    assert squeezed(variant.answers.patches) == "(H-h+1)(W-w+1)"
    assert squeezed(variant.parts[0].key) == r"$\mathcal{O}((H-h+1)^2(W-w+1)^2hwC)$"
    assert len(variant.slips) >= 2


VIT = replace(
    SEED, numbers=True, layout="disjoint", height=224, width=224, channels=3, rows=16, columns=16, class_token=True
)
KNOWN = {
    # 14 · 14 + 1 = 197 tokens; 197² = 38 809 pairs; 16 · 16 · 3 = 768 entries
    "vision transformer": (VIT, 38_809 * 768),
    "its weights": (replace(VIT, task="weights", learned=True, heads=12, dim=64, weight_size=4), 38_809 * 12 * 4),
    "identity heads": (replace(VIT, heads=8), 38_809 * 768),
    "projections, too": (
        replace(VIT, task="queries", learned=True, heads=12, dim=64),
        12 * 64 * (2 * 197 * 768 + 38_809),
    ),
    "axial": (replace(VIT, class_token=False, scope="row"), 14 * 14**2 * 768),
    "causal": (replace(VIT, class_token=False, scope="causal"), 196 * 197 // 2 * 768),
    # (⌊(10 + 2 - 3) / 2⌋ + 1) (⌊(8 + 2 - 4) / 2⌋ + 1) = 5 · 4 = 20 patches of 12 entries
    "strided": (
        replace(
            VIT,
            layout="strided",
            class_token=False,
            height=10,
            width=8,
            channels=1,
            rows=3,
            columns=4,
            padding=1,
            stride=2,
        ),
        400 * 12,
    ),
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_count_known_by_hand(name: str) -> None:
    params, total = KNOWN[name]
    variant = QUESTION.of(params)
    check(params, variant.answers)
    assert variant.answers.total == total


ORDERS = {
    "heads of one's own": (replace(SEED, learned=True, heads=2), "k(H-h+1)^2(W-w+1)^2d"),
    "shared entries": (replace(SEED, heads=2), "(H-h+1)^2(W-w+1)^2hwC"),
    "weights": (replace(SEED, heads=2, task="weights"), "k(H-h+1)^2(W-w+1)^2"),
    "disjoint": (replace(SEED, layout="disjoint"), "(H/h)^2(W/w)^2hwC"),
    "padded": (replace(SEED, padding=1), "(H+2p-h+1)^2(W+2p-w+1)^2hwC"),
    "a row": (replace(SEED, scope="row"), "(H-h+1)(W-w+1)^2hwC"),
    "masked": (replace(SEED, scope="causal"), "(H-h+1)^2(W-w+1)^2hwC"),
    "strided": (replace(SEED, layout="strided"), r"(\lfloor(H-h)/s\rfloor+1)^2(\lfloor(W-w)/s\rfloor+1)^2hwC"),
    "projected": (replace(SEED, learned=True, task="queries"), "d(H-h+1)(W-w+1)(hwC+(H-h+1)(W-w+1))"),
    "square": (replace(SEED, square=True), "(H-h+1)^4h^2C"),
    "a row of a square": (replace(SEED, square=True, layout="disjoint", scope="row"), "(H/h)^3h^2C"),
    "projected, square": (replace(SEED, square=True, learned=True, task="queries"), "d(H-h+1)^2(h^2C+(H-h+1)^2)"),
}


@pytest.mark.parametrize("name", ORDERS)
def test_an_order_known_by_hand(name: str) -> None:
    params, total = ORDERS[name]
    variant = QUESTION.of(params)
    check(params, variant.answers)
    assert squeezed(variant.answers.total) == total


def test_every_draw_checks() -> None:
    for params, answers in DRAWN:
        check(params, answers)


def test_draws_are_of_all_kinds() -> None:
    for field, least in {"numbers": 0.15, "layout": 0.12, "scope": 0.05, "task": 0.1, "learned": 0.3}.items():
        found = Counter(getattr(params, field) for params, _ in DRAWN)
        assert min(found.values()) > least * len(DRAWN), field
    assert SEED not in [params for params, _ in DRAWN]


def test_a_class_hardly_ever_meets_a_variant_twice() -> None:
    count = Counter(params for params, _ in DRAWN)
    assert len(count) > 0.9 * len(DRAWN)
    assert max(count.values()) <= 4


def test_patches_hold_pixels_and_padding_adds_patches() -> None:
    for params, answers in DRAWN:
        if params.numbers and params.padding:
            assert params.padding < min(params.rows, params.columns)
            assert QUESTION.behaviour.solve(replace(params, padding=0)).patches < answers.patches


def test_the_length_of_a_class_token_is_told() -> None:
    for seed, (params, _) in enumerate(DRAWN):
        assert ("One class token, as long as a flattened patch" in text_of(seed)) == params.class_token


def text_of(seed: int) -> str:
    return " ".join(question(QUESTION.variant(seed)).split())


def wrong(value: int | str) -> list[int | str]:
    if isinstance(value, int):
        return [value + 1, 2 * value + 3]
    return [f"{value} C", f"3 {value}", value.replace("H", "W", 1) if "H" in value else f"H {value}", "h"]


def test_the_check_notices_a_wrong_total() -> None:
    for params, answers in DRAWN[:150]:
        for total in wrong(answers.total):
            with pytest.raises(AssertionError):
                check(params, replace(answers, total=total))


@pytest.mark.parametrize("field", ["down", "across", "patches", "tokens", "pairs", "length", "products", "projections"])
def test_the_check_notices_a_wrong_step(field: str) -> None:
    for params, answers in DRAWN[:80]:
        with pytest.raises(AssertionError):
            check(params, replace(answers, **{field: wrong(getattr(answers, field))[0]}))


def test_the_check_notices_every_slip() -> None:
    for params, answers in DRAWN[:150]:
        for slip in QUESTION.behaviour.slips(params, answers):
            value = slip.value if params.numbers else slip.value.strip("$")
            with pytest.raises(AssertionError):
                check(params, replace(answers, total=value))


def test_slips_earn_what_follows_through() -> None:
    """A grid wrong on both sides costs two marks of the five, one wrong factor costs one."""
    strided = KNOWN["strided"][0]
    earned = {slip.name: slip.marks for slip in QUESTION.of(strided).slips}
    assert earned == {
        "one pair for each token, so that nothing is squared": 4,
        "forgot the padding": 3,  # forgetting the + 1 leads to the same total here, and earns the same
    }
    one_side = QUESTION.of(replace(strided, width=7, stride=3))  # two positions across, without the padding, too
    assert {slip.name: slip.marks for slip in one_side.slips}["forgot the padding"] == 4


def wrong_grid(params: Any, answers: Any, slip: str) -> tuple[Any, Any]:
    """Rows and columns of the grid in a script with this slip."""
    match slip:
        case "forgot the padding":
            without = QUESTION.behaviour.solve(replace(params, padding=0))
            return without.down, without.across
        case "took the stride for 1":
            every = QUESTION.behaviour.solve(replace(params, layout="every"))
            return every.down, every.across
        case "counted pixels in place of patches":
            return params.height or "H", params.width or "W"
        case "forgot the + 1 in the number of positions":
            return answers.down - 1, answers.across - 1
    return answers.down, answers.across


def points(params: Any, answers: Any, slip: str) -> int:
    """Marks by the points: two for the grid, one for pairs, one for what a pair or token costs, one for the result."""
    sides = zip((answers.down, answers.across), wrong_grid(params, answers, slip), strict=True)
    right = sum(bool(side == wrong) for side, wrong in sides)
    pairs = "nothing is squared" in slip or "all pairs" in slip or "class token" in slip
    cost = any(words in slip for words in ("projections out", "only", "forgot the length", "channels", "every head"))
    assert (right < 2) + pairs + cost == 1, slip
    return right + (not pairs) + (not cost) + 1


def test_slips_earn_what_the_points_give() -> None:
    for seed, (params, answers) in enumerate(DRAWN):
        for slip in QUESTION.behaviour.slips(params, answers):
            assert slip.marks == points(params, answers, slip.name), (seed, slip)


def test_the_points_say_that_counts_are_followed_through() -> None:
    for seed in range(40):
        *_, last = QUESTION.variant(seed).parts[0].marking
        assert "Wrong counts are followed through, here and in the points above." in WRITER.blocks(last.text)


def test_no_wrong_total_stands_twice() -> None:
    for params, answers in DRAWN:
        values = [slip.value for slip in QUESTION.behaviour.slips(params, answers)]
        assert len(set(values)) == len(values)
        assert answers.total not in values


def test_an_order_may_leave_out_the_one() -> None:
    """H - h + 1 and H - h are of one order, so leaving out the 1 is no slip in letters."""
    assert not any("+ 1" in slip.name for slip in QUESTION.variant(pin="seed").slips)


def test_every_draw_has_a_slip() -> None:
    assert all(QUESTION.behaviour.slips(params, answers) for params, answers in DRAWN)
