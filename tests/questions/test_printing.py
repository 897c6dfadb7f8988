"""How values and words come into a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError

from exampaper import text
from exampaper.answers.collection import Elements
from exampaper.languages import language
from exampaper.maths import filled
from exampaper.model import Places, Significant
from exampaper.nodes import Code, Maths, Text
from exampaper.numerals import PLAIN, Numerals
from exampaper.questions import filters, measured, printing, read_back, templating

ENGLISH = filters.Wording(language("en"))


@dataclass(frozen=True)
class Deep:
    values: tuple[Annotated[float, Places(1)], ...]
    pair: tuple[int, Annotated[float, Places(2)]]


@pytest.mark.parametrize(
    ("value", "article"),
    [
        *((n, "an") for n in (8, 11, 18, 80, 81, 800, 8000, 11000, 18500)),
        *((n, "a") for n in (1, 3, 7, 10, 12, 110, 180, 1100, 1800)),
        *(("image", "an"), ("filter", "a"), ("8", "an"), (Decimal("0.8"), "a"), (-8, "a"), ("8{,}000", "an")),
        *(
            (word, "an")
            for word in [
                "hour",
                "honest",
                "heir",
                "MRI",
                "LSTM",
                "RNN",
                "NP-hard",
                "Euler",
                "umbrella",
                "uninformative",
                "18th",
            ]
        ),
        *((word, "an") for word in ("x", "$n$", r"$n \times n$", "n-gram", "X-ray", r"$\mathbf{x}$", r"$\alpha$", "ε")),
        *(
            (word, "a")
            for word in [
                "uniform",
                "unit",
                "university",
                "one",
                "one-hot",
                "once",
                "European",
                "NASA",
                "GAN",
                "URL",
                "useful",
                "usual",
            ]
        ),
        *(
            (word, "a")
            for word in ("k", "$u$", "U-shaped", r"$\mu$", "ubiquitous", "house", "Unicode", "unimodal", "y")
        ),
    ],
)
def test_article(value: object, article: str) -> None:
    assert ENGLISH.article(value) == article


def test_words() -> None:
    assert ENGLISH.plural(1, "filter") == "1 filter"
    assert ENGLISH.plural(0, "filter") == "0 filters"
    assert ENGLISH.plural(2, "index", "indices") == "2 indices"
    assert [ENGLISH.words(n) for n in (0, 2, 12, 13)] == ["zero", "two", "twelve", "13"]
    assert [ENGLISH.ordinal(n) for n in (1, 12, 13, 21, 22, 23, 111)] == [
        "first", "twelfth", "13th", "21st", "22nd", "23rd", "111th"
    ]  # fmt: skip
    assert ENGLISH.listed([1, 2, 3]) == "1, 2 and 3"
    assert ENGLISH.listed(["a", "b"], "or") == "a or b"
    assert ENGLISH.listed([4]) == "4"
    assert ENGLISH.listed([]) == ""
    assert filters.capital("max pooling") == "Max pooling"
    assert (filters.signed(3), filters.signed(-3), filters.signed(Decimal("-0.5"))) == ("+ 3", "- 3", "- 0.5")
    assert printing.pmatrix(((1, 2), (Fraction(1, 2), 4))) == r"\begin{pmatrix} 1 & 2 \\ \frac{1}{2} & 4 \end{pmatrix}"


def test_what_prints() -> None:
    x = sympy.Symbol("x")
    assert printing.printed(x**2 / 2) == r"\frac{x^{2}}{2}"
    assert printing.printed(sympy.Matrix([[1, 2]])) == r"\begin{pmatrix}1 & 2\end{pmatrix}"
    assert printing.printed(Fraction(-3, 4)) == r"-\frac{3}{4}"
    assert printing.printed(Decimal("1E+2")) == "100"
    assert printing.printed(Decimal("0.20")) == "0.20"


@pytest.mark.parametrize("value", [0.5, True, None, object(), [1]])
def test_what_does_not_print(value: object) -> None:
    with pytest.raises(printing.Unprintable):
        printing.printed(value)


@given(st.floats(-1e6, 1e6), st.integers(0, 6))
def test_places(value: float, places: int) -> None:
    text = Places(places).show(value)
    assert "e" not in text
    assert not (text.startswith("-") and float(text) == 0)
    assert abs(float(text) - value) <= 0.5 * 10**-places + 1e-9
    assert len(text.partition(".")[2]) == places


@given(st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-6), st.integers(1, 6))
def test_significant(value: float, figures: int) -> None:
    text = Significant(figures).show(value)
    assert "e" not in text
    assert abs(float(text) - value) <= abs(value) * 0.5001 * 10 ** (1 - figures)


@pytest.mark.parametrize(
    ("value", "precision", "printed"),
    [
        (2.2283e25, Significant(4), "22280000000000000000000000"),
        (2.2283e25, Significant(4, scientific=True), r"2.228 \times 10^{25}"),
        (-1e-7, Significant(2, scientific=True), r"-1.0 \times 10^{-7}"),
        (2.5, Significant(3, scientific=True), "2.50"),
        (3e5, Significant(1, scientific=True), r"3 \times 10^{5}"),
        (9.996, Significant(3), "10.0"),
        (Decimal("2.675"), Places(2), "2.68"),
        (Decimal(1752) / 3, Places(2), "584.00"),
        (Fraction(1, 3), Places(3), "0.333"),
        (2**60 + 1, Places(1), "1152921504606846977.0"),
    ],
)
def test_digits_are_those_of_the_value(value: Decimal, precision: Places | Significant, printed: str) -> None:
    assert precision.show(value) == printed
    assert str(measured.Measured(value, precision)) == printed


@given(st.fractions(-(10**9), 10**9), st.integers(0, 20))
def test_a_rounding_is_exact(value: Fraction, places: int) -> None:
    rounded = Fraction(Places(places).show(value))
    assert abs(rounded - value) <= Fraction(1, 2 * 10**places)


def test_what_is_computed_from_a_measured_value_keeps_its_precision() -> None:
    b = measured.Measured(-1.857, Places(2))
    assert [str(x) for x in (-b, b + 1, 1 - b, 2 * b, b / 3, abs(b), b**2)] == [
        "1.86", "-0.86", "2.86", "-3.71", "-0.62", "1.86", "3.45"
    ]  # fmt: skip
    assert (str(round(b, 1)), round(b), str(sum([b, b]))) == ("-1.9", -2, "-3.71")
    assert str(b + measured.Measured(1.0, Places(1))) == "-0.9"
    assert str(measured.Measured(Decimal("0.1"), Places(2)) + 0.5) == "0.60"
    assert not isinstance(b * measured.Measured(1.0, Significant(3)), measured.Measured)
    assert (filters.signed(b), filters.signed(-b)) == ("- 1.86", "+ 1.86")


def test_terms_of_a_sum() -> None:
    assert filters.polynomial((1, -1, 0)) == "x^{2} - x"
    assert filters.polynomial((-1, 0, 5), "t") == "-t^{2} + 5"
    assert filters.polynomial((Fraction(-1, 2), Decimal("1.5"), 0)) == r"-\frac{1}{2}x^{2} + 1.5x"
    assert (filters.polynomial((0, 0)), filters.polynomial((3,)), filters.polynomial(())) == ("0", "3", "0")
    assert filters.terms((2, -1, 0, 1), "x", "y", "z", "w") == "2x - y + w"
    assert [filters.signed(n, "x") for n in (1, -1, 0, -3)] == ["+ x", "- x", "", "- 3x"]
    assert [filters.coefficient(n) for n in (1, -1, 0, -3)] == ["", "-", "0", "-3"]
    assert [filters.bracketed(n) for n in (3, -3, Fraction(-1, 2))] == ["3", "(-3)", r"\left(-\frac{1}{2}\right)"]
    x = sympy.Symbol("x")
    assert [filters.signed(each) for each in (-x, x - 1, 1 - x)] == ["- x", "+ x - 1", "+ 1 - x"]


def test_decimals_that_are_joined_are_printed_as_alone() -> None:
    template = templating.compiled("<< xs | join(', ') >> << ps | join('/', attribute='0') >>", "q.md", 1)
    made = template.render(xs=(Decimal("1E-7"), "a", 3), ps=((1, 2), (3, 4)))
    assert filled.unmarked(made) == "0.0000001, a, 3 1/3"
    with pytest.raises(printing.Unprintable):
        template.render(xs=(1e-7,), ps=())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("-3 and (-4), from -2.5 to -.5", "−3 and (−4), from −2.5 to −.5"),
        ("2-3, layer-3 and 2024-05-12", "2-3, layer-3 and 2024-05-12"),
    ],
)
def test_a_negative_number_has_a_minus(typed: str, printed: str) -> None:
    assert text.inline(typed) == (Text(printed),)


def test_a_hyphen_after_a_formula_or_in_code_stays() -> None:
    assert text.inline("$n$-3 `-3`") == (Maths("n"), Text("-3 "), Code("-3"))


def test_a_precision_deep_inside_is_found() -> None:
    wording_of = printing.with_precision(Deep((0.1, 0.24), (1, 3.14159)))
    assert [str(value) for value in wording_of["values"]] == ["0.1", "0.2"]
    assert str(wording_of["pair"][1]) == "3.14"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Bayes' rule and the layer's \"gate\"", "Bayes’ rule and the layer’s “gate”"),
        (r"a \'b\' and \"c\"", "a 'b' and \"c\""),
        ('6" wide', '6" wide'),
    ],
)
def test_straight_quotes_are_printed_as_typographic_ones(typed: str, printed: str) -> None:
    assert text.inline(typed) == (Text(printed),)


def test_quotes_of_code_and_maths_stay() -> None:
    assert text.inline("`it's` $f'$") == (Code("it's"), Text(" "), Maths("f'"))


@pytest.mark.parametrize("text", ['<< -3 * n | signed("x") >>', "<< 2 * (n + 1) | words >>"])
def test_a_filter_of_one_factor_only_is_told(text: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="put brackets around the whole product"):
        templating.compiled(text, "name.md", 1)


def test_a_filter_of_a_whole_product_is_none_of_these() -> None:
    assert "- 6x" in templating.compiled('<< (-3 * n) | signed("x") >>', "name.md", 1).render(n=2)


def test_sets_and_columns_print() -> None:
    assert printing.printed(Elements((1, 2))) == r"\{1, 2\}"
    assert printing.printed(Elements()) == r"\emptyset"
    assert filters.column((1, -2)) == r"\begin{pmatrix} 1 \\ -2 \end{pmatrix}"


def filled_in(source: str, *, comma: bool = False, **values: object) -> str:
    rendered = templating.compiled(source, "x", 1).render(**values)
    made = filled.settled(rendered, text.formulas, numerals=Numerals(",") if comma else PLAIN)
    assert text.parse(made)
    return made


@pytest.mark.parametrize(
    ("template", "value", "made", "with_comma"),
    [
        ("<< n | thousands >>", 12345, "12\u202f345", "12\u202f345"),
        ("<< n | thousands >>", 1234, "1234", "1234"),
        ('<< n | thousands(",") >>', 1234, "1,234", "1\u202f234"),
        ('$<< n | thousands(",") >>$', Decimal("1234567.50"), "$1{,}234{,}567.50$", r"$1\,234\,567{,}50$"),
        ("$5 + << n | thousands >>$", -54321, "$5 + {(-54\u202f321)}$", "$5 + {(-54\u202f321)}$"),
        ('<< n | money("$") >>', Decimal("1234.5"), r"\$1,234.50", "\\$1\u202f234,50"),
        ('<< n | money("€") >>', -5, "−€5", "−€5"),
        ('$<< n | money("€") >>$', Decimal("1234.5"), "$€1{,}234.50$", r"$€1\,234{,}50$"),
        ('<< n | money("CHF") >>', Fraction(5), "5.00\u00a0CHF", "5,00\u00a0CHF"),
        ('$<< n | money("CHF") >>$', 5, r"$5\,\text{CHF}$", r"$5\,\text{CHF}$"),
        ("<< n | money >>", measured.Measured(0.125, Places(2)), "0.12", "0,12"),
        ("$<< n | scientific >>$", 6.02214e23, r"$6.02 \times 10^{23}$", r"$6{,}02 \times 10^{23}$"),
        ("$<< n | scientific(2) >>$", Decimal("0.00012345"), r"$1.2 \times 10^{-4}$", r"$1{,}2 \times 10^{-4}$"),
        (
            "$2 - << n | scientific >>$",
            -1500,
            r"$2 - {(-1.50 \times 10^{3})}$",
            r"$2 - {(-1{,}50 \times 10^{3})}$",
        ),
        ("$<< n | scientific >>^2$", 1500, r"$(1.50 \times 10^{3})^2$", r"$(1{,}50 \times 10^{3})^2$"),
        ("<< n | trimmed >>", Decimal("2.50"), "2.5", "2,5"),
        ("<< n | trimmed >>", Decimal("20.00"), "20", "20"),
        ("<< n | trimmed >>", 100, "100", "100"),
        ("<< n >>", "1.2", "1.2", "1.2"),
    ],
)
def test_numbers_as_a_text_wants_them(template: str, value: object, made: str, with_comma: str) -> None:
    assert filled_in(template, n=value) == made
    assert filled_in(template, n=value, comma=True) == with_comma


@pytest.mark.parametrize(
    ("template", "value", "message"),
    [
        ('<< n | thousands(".") >>', 12345, "apart by a comma"),
        ("<< n | thousands >>", "many", "many is no number"),
        ("<< n | thousands >>", Fraction(1, 3), "is no number with decimal places"),
        ("<< n | money >>", Decimal("0.125"), "more than two decimal places"),
        ("<< n | money >>", 0.5, "a bare float"),
        ("<< n | scientific >>", "many", "is no number"),
        ("<< n | scientific >>", True, "no text"),
    ],
)
def test_what_is_no_such_number_is_told(template: str, value: object, message: str) -> None:
    with pytest.raises(printing.Unprintable, match=message):
        filled_in(template, n=value)


def test_a_power_of_ten_outside_of_a_formula_is_told() -> None:
    with pytest.raises(text.TextError, match="outside of a formula"):
        filled_in("<< n | scientific >>", n=1500)


@given(st.integers(-(10**12), 10**12), st.sampled_from(["", '(",")']))
def test_thousands_are_read_back(number: int, by: str) -> None:
    snippet = read_back.snippet(f"is << n | thousands{by} >> in", {"n": int})
    page = filled_in(f"It is << n | thousands{by} >> in $\\pounds$.", n=number)
    bare = read_back._bare(page)
    assert snippet.read(bare, {"n": number}) == {"n": number}
    assert snippet.read(bare, {"n": number + 1}) is None


@pytest.mark.parametrize("written", ["n | scientific", 'n | money("€")', "n | trimmed", "n | thousands"])
def test_other_numbers_are_read_back(written: str) -> None:
    snippet = read_back.snippet(f"x = << {written} >>$", {"n": Decimal})
    bare = read_back._bare(filled_in(f"$x = << {written} >>$", n=Decimal("12345.50")))
    assert snippet.read(bare, {"n": Decimal("12345.50")}) == {"n": Decimal("12345.50")}
    assert snippet.read(bare, {"n": Decimal("54321.50")}) is None


@pytest.mark.parametrize("written", ['n | money("€")', "n | trimmed", "n | thousands", "[n, n] | listed"])
def test_they_are_read_back_in_german(written: str) -> None:
    german = language("de")
    snippet = read_back.snippet(f"ist << {written} >> und", {"n": Decimal}, words=german)
    source, values = f"Das ist << {written} >> und", {"n": Decimal("12345.50")}
    rendered = templating.compiled(source, "<text>", 1, "de").render(**values)
    page = filled.settled(rendered, text.formulas, text.codes, german.numerals)
    assert "12" in page
    assert "." not in page
    bare = read_back._bare(german.numerals.with_point(page))
    assert snippet.read(bare, values) == values
    assert snippet.read(bare, {"n": Decimal("54321.50")}) is None


def test_a_plain_hole_reads_thousands_with_thin_spaces() -> None:
    snippet = read_back.snippet("is << n >> in", {"n": int})
    assert snippet.read(read_back._bare("It is 12\u202f345 in"), {"n": 12345}) == {"n": 12345}
