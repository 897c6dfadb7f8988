"""The optimal discriminator of a GAN whose generator is fixed, in letters and on a small table.

Goodfellow et al. (2014), “Generative adversarial nets”: Proposition 1 (the optimal discriminator) and Theorem 1
(the objective there is -log 4 + 2 JSD). Mirza & Osindero (2014), “Conditional generative adversarial nets”: the
label is an input of the discriminator. Mao et al. (2017), “Least squares generative adversarial networks”,
equation 5: targets a for generated and b for real examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import inf, log, sqrt
from typing import Annotated, Any, Literal

from exampaper.draw import Rng
from exampaper.model import Places, Slip
from exampaper.questions.printing import fraction

Setting = Literal["plain", "matched", "free"]
Objective = Literal["original", "weighted", "squares"]
Table = tuple[Fraction, ...]


@dataclass(frozen=True)
class Params:
    """setting: no labels (plain); labels drawn from p(y) = p_data(y) (matched) or from some other p(y) (free).

    objective: the original one; weighted by the share `prior` of real examples; least squares with targets (a, b).
    ask: the objective's optimal value or, for the original one, the Jensen-Shannon divergence.
    real, fake: plain, of three or four images, p_data(x) and p_θ(x). With labels, of (x1, 0), (x2, 0), (x1, 1),
    (x2, 1): matched, p_data(x | y) and p_θ(x | y); free, p_data(x, y) and p_θ(x | y). label: p(0) and p(1).
    """

    setting: Setting
    objective: Objective
    ask: Literal["value", "jsd"]
    real: Table
    fake: Table
    label: Table = ()
    prior: Fraction = Fraction(1, 2)
    targets: tuple[int, int] = (0, 1)


@dataclass(frozen=True)
class Answers:
    """form: D* in LaTeX. data, generated: the (joint) distributions at the outcomes. optimal: D* there.

    logs: E_real[log D*] and E_gen[log(1 - D*)]. terms, loss: least squares only, p_data p_θ / (p_data + p_θ) at the
    outcomes and the loss. value: the objective at D*. jsd: of the data and the generated examples, in nats.
    """

    form: str
    data: Table
    generated: Table
    optimal: Table
    logs: tuple[Annotated[float, Places(4)], ...]
    terms: Table
    loss: Fraction
    value: Annotated[float, Places(3)]
    jsd: Annotated[float, Places(3)]


# ------------------------------------------------------------------ draw

_PRIORS = tuple(Fraction(n, d) for n, d in ((1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5)))
TOLERANCE = 0.001  # that the marking allows for a value
_TARGETS = ((0, 1), (-1, 1), (-1, 1), (0, 2), (-1, 0), (1, 2), (-1, 2))


def draw(rng: Rng) -> Params:
    setting: Setting = rng.choice(("plain", "matched", "free"))
    objective: Objective = rng.choice(("original", "original", "weighted", "squares"))
    real, fake = _draw_counts(rng, setting)
    _refuse_alike(rng, real, fake)
    params = Params(
        setting,
        objective,
        rng.choice(("value", "jsd")) if objective == "original" else "value",
        *_tables(setting, real, fake),
        prior=rng.choice(_PRIORS) if objective == "weighted" else Fraction(1, 2),
        targets=rng.choice(_TARGETS) if objective == "squares" else (0, 1),
    )
    _refuse_dull(rng, params, solve(params))
    return params


def _draw_counts(rng: Rng, setting: Setting) -> tuple[list[int], list[int]]:
    """How often each outcome comes up among `total` real and as many generated examples; at most one zero."""
    zero = rng.choice(("none", "none", "none", "none", "real", "fake"))
    if setting == "plain":
        total, size = rng.choice((6, 8, 10, 12)), rng.integer(3, 4)
        return _parts(rng, total, size, zero == "real"), _parts(rng, total, size, zero == "fake")
    total, label = rng.choice((8, 10, 12)), rng.integer(0, 1)
    first = rng.integer(2, total - 2)
    other = first if setting == "matched" else rng.integer(2, total - 2)
    if setting == "free" and first == other:
        rng.reject("the labels are distributed alike")
    return (
        [n for y, s in enumerate((first, total - first)) for n in _parts(rng, s, 2, zero == "real" and y == label)],
        [n for y, s in enumerate((other, total - other)) for n in _parts(rng, s, 2, zero == "fake" and y == label)],
    )


def _parts(rng: Rng, total: int, size: int, zero: bool) -> list[int]:
    """Whole numbers that add up to `total`: positive, but for a single zero where one is wanted."""
    cuts = [0, *rng.sample(range(1, total), size - 1 - zero), total]
    parts = [high - low for low, high in pairwise(cuts)]
    if zero:
        parts.insert(rng.integer(0, size - 1), 0)
    return parts


def _tables(setting: Setting, real: Sequence[int], fake: Sequence[int]) -> tuple[Table, Table, Table]:
    """What the paper prints: p_data, p_θ and p(y), from the counts."""
    total = sum(real)
    if setting == "plain":
        return tuple(Fraction(n, total) for n in real), tuple(Fraction(n, total) for n in fake), ()
    joint = tuple(Fraction(n, total) for n in real)
    return (
        joint if setting == "free" else _conditional(real),
        _conditional(fake),
        (Fraction(fake[0] + fake[1], total), Fraction(fake[2] + fake[3], total)),
    )


def _conditional(counts: Sequence[int]) -> Table:
    """Of the images, given each label."""
    return tuple(Fraction(n, counts[i // 2 * 2] + counts[i // 2 * 2 + 1]) for i, n in enumerate(counts))


def _refuse_alike(rng: Rng, real: Sequence[int], fake: Sequence[int]) -> None:
    """Distinct values of D*, for the most part, and no two outcomes as frequent among generated as among real ones."""
    if sum(r == f for r, f in zip(real, fake, strict=True)) > 1:
        rng.reject("hardly any difference")
    if len({r / (r + f) for r, f in zip(real, fake, strict=True)}) < len(real) - (len(real) > 3):
        rng.reject("the same value of D* again and again")


def _refuse_dull(rng: Rng, params: Params, answers: Answers) -> None:
    """Clearly different distributions, no ties of rounding, fractions fit for a paper."""
    if answers.jsd < 0.02:
        rng.reject("hardly any difference")
    if answers.loss.denominator > 400 or any(term.denominator > 120 for term in answers.terms):
        rng.reject("unwieldy fractions")
    if _tie(answers.value, 3) or _tie(answers.jsd, 3) or any(_tie(v, 4, near=0.02) for v in answers.logs):
        rng.reject("a close call of rounding")
    _refuse_unclear(rng, params, answers)


def _tie(value: float, places: int, near: float = 0.12) -> bool:
    """Whether the value is near the middle of two roundings, or prints as a whole number."""
    part = abs(value) * 10**places % 1
    return abs(part - 0.5) < near or f"{value:.{places}f}".endswith("." + "0" * places)


def _refuse_unclear(rng: Rng, params: Params, answers: Answers) -> None:
    """No wrong way leads to the key, or so near to it that the tolerance could not tell; nor do two of unlike marks."""
    key, found = _key(params, answers), _slips_of_value(params, answers)
    if any(abs(slip.value - key) <= (0 if params.objective == "squares" else 2.5 * TOLERANCE) for slip in found):
        rng.reject("a wrong way leads to the key")
    if params.objective != "squares" and any(_tie(slip.value, 3, near=0.02) for slip in found):
        rng.reject("a close call of rounding on a wrong way")
    marks: dict[str, int] = {}
    if any(marks.setdefault(_shown(slip.value), slip.marks) != slip.marks for slip in found):
        rng.reject("one wrong value for errors of different weight")


def _key(params: Params, answers: Answers) -> Fraction | float:
    """The value that part (b) asks for."""
    if params.objective == "squares":
        return answers.loss
    return answers.jsd if params.ask == "jsd" else answers.value


def _shown(value: Fraction | float) -> str:
    return str(value) if isinstance(value, Fraction) else f"{value:.3f}"


# ------------------------------------------------------------------ solve

REAL: dict[Setting, str] = {
    "plain": r"p_{\text{data}}(\mathbf{x})",
    "matched": r"p_{\text{data}}(\mathbf{x} \mid y)",
    "free": r"p_{\text{data}}(\mathbf{x}, y)",
}
FAKE: dict[Setting, str] = {
    "plain": r"p_\theta(\mathbf{x})",
    "matched": r"p_\theta(\mathbf{x} \mid y)",
    "free": r"p_\theta(\mathbf{x} \mid y) \, p(y)",
}


def solve(params: Params) -> Answers:
    data, generated = _joint(params)
    optimal = tuple(_best(params, d, g) for d, g in zip(data, generated, strict=True))
    squares = params.objective == "squares"
    logs = () if squares else _logs(data, generated, optimal)
    terms = tuple(d * g / (d + g) for d, g in zip(data, generated, strict=True)) if squares else ()
    loss = Fraction((params.targets[1] - params.targets[0]) ** 2, 2) * sum(terms, Fraction(0))
    return Answers(
        form=_form(params.objective, REAL[params.setting], FAKE[params.setting]),
        data=data,
        generated=generated,
        optimal=optimal,
        logs=logs,
        terms=terms,
        loss=loss,
        value=float(loss) if squares else _objective(params, logs),
        jsd=_jsd(data, generated),
    )


def _form(objective: Objective, real: str, fake: str) -> str:
    """D*, given the two distributions in LaTeX."""
    if objective == "weighted":
        return rf"\frac{{\pi \, {real}}}{{\pi \, {real} + (1 - \pi) \, {fake}}}"
    if objective == "squares":
        return rf"\frac{{b \, {real} + a \, {fake}}}{{{real} + {fake}}}"
    return rf"\frac{{{real}}}{{{real} + {fake}}}"


def _joint(params: Params) -> tuple[Table, Table]:
    """The distributions of real and of generated outcomes."""
    if params.setting == "plain":
        return params.real, params.fake
    generated = tuple(v * params.label[i // 2] for i, v in enumerate(params.fake))
    if params.setting == "free":
        return params.real, generated
    return tuple(v * params.label[i // 2] for i, v in enumerate(params.real)), generated


def _best(params: Params, d: Fraction, g: Fraction) -> Fraction:
    """D* at an outcome."""
    if params.objective == "squares":
        a, b = params.targets
        return (b * d + a * g) / (d + g)
    if params.objective == "original":
        return d / (d + g)
    return params.prior * d / (params.prior * d + (1 - params.prior) * g)


def _logs(data: Table, generated: Table, values: Sequence[Fraction]) -> tuple[float, float]:
    """E_real[log D] and E_gen[log(1 - D)]; 0 log 0 = 0, and log 0 = -∞."""
    real = sum(float(d) * _log(v) for d, v in zip(data, values, strict=True) if d)
    fake = sum(float(g) * _log(1 - v) for g, v in zip(generated, values, strict=True) if g)
    return real, fake


def _log(value: Fraction) -> float:
    return log(value) if value else -inf


def _objective(params: Params, logs: Sequence[float]) -> float:
    """V from its two expectations."""
    if params.objective == "weighted":
        return float(params.prior) * logs[0] + float(1 - params.prior) * logs[1]
    return logs[0] + logs[1]


def _jsd(data: Table, generated: Table) -> float:
    """By its definition: the mean of the divergences from the mixture."""
    mixture = tuple((d + g) / 2 for d, g in zip(data, generated, strict=True))
    return (_kl(data, mixture) + _kl(generated, mixture)) / 2


def _kl(one: Table, other: Table) -> float:
    pairs = ((float(a), float(b)) for a, b in zip(one, other, strict=True) if a)
    return sum(a * (log(a / b) if b else inf) for a, b in pairs)


# ------------------------------------------------------------------ check

_TOKENS = {
    r"p_\{\\text\{data\}\}\(\\mathbf\{x\}\)": "data_image",
    r"p_\{\\text\{data\}\}\(\\mathbf\{x\}, y\)": "data_pair",
    r"p_\{\\text\{data\}\}\(\\mathbf\{x\} \\mid y\)": "data_given_label",
    r"p_\\theta\(\\mathbf\{x\}\)": "fake_image",
    r"p_\\theta\(\\mathbf\{x\} \\mid y\)": "fake_given_label",
    r"p\(y\)": "label",
    r"\\pi": "prior",
    r"a": "a",
    r"b": "b",
    r"1": "1",
    r"[-+()]": "",
}


def check(params: Params, answers: Answers) -> None:
    """D* by golden-section search at each outcome; the printed formula computed as it stands; JSD by entropies."""
    rows = _check_tables(params, answers)
    assert len(answers.optimal) == len(rows)
    _check_form(params, answers, rows)
    total, expected = 0.0, [0.0, 0.0]
    for row, value in zip(rows, answers.optimal, strict=True):
        found, height = _optimum(params, row)
        assert abs(float(value) - found) < 1e-5, f"D* is near {found}, not {value}"
        total += height
        expected[0] += _times_log(float(row["data"]), found)
        expected[1] += _times_log(float(row["generated"]), 1 - found)
    if params.objective == "squares":
        _check_squares(params, answers, rows, -total)
    else:
        assert abs(answers.value - total) < 1e-7, f"the largest value is {total}"
        assert len(answers.logs) == 2
        assert all(abs(x - y) < 1e-5 for x, y in zip(answers.logs, expected, strict=True)), f"logs {expected}"
        assert not answers.terms
        assert answers.loss == 0
    mixed = [(row["data"] + row["generated"]) / 2 for row in rows]
    own = [_entropy([row[name] for row in rows]) for name in ("data", "generated")]
    assert abs(_entropy(mixed) - sum(own) / 2 - answers.jsd) < 1e-9, "JSD"
    assert answers.jsd > 0.01, "hardly any difference"
    if params.objective == "original":
        assert abs(answers.value + 2 * log(2) - 2 * answers.jsd) < 1e-9, "Theorem 1"


def _check_tables(params: Params, answers: Answers) -> list[dict[str, Fraction]]:
    """The joint probabilities of each outcome, which must be those of the answers."""
    labelled = params.setting != "plain"
    labels = [y for y in (0, 1) for _ in (1, 2)] if labelled else [-1] * len(params.real)
    assert len(params.real) == len(params.fake) == len(labels)
    label = [params.label[y] if labelled else Fraction(1) for y in labels]
    rows = []
    for real, fake, p in zip(params.real, params.fake, label, strict=True):
        row = {"data": real * p if params.setting == "matched" else real, "generated": fake * p}
        assert row["data"] + row["generated"] > 0, "an outcome that never comes up"
        rows.append(row)
    for name, told in (("data", answers.data), ("generated", answers.generated)):
        assert tuple(row[name] for row in rows) == told, f"distribution {name}"
        assert sum(told) == 1
        assert min(told) >= 0
    if labelled:
        same = sum(row["data"] for row, y in zip(rows, labels, strict=True) if y == 0) == params.label[0]
        assert same == (params.setting == "matched"), "whether p(y) is p_data(y)"
    assert 0 < params.prior < 1
    assert params.targets[0] != params.targets[1]
    return rows


def _optimum(params: Params, row: dict[str, Fraction]) -> tuple[float, float]:
    """The best value of D at an outcome, and what it contributes to V, or to -L."""
    low, high = 0.0, 1.0
    if params.objective == "squares":
        low, high = min(params.targets) - 1.0, max(params.targets) + 1.0
    return _highest(partial(_gain, params, float(row["data"]), float(row["generated"])), low, high)


def _gain(params: Params, d: float, g: float, at: float) -> float:
    """What an outcome contributes to V, or to -L, when D is `at` there."""
    if params.objective == "squares":
        a, b = params.targets
        return -(d * (at - b) ** 2 + g * (at - a) ** 2) / 2
    share = float(params.prior) if params.objective == "weighted" else 1.0
    rest = 1 - share if params.objective == "weighted" else 1.0
    return share * _times_log(d, at) + rest * _times_log(g, 1 - at)


def _times_log(weight: float, value: float) -> float:
    if weight == 0:
        return 0.0
    return weight * log(value) if value > 0 else -inf


def _highest(f: Callable[[float], float], low: float, high: float) -> tuple[float, float]:
    """Where a function with a single peak is highest, and how high: golden-section search."""
    ratio = (sqrt(5) - 1) / 2
    ends = [low, high]
    while high - low > 1e-9:
        one, two = high - ratio * (high - low), low + ratio * (high - low)
        if f(one) < f(two):
            low = one
        else:
            high = two
    best = max([(low + high) / 2, *ends], key=f)
    return best, f(best)


def _check_squares(params: Params, answers: Answers, rows: Sequence[dict[str, Fraction]], total: float) -> None:
    a, b = params.targets
    assert len(answers.terms) == len(rows)
    for row, term in zip(rows, answers.terms, strict=True):
        assert term * (1 / row["data"] + 1 / row["generated"]) == 1 if row["data"] * row["generated"] else term == 0
    assert abs(float(answers.loss) - total) < 1e-9, f"the least value is {total}"
    assert answers.loss == Fraction((a - b) ** 2) * sum(answers.terms) / 2
    assert abs(answers.value - total) < 1e-9
    assert answers.logs == ()


def _check_form(params: Params, answers: Answers, rows: Sequence[dict[str, Fraction]]) -> None:
    """The formula gives D* at each outcome, from what the question has; with other weights and targets, too."""
    found = re.fullmatch(r"\\frac\{(.*?)\}\{(p_.*|\\pi.*)\}", answers.form)
    assert found, answers.form
    above, below = map(_as_python, found.groups())
    letters = {"weighted": {"prior"}, "squares": {"a", "b"}, "original": set[str]()}[params.objective]
    names = set(re.findall(r"[a-z_]+", f"{above} {below}"))
    assert names & {"prior", "a", "b"} == letters, answers.form
    for asked in (params, replace(params, prior=Fraction(2, 7), targets=(-3, 5))):
        for i, row in enumerate(rows):
            known = {"prior": asked.prior, "a": asked.targets[0], "b": asked.targets[1], **_known(asked, i)}
            assert names <= set(known), "a probability that the question does not have"
            over, under = Fraction(eval(above, {}, known)), Fraction(eval(below, {}, known))
            assert under, f"{answers.form} is not defined"
            value = over / under
            assert abs(float(value) - _optimum(asked, row)[0]) < 1e-5, f"{answers.form} is {value}"
            assert asked is not params or value == answers.optimal[i], f"{answers.form} is {value}"


def _known(params: Params, i: int) -> dict[str, Fraction]:
    """The probabilities of an outcome by their names."""
    if params.setting == "plain":
        return {"data_image": params.real[i], "fake_image": params.fake[i]}
    known = {"fake_given_label": params.fake[i], "label": params.label[i // 2]}
    if params.setting == "free":
        return {**known, "data_pair": params.real[i]}
    return {"fake_given_label": params.fake[i], "data_given_label": params.real[i]}  # as simple as can be


def _as_python(text: str) -> str:
    """Sums of products: names for the LaTeX, and a sign of multiplication between two factors."""
    pieces: list[str] = []
    rest = text.replace(r"\,", "").lstrip()
    while rest:
        token, name = next(((m, n) for p, n in _TOKENS.items() if (m := re.match(p, rest))), (None, ""))
        assert token, f"{rest} in the formula"
        piece = name or token[0]
        if pieces and pieces[-1] not in "+-(" and piece not in "+-)":
            pieces.append("*")
        pieces.append(piece)
        rest = rest[token.end() :].lstrip()
    return " ".join(pieces)


def _entropy(distribution: Sequence[Fraction]) -> float:
    return -sum(float(p) * log(p) for p in distribution if p)


# ------------------------------------------------------------------ slips


def slips(params: Params, answers: Answers) -> list[Slip]:
    """Of two that lead to one value only the first is told; both earn the same."""
    first: dict[str, Slip] = {}
    for slip in _slips_of_value(params, answers):
        first.setdefault(_shown(slip.value), slip)
    return [*_slips_of_form(params), *first.values()]


def _slips_of_form(params: Params) -> list[Slip]:
    real, fake = REAL[params.setting], FAKE[params.setting]
    swapped = _form(params.objective, fake, real)
    found = [Slip("real and generated exchanged", _inline(swapped), "form", 2, "a")]
    if params.setting == "free":
        short = _form(params.objective, real, FAKE["matched"])
        found.append(Slip("$p(y)$ forgotten", _inline(short), "form", 2, "a"))
    if params.objective == "weighted":
        found.append(Slip("weights forgotten", _inline(_form("original", real, fake)), "form", 2, "a"))
    return found


def _inline(form: str) -> str:
    """The formula in a line, as large as on a line of its own."""
    return f"${form.replace('frac', 'dfrac', 1)}$"


def _slips_of_value(params: Params, answers: Answers) -> list[Slip]:
    """A wrong D* costs only the value, one mark; what goes wrong after D* costs its own point, too."""
    if params.objective == "squares":
        a, b = params.targets
        turned = tuple(a + b - v for v in answers.optimal)
        return [
            Slip(r"the factor $\frac{1}{2}$ forgotten", 2 * answers.loss, "loss", 3, "b"),
            Slip("$a$ and $b$ exchanged in $D^*$", _loss(params, answers, turned), "loss", 3, "b"),
            *_slips_of_label(params, answers),
        ]
    field, key = params.ask, _key(params, answers)
    found = [Slip("logarithms to base 2", key / log(2), field, 3, "b"), *_slips_of_label(params, answers)]
    if field == "jsd":
        found.append(Slip(r"$V(D^*) + \log 4$ not halved", 2 * key, field, 2, "b"))
        found.append(Slip("only the divergence of the data from the mixture", _half(answers), field, 2, "b"))
        return found
    turned = tuple(1 - v for v in answers.optimal)
    found.append(Slip("$D^*$ and $1 - D^*$ exchanged", _at(params, answers, turned), field, 3, "b"))
    if params.objective == "weighted":
        even = tuple(d / (d + g) for d, g in zip(answers.data, answers.generated, strict=True))
        found.append(Slip("weights forgotten in $D^*$", _at(params, answers, even), field, 3, "b"))
        found.append(Slip("weights forgotten in $V$", sum(answers.logs), field, 2, "b"))
    else:
        found.append(Slip(r"$D^* = \frac{1}{2}$ everywhere", -log(4), field, 0, "b"))
    return [slip for slip in found if slip.value > -inf]


def _half(answers: Answers) -> float:
    mixture = tuple((d + g) / 2 for d, g in zip(answers.data, answers.generated, strict=True))
    return _kl(answers.data, mixture)


def _slips_of_label(params: Params, answers: Answers) -> list[Slip]:
    """D* with p_θ(x | y) in place of the joint probability."""
    if params.setting != "free":
        return []
    values = tuple(_best(params, d, g) for d, g in zip(answers.data, params.fake, strict=True))
    name = "$p(y)$ forgotten in $D^*$"
    if params.objective == "squares":
        loss = _loss(params, answers, values)
        return [Slip(name, loss, "loss", 3, "b")] if loss.denominator < 1000 else []
    value = _at(params, answers, values)
    if params.ask == "value":
        return [Slip(name, value, "value", 3, "b")]
    divergence = (value + log(4)) / 2
    return [Slip(name, divergence, "jsd", 3, "b")] if divergence > 0.01 else []  # a negative one is noticed


def _at(params: Params, answers: Answers, values: Sequence[Fraction]) -> float:
    """V with other values of D."""
    return _objective(params, _logs(answers.data, answers.generated, values))


def _loss(params: Params, answers: Answers, values: Sequence[Fraction]) -> Fraction:
    """L with other values of D."""
    a, b = params.targets
    rows = zip(answers.data, answers.generated, values, strict=True)
    return sum((d * (v - b) ** 2 + g * (v - a) ** 2 for d, g, v in rows), Fraction(0)) / 2


# ------------------------------------------------------------------ text


def context(params: Params, answers: Answers) -> dict[str, Any]:
    plain = params.setting == "plain"
    where = r"\mathbf{x}" if plain else r"\mathbf{x}, y"
    outcomes = [rf"\mathbf{{x}}_{i + 1}" if plain else rf"(\mathbf{{x}}_{i % 2 + 1}, {i // 2})" for i in range(4)]
    outcomes = outcomes[: len(params.real)]
    rows = list(zip(outcomes, answers.data, answers.generated, answers.optimal, strict=True))
    return {
        "thing": "image" if plain else "pair",
        "outcomes": [f"${outcome}$" for outcome in outcomes],
        "best": _inline(rf"D^*({where}) = {answers.form}"),
        "where": where,
        "real_form": REAL[params.setting],
        "fake_form": FAKE[params.setting],
        "real_joint": REAL["plain" if plain else "free"],
        "fake_joint": FAKE["plain" if plain else "free"],
        "a": params.targets[0],
        "b": params.targets[1],
        "factor": Fraction((params.targets[1] - params.targets[0]) ** 2, 2),
        "rest": 1 - params.prior,
        "never_generated": [f"${outcome}$" for outcome, _, g, _ in rows if g == 0],
        "never_real": [f"${outcome}$" for outcome, d, _, _ in rows if d == 0],
        "real_sum": _sum([(d, v) for _, d, _, v in rows]),
        "fake_sum": _sum([(g, 1 - v) for _, _, g, v in rows]),
        "terms_sum": " + ".join(fraction(term) for term in answers.terms if term),
    }


def _sum(pairs: Sequence[tuple[Fraction, Fraction]]) -> str:
    """Σ p log v in LaTeX, without the terms of probability zero."""
    return " + ".join(rf"{fraction(p)} \log {fraction(v)}" for p, v in pairs if p)
