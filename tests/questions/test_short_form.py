"""The short form of a question: what is declared is drawn, answered, printed and proven; what contradicts is told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from exampaper.answers.number import NumberType
from exampaper.check.effort import Effort
from exampaper.check.finding import Report
from exampaper.check.worker import checked
from exampaper.faults import Faulty
from exampaper.model import Places, Variant
from exampaper.questions.bank import Bank
from exampaper.questions.read_back import Page

Load = Callable[..., Bank]

RATIO = """---
title: Ratio
marks: [2, 1]
draw: {top: 10..40, bottom: odd 3..9, scale: 0.50..2.50}
where: top % bottom != 0
answers: {ratio: 2 places, scaled: 1 place}
---
Let $a = << top >>$ and $b = << bottom >>$.

## (a)

What is $a / b$, to two decimal places?

### Answer

$<< top >> / << bottom >> = << ratio >>$.

### Marking

- [2] $<< ratio >>$.

## (b)

What is << scale >> times that, to one decimal place?

### Answer

$<< scaled >>$.

### Marking

- [1] $<< scaled >>$.
"""
RATIO_PY = '''"""A ratio, and a multiple of it."""

from exampaper.author import *

read = "$a = << top >>$ and $b = << bottom >>$", "What is << scale >> times"


def solve_a(top, bottom):
    return top / bottom


def solve_b(scale, ratio):
    return scale * ratio


def check(top: float, bottom, scale: float, ratio):
    total = sum(ratio for _ in range(bottom))
    assert near(total, top)
    return dict(scaled=sum(scale * top for _ in range(2)) / bottom / 2)


def slips_a(top, bottom):
    return {"turned it round": (Fraction(bottom, top), 1)}
'''


def variant(one: Load, markdown: str, python: str, seed: int = 3) -> Variant:
    return one(markdown, python)["topic/name"].variant(seed=seed)


def proven(folder: Path, effort: Effort) -> Report:
    *_, (report, _) = checked(folder / "topic" / "name.md", folder, effort)
    return report


def test_what_is_declared_is_drawn_and_answered(one: Load) -> None:
    made = variant(one, RATIO, RATIO_PY)
    assert isinstance(made.params.scale, Decimal)
    assert 10 <= made.params.top <= 40
    assert made.params.bottom % 2 == 1
    assert made.printed["ratio"] == Places(2).show(made.params.top / made.params.bottom)
    assert made.minutes == 3
    assert [part.key for part in made.parts] == [f"${made.printed['ratio']}$", f"${made.printed['scaled']}$"]


def test_the_types_of_answers_are_known(one: Load) -> None:
    question = one(RATIO, RATIO_PY)["topic/name"]
    assert question.behaviour.types["ratio"] == NumberType("float", Places(2))
    assert question.behaviour.asked == {"a": ("ratio",), "b": ("scaled",)}


def test_a_wrong_answer_is_carried_over_as_it_is_printed(one: Load) -> None:
    made = variant(one, RATIO, RATIO_PY)
    (slip,) = made.parts[1].slips
    wrong = Fraction(made.parts[0].slips[0].printed.strip("$"))
    assert slip.carried
    assert slip.marks == 1
    assert slip.printed == f"${Places(1).show(float(made.params.scale) * float(wrong))}$"


def test_it_is_read_back_and_sound(one: Load, tmp_path: Path) -> None:
    question = one(RATIO, RATIO_PY)["topic/name"]
    made = question.variant(seed=4)
    assert question.behaviour.read is not None
    found = question.behaviour.read(Page(made.markdown, {}), made.params)
    assert found == {name: getattr(made.params, name) for name in ("top", "bottom", "scale")}
    report = proven(tmp_path, Effort(draws=8, walked=20, corners=5, mutated=2))
    assert [each.message for each in report.faults if not each.warning] == []
    assert report.mutation_score == 1.0


def test_a_wrong_key_is_told_and_not_thrown_away(one: Load, tmp_path: Path) -> None:
    wrong = RATIO_PY.replace("return top / bottom", "return Fraction(bottom, top)")
    one(RATIO, wrong)["topic/name"].variant(seed=1)
    report = proven(tmp_path, Effort(draws=4, walked=4, sampled=20, paths=100, corners=2, mutated=1))
    assert "second-route" in {each.rule for each in report.faults}


@pytest.mark.parametrize(
    ("before", "after", "line", "told"),
    [
        ("top: 10..40", "top: 10..x", 4, "unknown name 'x'"),
        ("top: 10..40", "top: ten", 4, "no function 'ten'"),
        ("top: 10..40", "top: 10...40", 4, "not understood"),
        ("top: 10..40", "loop: 10..40", 4, "loop means something else"),
        ("ratio: 2 places", "ratio: 2 pieces", 6, "is not a type of answer"),
        ("top % bottom != 0", "top % button != 0", 5, "unknown name 'button'"),
        (
            "answers: {ratio: 2 places, scaled: 1 place}",
            "answers: {ratio: 2 places}\nasks: ratoi",
            7,
            "no answer 'ratoi'",
        ),
    ],
)
def test_a_declaration_that_contradicts_is_told_with_its_line(
    one: Load, before: str, after: str, line: int, told: str
) -> None:
    with pytest.raises(Faulty) as caught:
        one(RATIO.replace(before, after), RATIO_PY)["topic/name"].variant(seed=1)
    fault = caught.value.faults[0]
    assert told in fault.message
    assert fault.place.line == line


@pytest.mark.parametrize(
    ("before", "after", "line", "told"),
    [
        ("def solve_b(scale, ratio)", "def solve_b(scale, ratios)", 12, "asks for 'ratios'"),
        ("def solve_a(top, bottom)", "def solve_a(top, ratio)", 8, "asks for 'ratio'"),
        ("return top / bottom", "return 'much'", None, "expected a number"),
        ("return scale * ratio", "return scale, ratio", None, "for scaled"),
        ("def slips_a(top, bottom)", "def slips_a(**given)", None, "takes *given"),
    ],
)
def test_a_function_that_asks_or_gives_wrongly_is_told(
    one: Load, before: str, after: str, line: int | None, told: str
) -> None:
    with pytest.raises(Faulty) as caught:
        one(RATIO, RATIO_PY.replace(before, after))["topic/name"].variant(seed=1)
    fault = caught.value.faults[0]
    assert told in fault.message
    assert fault.place.file is not None
    assert line is None or fault.place.line == line


CLAIMS = """---
title: Two samples
kind: statements
marks: 4
space: 0
draw: {"a, b": samples}
show: [3, 3]
true: [1, 2]
---
Sample A is << a | listed >>; sample B is << b | listed >>. Which statements are TRUE?
"""
CLAIMS_PY = '''"""Claims about two small samples."""

from exampaper.author import *


def samples(rng) -> Samples:
    return tuple(tuple(rng.integer(1, 9) for _ in range(3)) for _ in range(2))


def claims(a, b):
    yield "The largest values agree.", max(a) == max(b), f"They are {max(a)} and {max(b)}."
    yield "The sum of A is larger.", sum(a) > sum(b), f"They are {sum(a)} and {sum(b)}."
    for value in (1, 2, 3, 4, 5):
        yield f"A holds the number {value}.", value in a, "See there.", "holds"
    yield "B is in order.", list(b) == sorted(b), "See there."


def check(a, b):
    first, second = sorted(a), sorted(b)
    ordered = all(x <= y for x, y in zip(b, b[1:], strict=False))
    return [first[-1] == second[-1], sum(x - y for x, y in zip(a, b, strict=True)) > 0,
            *(a.count(n) > 0 for n in range(1, 6)), ordered]
'''


def test_claims_are_statements_whose_truth_is_computed(one: Load, tmp_path: Path) -> None:
    question = one(CLAIMS, CLAIMS_PY)["topic/name"]
    for seed in range(12):
        made = question.variant(seed=seed)
        assert len(made.params.shown) == 3
        assert 1 <= len(made.answers.correct) <= 2
        assert sum(id.startswith("holds/") for id in made.params.shown) <= 1
    report = proven(tmp_path, Effort(draws=6, walked=4, corners=2, mutated=2))
    assert [each.message for each in report.faults if not each.warning] == []
    assert report.mutation_score == 1.0


def test_a_claim_that_check_denies_is_told(one: Load, tmp_path: Path) -> None:
    one(CLAIMS, CLAIMS_PY.replace("sum(a) > sum(b), f", "sum(a) < sum(b), f"))
    report = proven(tmp_path, Effort(draws=6, walked=2, corners=1, mutated=1))
    assert "statement-experiment" in {each.rule for each in report.faults}


PLOTTED = """---
title: Claims about a plot
kind: statements
marks: 2
show: 2
true: 1
draw: {heights: 3 times 10..90}
---
Which statements are TRUE?

