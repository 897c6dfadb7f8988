"""The optimal discriminator: known keys, draws, symbolic proof of the formulas, and a check that notices."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from math import log
from pathlib import Path
from typing import Any

import pytest
import sympy as sp

from exampaper.questions.bank import load_question
from exampaper.writers.plain import WRITER

BANK = Path(__file__).parents[2] / "bank"
QUESTION = load_question(BANK / "gan" / "optimal_discriminator.md", BANK)
DRAWN = [(params, QUESTION.behaviour.solve(params)) for params in map(QUESTION.draw, range(400))]
SEED = QUESTION.pinned("seed")


def check(params: Any, answers: Any) -> None:
    assert QUESTION.behaviour.check is not None
    QUESTION.behaviour.check(params, answers)


def solve(params: Any) -> Any:
    return QUESTION.behaviour.solve(params)


def fractions(text: str) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, text.split()))


def test_the_seed_pin_has_its_form() -> None:
    variant = QUESTION.variant(pin="seed")
    check(variant.params, variant.answers)
    assert variant.answers.form == (
        r"\frac{p_{\text{data}}(\mathbf{x}, y)}"
        r"{p_{\text{data}}(\mathbf{x}, y) + p_\theta(\mathbf{x} \mid y) \, p(y)}"
    )
    assert variant.parts[0].key == rf"$D^*(\mathbf{{x}}, y) = {variant.answers.form.replace('frac', 'dfrac')}$"
    assert variant.params.label != (Fraction(1, 2), Fraction(1, 2))  # p_data(y) is even here: p(y) need not equal it


def test_the_seed_pin_has_its_values() -> None:
    answers = solve(SEED)
    assert answers.generated == fractions("1/4 1/12 1/2 1/6")
    assert answers.optimal == fractions("4/7 2/3 1/3 3/5")
    by_hand = (
        log(4 / 7) / 3 + log(2 / 3) / 6 + log(1 / 3) / 4 + log(3 / 5) / 4
        + log(3 / 7) / 4 + log(1 / 3) / 12 + log(2 / 3) / 2 + log(2 / 5) / 6
    )  # fmt: skip
    assert answers.value == pytest.approx(by_hand, abs=1e-12)
    assert QUESTION.variant(pin="seed").printed["value"] == "-1.315"


HALVES = (Fraction(1, 2), Fraction(1, 2), Fraction(0))
SHIFTED = (Fraction(0), Fraction(1, 2), Fraction(1, 2))
PLAIN = replace(SEED, setting="plain", label=(), real=HALVES, fake=SHIFTED)


def test_half_overlap_is_known_by_hand() -> None:
    answers = solve(PLAIN)
    check(PLAIN, answers)
    assert answers.optimal == fractions("1 1/2 0")
    assert answers.value == pytest.approx(-log(2))
    assert answers.jsd == pytest.approx(log(2) / 2)


def test_least_squares_is_known_by_hand() -> None:
    params = replace(PLAIN, objective="squares", targets=(-1, 1))
    answers = solve(params)
    check(params, answers)
    assert answers.optimal == fractions("1 0 -1")
    assert answers.loss == Fraction(1, 2)  # only the shared outcome costs: 1/2 · 1/2 · 1 twice


def test_a_prior_is_known_by_hand() -> None:
    params = replace(PLAIN, objective="weighted", prior=Fraction(3, 4))
    answers = solve(params)
    check(params, answers)
    assert answers.optimal == fractions("1 3/4 0")
    assert answers.value == pytest.approx((3 * log(3 / 4) + log(1 / 4)) / 8)


# ------------------------------------------------------------------ in letters

R, F, D, PI, A, B = sp.symbols("R F D pi a b", positive=True)
GAIN = {
    "original": R * sp.log(D) + F * sp.log(1 - D),
    "weighted": PI * R * sp.log(D) + (1 - PI) * F * sp.log(1 - D),
    "squares": -R * (D - B) ** 2 / 2 - F * (D - A) ** 2 / 2,
}
LETTERS = {"plain": ("x", "x"), "matched": ("x|y", "x|y"), "free": ("x,y", "x|y,y")}


def parsed(form: str, setting: str) -> sp.Expr:
    """The printed formula with R and F for the two distributions, as the setting has them."""
    real = {"plain": r"(\mathbf{x})", "matched": r"(\mathbf{x} \mid y)", "free": r"(\mathbf{x}, y)"}[setting]
    fake = {"plain": r"(\mathbf{x})", "matched": r"(\mathbf{x} \mid y)", "free": r"(\mathbf{x} \mid y) \, p(y)"}
    text = form.replace(r"p_{\text{data}}" + real, " R ").replace(r"p_\theta" + fake[setting], " F ")
    above, below = text.removeprefix(r"\frac{").removesuffix("}").split("}{")
    names = {"R": R, "F": F, "pi": PI, "a": A, "b": B}
    sides = (side.replace(r"\pi", " pi ").replace(r"\,", " * ").replace("pi   *", "pi *") for side in (above, below))
    return sp.Mul(*(sp.sympify(side, locals=names) ** sign for side, sign in zip(sides, (1, -1), strict=True)))


@pytest.mark.parametrize("setting", ["plain", "matched", "free"])
@pytest.mark.parametrize("objective", ["original", "weighted", "squares"])
def test_the_formula_is_the_stationary_point(setting: str, objective: str) -> None:
    """Goodfellow et al. (2014), Proposition 1; Mao et al. (2017), equation 5."""
    params = next(p for p, _ in DRAWN if (p.setting, p.objective) == (setting, objective))
    gain = GAIN[objective]
    found = parsed(solve(params).form, setting)
    assert sp.simplify(sp.diff(gain, D).subs(D, found)) == 0
    curved = sp.diff(gain, D, 2).subs({R: 2, F: 3, PI: sp.Rational(1, 3), A: 0, B: 1, D: sp.Rational(2, 7)})
    assert curved < 0


def test_the_least_loss_in_letters() -> None:
    best = (B * R + A * F) / (R + F)
    assert sp.simplify(-GAIN["squares"].subs(D, best) - (B - A) ** 2 * R * F / (2 * (R + F))) == 0


# ------------------------------------------------------------------ draws


def test_every_draw_checks() -> None:
    for params, answers in DRAWN:
        check(params, answers)


def test_draws_are_of_all_kinds() -> None:
    kinds = Counter((params.setting, params.objective, params.ask) for params, _ in DRAWN)
    assert len(kinds) == 12
    assert min(kinds.values()) > 0.02 * len(DRAWN)
    one_sided = [answers for _, answers in DRAWN if 0 in answers.data + answers.generated]
    assert 0.2 * len(DRAWN) < len(one_sided) < 0.7 * len(DRAWN)
    assert all(answers.data != answers.generated for _, answers in DRAWN)
    assert len({params for params, _ in DRAWN}) > 0.98 * len(DRAWN)


def test_labels_are_distributed_as_the_text_says() -> None:
    for params, answers in DRAWN:
        if params.setting != "plain":
            real = answers.data[0] + answers.data[1]
            assert (real == params.label[0]) == (params.setting == "matched")


def test_rounded_steps_give_the_printed_value() -> None:
    """A candidate who goes on with four decimals comes to the key."""
    for params, answers in DRAWN:
        if params.objective == "squares":
            continue
        one, two = (round(value, 4) for value in answers.logs)
        share = float(params.prior)
        value = share * one + (1 - share) * two if params.objective == "weighted" else one + two
        assert f"{value:.3f}" == f"{answers.value:.3f}"
        if params.ask == "jsd":
            assert f"{(value + log(4)) / 2:.3f}" == f"{answers.jsd:.3f}"


# ------------------------------------------------------------------ wrong answers


def swapped(form: str) -> str:
    """The roles of data and generator exchanged above the line."""
    above, _, below = form.partition("}{p_") if "}{p_" in form else form.partition(r"}{\pi")
    sign = "}{p_" if "}{p_" in form else r"}{\pi"
    if "data" in above and "theta" in above:
        return above.replace("b ", "# ").replace("a ", "b ").replace("# ", "a ") + sign + below
    return above.replace(r"p_{\text{data}}", r"p_\theta").replace(", y)", r" \mid y) \, p(y)") + sign + below


CORRUPTIONS: dict[str, Any] = {
    "value": lambda a: {"value": a.value + 0.001},
    "jsd": lambda a: {"jsd": a.jsd - 0.001},
    "a value of D* one off": lambda a: {"optimal": (a.optimal[0] + Fraction(1, 100), *a.optimal[1:])},
    "D* in another order": lambda a: {"optimal": a.optimal[::-1] if a.optimal != a.optimal[::-1] else ()},
    "D* and 1 - D*": lambda a: {"optimal": tuple(7 - v for v in a.optimal)},
    "real and generated exchanged": lambda a: {"data": a.generated, "generated": a.data},
    "an outcome dropped": lambda a: {"optimal": a.optimal[1:]},
    "roles in the formula": lambda a: {"form": swapped(a.form)},
    "a sign in the formula": lambda a: {"form": a.form[:12] + a.form[12:].replace("+", "-")},
    "no formula": lambda a: {"form": "D"},
    "loss": lambda a: {"loss": a.loss + Fraction(1, 360)},
    "logs": lambda a: {"logs": tuple(v + 0.0001 for v in a.logs) or (0.1, 0.2)},
    "terms": lambda a: {"terms": tuple(2 * v for v in a.terms) or (Fraction(1, 2),)},
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_the_check_notices(name: str) -> None:
    for params, answers in [(SEED, solve(SEED)), *DRAWN[:150]]:
        with pytest.raises(AssertionError):
            check(params, replace(answers, **CORRUPTIONS[name](answers)))


def test_the_check_notices_a_missing_label() -> None:
    answers = solve(SEED)
    with pytest.raises(AssertionError):
        check(SEED, replace(answers, form=answers.form.replace(r" \, p(y)", "")))


def test_slips_are_wrong() -> None:
    for seed in range(150):
        variant = QUESTION.variant(seed)
        assert len(variant.slips) >= 2
        key = variant.printed
        assert all(slip.printed.strip("$") != key[slip.field] for slip in variant.slips)


PUT_IN_WRONGLY = ("weights forgotten in $V$", "not halved", "only the divergence")


def points(part: Any, slip: str) -> int:
    """Marks by the points of part (b): two for D*, one for the objective or the formula, one for the value."""
    star, put_in, value = (int(point.marks) for point in part.marking)
    assert (star, put_in, value) == (2, 1, 1)
    if "everywhere" in slip:  # as the first point says
        return 0
    return star + (0 if any(words in slip for words in PUT_IN_WRONGLY) else put_in)


def test_slips_earn_what_the_points_give() -> None:
    for seed in range(200):
        form, value = QUESTION.variant(seed).parts
        assert {slip.marks for slip in form.slips} == {2}  # all but the point of the form
        for slip in value.slips:
            assert slip.marks == points(value, slip.name), (seed, slip)


def test_the_points_say_what_is_followed_through() -> None:
    for seed in range(60):
        variant = QUESTION.variant(seed)
        first, put_in, last = (WRITER.blocks(point.text) for point in variant.parts[1].marking)
        assert "Follow through from a wrong formula, here and in the next point." in first
        assert "not followed through here" in last
        names = {slip.name for slip in variant.slips}
        assert ("earns nothing in this part" in first) == (r"$D^* = \frac{1}{2}$ everywhere" in names)
        assert ("with the weights" in put_in) == ("weights forgotten in $V$" in names)


def test_wrong_values_are_clear_of_the_key_and_of_each_other() -> None:
    for params, answers in DRAWN:
        found = [slip for slip in QUESTION.behaviour.slips(params, answers) if slip.field != "form"]
        exact = params.objective == "squares"
        printed = [slip.value if exact else f"{slip.value:.3f}" for slip in found]
        assert len(set(printed)) == len(printed)
        for slip in found:
            assert abs(slip.value - getattr(answers, slip.field)) > (0 if exact else 0.002)
            assert exact or abs(abs(slip.value) * 1000 % 1 - 0.5) > 0.01
