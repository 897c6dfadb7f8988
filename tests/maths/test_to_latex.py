"""Both engines show the same for every sign, command and formula: on the text layer, and in the picture."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from exampaper.maths import MathsError, latex, parse
from exampaper.maths.characters import COMMANDS
from exampaper.maths.commands import ACCENTS, CHARACTERS, FUNCTIONS, OPERATORS, SIZES, STYLES, SYMBOLS, TEXTS
from tests.maths.formulas import Seen, by_latex, by_typst, likenesses

LETTERS = [chr(code) for code in range(33, 127) if chr(code) not in r"""\{}_^'"#$%&~"""]
SIGNS = [*LETTERS, *(f"\\{name}" for name in (*SYMBOLS, *FUNCTIONS)), *(f"\\{name}(" for name in SIZES)]
SIGNS += [sign for sign in CHARACTERS if sign not in LETTERS and sign not in "~"]
SIGNS += [f"\\{name}{{R}}" for name in (*STYLES, *ACCENTS, *TEXTS, *OPERATORS)]
SIGNS += [sign for sign, command in COMMANDS.items() if command not in SIGNS and not sign.isspace()]
SIGNS += ["×", "≤", "µ", "−", "x²", "x₁", "10⁻³"]  # of those that are one command, some

# Signs that the fonts of the engines draw somewhat otherwise: looked at by a person
DRAWN_OTHERWISE = {
    *(f"\\{name}" for name in ("ddots", "ldots", "dots", "dotsc", "cdots", "dotsb", "iff", "vdots", "implies")),
    *(f"\\{name}" for name in ("limsup", "Perp", "models", "liminf", "Im", "setminus", "emptyset", "bigcap", "argmin")),
    *(f"\\{name}" for name in ("hdots", "dotsm", "dotsi", "dotso", "lozenge", "curvearrowleft")),
    *(f"\\{name}" for name in ("curvearrowright", "bowtie", "triangledown", "longleftrightarrow")),
    *(f"\\{name}{{R}}" for name in ("overrightarrow", "overleftarrow", "overleftrightarrow")),
    r"\argmax",
    *("\\overbrace{R}", "\\underbrace{R}", *"⋱…⋯⋮⫫‴⊨∖ℑ∅⋂"),
}  # fmt: skip
LIKE_ANOTHER = {
    r"\Re",
    r"\mathsf{R}",
    "Α",
    "°",
    "″",
    *(f"\\{name}" for name in ("Bigg(", "Biggl(", "Biggr(", "Biggm(")),
}
LIKE_ANOTHER |= {r"\Vert", r"\|", r"\lVert", r"\rVert"} | DRAWN_OTHERWISE  # and of the same text
WIDER = {r"\therefore", r"\because"}  # the same three dots, farther from each other
READ_OTHERWISE = {"widehat", "widetilde", "underbrace", "overbrace", "grave", "dddot"}  # accents: one sign, or two
READ_OTHERWISE |= {"overrightarrow", "overleftarrow", "overleftrightarrow"}
LIKE, ROUGHLY_LIKE = 0.69, 0.3
OTHER = 0.93  # likeness below which two signs of one engine are told apart


def differences(signs: Sequence[str], one: Sequence[Seen], other: Sequence[Seen]) -> list[str]:
    """The signs that two engines tell otherwise, or show otherwise: more like another sign, or like none."""
    across, within = likenesses(one, other), likenesses(other, other)
    found = []
    for at, sign in enumerate(signs):
        own = across[at, at]
        nearest = int(np.argmax(np.where(within[at] < OTHER, across[at], 0)))
        alike = own >= (ROUGHLY_LIKE if sign in DRAWN_OTHERWISE else LIKE)
        closer = across[at, nearest] > own + 0.02 and other[nearest].text == other[at].text
        if sign in WIDER and one[at].text == other[at].text:
            continue
        mistaken = closer and sign not in LIKE_ANOTHER
        told = one[at].text == other[at].text or sign.strip("\\").partition("{")[0] in READ_OTHERWISE
        if mistaken or not alike or not told:
            found.append(
                f"{sign}: {own:.2f}, {signs[nearest]} {across[at, nearest]:.2f}, {one[at].text} {other[at].text}"
            )
    return found


@pytest.fixture(scope="module")
def typst() -> list[Seen]:
    return by_typst(SIGNS)


@pytest.mark.latex
def test_every_sign_is_the_same_in_both_engines(typst: list[Seen]) -> None:
    assert differences(SIGNS, by_latex(SIGNS), typst) == []