![](figure:bars)
"""

PLOTTED_PY = """from exampaper.author import *


def claims(heights):
    yield "The first bar is the highest.", heights[0] == max(heights), "See there."
    yield "The first bar is not the highest.", heights[0] < max(heights), "See there."
    yield "The last bar is the lowest.", heights[2] == min(heights), "See there."
    yield "The last bar is not the lowest.", heights[2] > min(heights), "See there."


def figures(heights):
    return {"bars": Plot(Axis(categories=("a", "b", "c")), Axis(range=(0, 100)), (Bars(heights),))}


def check(heights):
    (bars,) = drawn(figures(heights)["bars"]).layers
    a, b, c = bars.heights
    yield from (a >= max(b, c), a < max(b, c), c <= min(a, b), c > min(a, b))


def read(figures):
    (bars,) = drawn(figures["bars"]).layers
    return {"heights": tuple(map(round, bars.heights))}
"""


def test_claims_may_be_about_a_figure_that_is_read_back(one: Load, tmp_path: Path) -> None:
    one(PLOTTED, PLOTTED_PY)
    effort = Effort(draws=6, walked=4, corners=2, mutated=2)
    report = proven(tmp_path, effort)
    assert [each.message for each in report.faults if not each.warning] == []
    one(PLOTTED, PLOTTED_PY.replace("(Bars(heights),)", "(Bars(heights[::-1]),)"))
    assert {"read-back", "statement-experiment"} & {each.rule for each in proven(tmp_path, effort).faults}


COMMA = """---
title: Eine Zahl
marks: 1
decimals: comma
draw: {a: 1.1..9.9, b: 2.1..9.9}
where: a != b
answers: {total: decimal, mean: 2 places}
asks: mean
choices: {of: mean, count: 2}
---
Was ist der Mittelwert von << a >> und $<< b >>$? Version 1.2.

<% for option in choices %>
- **<< option.letter >>** << option.text >>
<% endfor %>

## Answer

<< choice >>: $(<< a >> << b | signed >>) / 2 = << total >> / 2 = << mean >>$.

## Marking

- [1] << mean >>.
"""

COMMA_PY = """from exampaper.author import *

read = "von << a >> und $<< b >>$"


def solve(a, b):
    return a + b, (a + b) / 2


def check(a: float, b: float):
    return {"total": round(a + b, 1), "mean": a + (b - a) / 2}


def slips(total):
    return {"nicht halbiert": total}
"""


def test_numbers_may_have_a_decimal_comma(one: Load, tmp_path: Path) -> None:
    made = one(COMMA, COMMA_PY)["topic/name"].variant(pin=None, seed=3)
    a, b, mean = str(made.params.a), str(made.params.b), made.printed["mean"]
    assert f"von {a.replace('.', ',')} und ${b.replace('.', '{,}')}$? Version 1.2." in made.markdown
    assert made.parts[0].key.endswith(f"${mean.replace('.', '{,}')}$")
    assert "." not in made.parts[0].slips[0].printed
    assert "," not in mean
    report = proven(tmp_path, Effort(draws=6, walked=4, corners=2, mutated=2))
    assert [each.message for each in report.faults if not each.warning] == []


def test_a_page_with_other_numbers_is_told_with_a_comma_too(one: Load, tmp_path: Path) -> None:
    one(COMMA.replace("von << a >> und $<< b >>$", "von << b >> und $<< a >>$"), COMMA_PY)
    report = proven(tmp_path, Effort(draws=6, walked=2, corners=1, mutated=1))
    assert "read-back" in {each.rule for each in report.faults}


LONG = """from dataclasses import dataclass

from exampaper.author import Slip


@dataclass(frozen=True)
class Params:
    a: int
    b: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng):
    return Params(rng.integer(1, 9), rng.integer(1, 9))


def solve({p}):
    return Answers({p}.a + {p}.b)


def check({p}, a):
    assert a.total == sum(({p}.a, {p}.b))


def slips(q, a):
    return [Slip("one only", q.a, "total")] if q.a != a.total else []
"""


@pytest.mark.parametrize("name", ["p", "params", "a: Params"])
def test_with_classes_of_its_own_functions_may_be_called_by_place(name: str, tmp_path: Path) -> None:
    word = name.partition(":")[0]
    python = LONG.replace("def solve({p})", f"def solve({name})").replace("{p}", word)
    if word == "a":
        python = python.replace("def check(a, a)", "def check(p, a)").replace("(a.a, a.b)", "(p.a, p.b)")
    folder = tmp_path / "topic"
    folder.mkdir()
    head = (
        "---\ntitle: T\nmarks: 1\n---\nAdd << a >> and << b >>.\n\n## Answer\n\n<< total >>\n\n## Marking\n\n- [1] it\n"
    )
    (folder / "sum.md").write_text(head, encoding="utf-8")
    (folder / "sum.py").write_text(python, encoding="utf-8")
    variant = Bank.load(tmp_path)["topic/sum"].variant(seed=1)
    assert variant.answers.total == variant.params.a + variant.params.b


MATRIX = """---
title: Trace
marks: 1
draw: {matrix: square}
answers: {trace: int}
---
What is the trace of $<< matrix >>$?

## Answer

<< trace >>.

## Marking

- [1] << trace >>.
"""
MATRIX_PY = """from exampaper.author import *


def square(rng) -> Rows:
    rows = [rng.integers(2, 1, 9), rng.integers(2, 1, 9)]
    return Rows(matrix_product(rows, SECOND))


def solve(matrix):
    return matrix[0][0] + matrix[1][1]


def check(matrix):
    return sum(row[at] for at, row in enumerate(matrix))
"""


def test_a_matrix_that_was_computed_is_kept_as_whole_numbers(one: Load) -> None:
    matrix = variant(one, MATRIX, MATRIX_PY.replace("SECOND", "identity(2)")).params.matrix
    assert [type(item) for row in matrix for item in row] == [int] * 4


def test_a_matrix_of_fractions_must_say_so(one: Load) -> None:
    with pytest.raises(Faulty, match=r"in Rows of whole numbers: annotate"):
        variant(one, MATRIX, MATRIX_PY.replace("SECOND", "[[Fraction(1, 7), 0], [0, 1]]"))