@pytest.mark.latex
def test_a_sign_that_is_lost_or_replaced_is_found(typst: list[Seen]) -> None:
    planted = {
        "°": "r",
        r"\times": r"\div",
        "½": r"\tfrac13",
        r"\pm": "+",
        "€": "E",
        r"\mathbb{R}": "R",
        "−": r"\,",
    }
    planted |= {r"\le": "<", "µ": "u", r"\hat{R}": "R", r"\mathbf{R}": "R", r"\varepsilon": r"\epsilon", "x²": "x2"}
    wrong = [planted.get(sign, "x") for sign in SIGNS if sign in planted]
    at = [n for n, sign in enumerate(SIGNS) if sign in planted]
    pages = list(typst)
    for n, seen in zip(at, by_latex(wrong), strict=True):
        pages[n] = seen
    found = differences(SIGNS, pages, typst)
    assert {each.partition(": ")[0] for each in found} == planted.keys()


TERMS = st.recursive(
    st.sampled_from(
        [*"abkxyz0123456789", "α", "µ", "λ", r"\theta", r"\Gamma ", r"\mathbf{x}", r"\mathbb R", "½", "∞", "R²"]
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([*"+-=<>,/×·÷±−≤≥≠≈→∈∪", r"\cdot ", r"\mid ", r"\approx "]), inner).map(
            "".join
        ),
        st.tuples(inner, inner).map(lambda pair: f"{{{pair[0]}}}_{{{pair[1]}}}"),
        inner.map(lambda x: f"x^{{{x}}}"),
        st.tuples(inner, inner).map(lambda pair: rf"\frac{{{pair[0]}}}{{{pair[1]}}}"),
        inner.map(lambda x: rf"\left({x}\right)"),
        inner.map(lambda x: rf"\hat x \sqrt{{{x}}}"),
        inner.map(lambda x: rf"x_\mathbf{{a}}^\text{{a_1 20 °C}} {x}"),
        inner.map(lambda x: rf"\begin{{array}}{{r|l}} {x} & 1 \\ 2 & {x} \end{{array}}"),
        inner.map(lambda x: rf"\sum_{{i=1}}^{{n}} {x}"),
    ),
    max_leaves=5,
)


OPERATIONS = "+−=<>·×÷±≤≥≈∈∪∞∑"


def signs_of(seen: Seen) -> Counter[str]:
    """Letters, digits and the signs of operations, in whatever order a text layer has them."""
    plain = unicodedata.normalize("NFD", seen.text)
    return Counter(sign for sign in plain if unicodedata.category(sign) in ("Lu", "Ll", "Nd") or sign in OPERATIONS)


@pytest.mark.latex
@settings(deadline=None, max_examples=3, phases=[Phase.generate])  # a formula is told, and need not be shrunk
@given(st.lists(TERMS, min_size=20, max_size=40, unique=True))
def test_every_formula_is_the_same_in_both_engines(formulas: list[str]) -> None:
    for tex, one, other in zip(formulas, by_latex(formulas), by_typst(formulas), strict=True):
        assert signs_of(one) == signs_of(other), tex
        assert 0.6 < one.ink / other.ink < 1.6, tex


ANY = st.text(st.characters(min_codepoint=0x80, max_codepoint=0x2FFF), min_size=1, max_size=3)


@given(ANY)
@example("\x85")
def test_a_character_has_its_command_or_is_refused(text: str) -> None:
    try:
        parse(f"a {text} b")
    except MathsError:
        return
    assert latex(f"a {text} b", lambda words: "").isascii()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("20°C", r"20^{\circ}C"),
        ("a×b", r"a\times b"),
        ("x₁²³", "x_{1}^{23}"),
        ("10⁻³", "10^{-3}"),
        ("x^½", r"x^{\tfrac{1}{2}}"),
        ("5\u00a0µm − 3", r"5~\mu m - 3"),
        (r"\text{20 °C × 2}", r"\text{20 °C × 2}"),
        (r"x_\hat{a} + \frac\mathbf ab", r"x_{\hat{a}} + \frac{\mathbf a}b"),
        (r"x_1 \perp\!\!\!\perp x_2^\top", r"x_1 \perp\!\!\!\perp x_2^\top"),
        (r"\argmax_x", r"\operatorname*{arg\,max}_x"),
    ],
)
def test_latex_gets_commands_and_braces(typed: str, written: str) -> None:
    assert latex(typed, str) == written
