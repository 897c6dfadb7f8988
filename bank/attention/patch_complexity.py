"""What self-attention over the patches of an image costs, in letters or in numbers.

Vaswani et al. (2017), “Attention is all you need”, table 1 and section 3.2.2: N² dot products, each as long as
a key; several heads. Dosovitskiy et al. (2021), “An image is worth 16 × 16 words”: patches as tokens, a class
token. Ho et al. (2019), “Axial attention in multidimensional transformers”: attention along a row or a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import product
from math import floor
from typing import Any, Literal, get_args

from exampaper.draw import Rng
from exampaper.model import Slip

Layout = Literal["every", "strided", "disjoint"]
Scope = Literal["all", "row", "column", "causal"]
Task = Literal["dots", "queries", "weights"]
Quantity = int | str
"""A number, or a formula in LaTeX."""


@dataclass(frozen=True)
class Params:
    """numbers: whether sizes are given, or letters. class_token: one token more. learned: or identity projections.

    layout: patches at every position, `stride` apart, or disjoint. scope: whom a patch attends to.
    task: multiplications of the dot products; of queries and keys, too; or bytes of the attention weights.
    Sizes: height H, width W, channels C, of a patch rows h, columns w; padding p on every side; heads k;
    dim d of a head's queries and keys; weight_size in bytes. In letters only padding, heads: 0, 1 or more;
    and square: an image of H × H and patches of h × h.
    """

    numbers: bool
    layout: Layout
    scope: Scope
    task: Task
    learned: bool
    padding: int
    heads: int
    class_token: bool = False
    square: bool = False
    height: int = 0
    width: int = 0
    channels: int = 0
    rows: int = 0
    columns: int = 0
    stride: int = 0
    dim: int = 0
    weight_size: int = 0


@dataclass(frozen=True)
class Answers:
    """down, across: rows and columns of the grid of patches. pairs: ordered pairs that attend, in one head.

    length: of a head's queries and keys. products, projections: multiplications in all heads. total: what is asked for.
    In letters total is what stands within O(…), and pairs and products leave a mask's half out, too.
    """

    down: Quantity
    across: Quantity
    patches: Quantity
    tokens: Quantity
    pairs: Quantity
    length: Quantity
    products: Quantity
    projections: Quantity
    total: Quantity


# ------------------------------------------------------------------ draw


def draw(rng: Rng) -> Params:
    return _with_sizes(rng, _draw_conditions(rng)) if rng.chance(9, 10) else rng.choice(_all_in_letters())


def _draw_conditions(rng: Rng) -> Params:
    layout: Layout = rng.choice(("every", "every", "strided", "disjoint"))
    learned = rng.chance(1, 2)
    task: Task = rng.choice(("dots", "queries", "queries", "weights") if learned else ("dots", "dots", "weights"))
    scope: Scope = rng.choice(("all", "all", "all", "row", "column", "causal"))
    padded, several = layout != "disjoint" and rng.chance(2, 5), rng.chance(1, 2)
    asked = Params(False, layout, scope, task, learned, int(padded), 2 if several else 1)
    if objection := _objection(asked):
        rng.reject(objection)
    return asked


def _objection(asked: Params) -> str:
    """Why these conditions make no good question, or nothing."""
    padded, several = asked.padding > 0, asked.heads > 1
    if padded and asked.layout == "disjoint":
        return "an image that patches cover exactly needs no padding"
    if padded + several + (asked.scope != "all") + asked.learned > 3:
        return "too much at once"
    if asked.task == "queries" and not asked.learned:
        return "nothing to compute"
    if asked.task == "weights" and asked.scope == "causal":
        return "whether masked weights are stored is anyone's guess"
    if asked.task == "weights" and asked.learned and not several:
        return "projections that do not matter to a single head's weights"
    return ""


@cache
def _all_in_letters() -> tuple[Params, ...]:
    """All questions in letters, of which each is as likely as any other."""
    choices = product(get_args(Layout), get_args(Scope), get_args(Task), (False, True), (0, 1), (1, 2), (False, True))
    asked = [
        Params(False, layout, scope, task, learned, padding, heads, square=square)
        for layout, scope, task, learned, padding, heads, square in choices
    ]
    return tuple(params for params in asked if not (_objection(params) or _objection_in_letters(params)))


def _objection_in_letters(asked: Params) -> str:
    if asked.layout == "strided" and asked.task == "queries" and not asked.square:
        return "a formula too long for a line"
    if asked.layout == "every" and asked.scope == "all" and not (asked.learned or asked.padding or asked.heads > 1):
        return "the plainest case is pinned"
    return ""


def _with_sizes(rng: Rng, asked: Params) -> Params:
    rows, columns = rng.integer(2, 8), rng.integer(2, 8)
    height, width, stride = rng.integer(8, 32), rng.integer(8, 32), int(asked.layout == "every")
    if asked.layout == "strided":
        stride = rng.integer(2, min(rows, columns, 4))
    if asked.layout == "disjoint":
        if rng.chance(1, 3):
            rows = columns = rng.choice((8, 16))
        height, width = rows * rng.integer(3, 14), columns * rng.integer(3, 14)
    given = replace(
        asked,
        numbers=True,
        padding=rng.integer(1, 2) if asked.padding else 0,
        heads=rng.choice((2, 4, 8)) if asked.heads > 1 else 1,
        class_token=asked.scope == "all" and rng.chance(1, 4),
        height=height,
        width=width,
        channels=rng.choice((1, 3, 3, 4, 8)),
        rows=rows,
        columns=columns,
        stride=stride,
        dim=rng.choice((8, 16, 32, 64)) if asked.learned else 0,
        weight_size=rng.choice((2, 4, 8)) if asked.task == "weights" else 0,
    )
    _accept(rng, given)
    return given


def _accept(rng: Rng, given: Params) -> None:
    """Sizes that fit each other, and numbers for a calculator."""
    down, across = _grid(given)
    entries = given.rows * given.columns * given.channels
    if min(down, across) < 3 or down * across > 240 or entries > 800:
        rng.reject("sizes")
    if given.padding >= min(given.rows, given.columns):
        rng.reject("patches of nothing but padding")
    if given.padding and (down, across) == _grid(given, padding=0):
        rng.reject("a padding that adds no patch")
    if down == across and given.scope in ("row", "column"):
        rng.reject("rows and columns are alike")
    if not given.learned and entries % given.heads:
        rng.reject("heads do not divide the entries")
    made = _made(given, solve(given))
    if len({(value, marks) for _, value, marks in made}) > len({value for _, value, _ in made}):
        rng.reject("one wrong total for errors of different weight")


# ------------------------------------------------------------------ solve


def solve(params: Params) -> Answers:
    return _in_numbers(params) if params.numbers else _in_letters(params)


_EXPONENTS: dict[Scope, tuple[int, int]] = {"all": (2, 2), "row": (1, 2), "column": (2, 1), "causal": (2, 2)}
"""Of the sides (down, across) in the number of pairs that attend, up to constant factors."""


def _in_letters(params: Params) -> Answers:
    down, across = _sides(params)
    grid, pairs = _powers(down, across, (1, 1)), _powers(down, across, _EXPONENTS[params.scope])
    several = "k" if params.heads > 1 and params.learned else ""  # or else the heads share one vector's entries
    entries = _entries(params)
    length = "d" if params.learned else entries
    return Answers(
        down=down,
        across=across,
        patches=grid,
        tokens=grid,
        pairs=pairs,
        length=length if params.learned or params.heads == 1 else f"{entries} / k",
        products=_joined(several, pairs, length),
        projections=_joined("2", several, grid, entries, "d") if params.learned else 0,
        total=_order(params, down, across, params.scope),
    )


def _order(params: Params, down: str, across: str, scope: Scope) -> str:
    """What stands within O(…), for a grid of patches as it is given and for those that attend to each other."""
    pairs, several = _powers(down, across, _EXPONENTS[scope]), "k" if params.heads > 1 else ""
    match params.task:
        case "weights":
            return _joined(several, pairs)
        case "dots":
            return _joined(several, pairs, "d") if params.learned else _joined(pairs, _entries(params))
        case "queries":
            grid = _powers(down, across, (1, 1))
            return _joined(several, "d", grid, f"({_entries(params)} + {_reach(scope, down, across)})")


def _entries(params: Params) -> str:
    """Of a patch."""
    return "h^2 C" if params.square else "h w C"


def _joined(*factors: str) -> str:
    return " ".join(" ".join(factors).split())


def _sides(params: Params) -> tuple[str, str]:
    """Rows and columns of the grid of patches."""
    down = _side(params, "H", "h")
    return down, down if params.square else _side(params, "W", "w")


def _side(params: Params, whole: str, patch: str) -> str:
    """Patches along one side of the image."""
    room = f"{whole}+2p-{patch}" if params.padding else f"{whole}-{patch}"
    match params.layout:
        case "every":
            return f"{room}+1"
        case "strided":
            return rf"\lfloor ({room})/s \rfloor + 1"
        case "disjoint":
            return f"{whole}/{patch}"


def _powers(down: str, across: str, exponents: tuple[int, int]) -> str:
    """down^a · across^b; a grid side of exponent one keeps its brackets, for it is mostly a sum."""
    one, other = (side if len(side) == 1 else f"({side})" for side in (down, across))
    if one == other:
        return f"{one}^{sum(exponents)}"
    return " ".join(f"{side}{'^2' if n == 2 else ''}" for side, n in zip((one, other), exponents, strict=True))


def _reach(scope: Scope, down: str, across: str) -> str:
    """How many patches one patch attends to, up to a constant factor."""
    match scope:
        case "row":
            return across
        case "column":
            return down
    return _powers(down, across, (1, 1))


def _in_numbers(params: Params) -> Answers:
    down, across = _grid(params)
    tokens = down * across + params.class_token
    pairs = _pairs(params, down, across)
    entries = params.rows * params.columns * params.channels
    length = params.dim if params.learned else entries // params.heads
    return Answers(
        down=down,
        across=across,
        patches=down * across,
        tokens=tokens,
        pairs=pairs,
        length=length,
        products=params.heads * pairs * length,
        projections=2 * params.heads * tokens * entries * params.dim,
        total=_total(params, tokens, pairs),
    )


def _total(params: Params, tokens: int, pairs: int) -> int:
    """What is asked for, of so many tokens and pairs that attend."""
    entries = params.rows * params.columns * params.channels
    match params.task:
        case "weights":
            return params.heads * pairs * params.weight_size
        case "dots":
            return params.heads * pairs * params.dim if params.learned else pairs * entries
        case "queries":
            return params.heads * params.dim * (2 * tokens * entries + pairs)


def _grid(params: Params, *, padding: int | None = None, plus: int = 1) -> tuple[int, int]:
    room = 2 * (params.padding if padding is None else padding)
    steps = (params.rows, params.columns) if params.layout == "disjoint" else (params.stride, params.stride)
    sides = ((params.height, params.rows, steps[0]), (params.width, params.columns, steps[1]))
    down, across = ((whole + room - patch) // step + plus for whole, patch, step in sides)
    return down, across


def _pairs(params: Params, down: int, across: int) -> int:
    """Ordered pairs that attend, a token's with itself among them."""
    tokens = down * across + params.class_token
    return {
        "all": tokens**2,
        "row": down * across**2,
        "column": down**2 * across,
        "causal": tokens * (tokens + 1) // 2,
    }[params.scope]


# ------------------------------------------------------------------ check


def check(params: Params, answers: Answers) -> None:
    """Patches are laid out one by one and their pairs walked through; a formula is read and tried on small images."""
    if params.numbers:
        _check_numbers(params, answers)
        return
    tried = [(H, H, C, h, h, *rest) for H, C, h, *rest in _TRIED_SQUARE] if params.square else _TRIED
    ratios = [_ratio(params, answers, sizes) for sizes in tried]
    low = Fraction(1, 2) if params.scope == "causal" else Fraction(1)
    high = Fraction(2) if params.task == "queries" else Fraction(1)
    assert low <= min(ratios) <= max(ratios) <= high, f"counts are {min(ratios)} to {max(ratios)} times the formula"


def _check_numbers(params: Params, answers: Answers) -> None:
    image = (params.height, params.width, params.channels, params.rows, params.columns, params.stride)
    found = _walked(params, image, params.padding, params.heads, params.dim)
    expected = found["weights"] * params.weight_size if params.task == "weights" else found[params.task]
    assert answers.total == expected, f"total: {answers.total}, counted {expected}"
    for name in ("down", "across", "patches", "tokens", "pairs", "length"):
        assert getattr(answers, name) == found[name], name
    assert answers.products == found["dots"], "dot products"
    assert answers.projections == found["queries"] - found["dots"], "projections"


_TRIED = (
    (6, 8, 3, 2, 2, 2, 1, 3, 5), (9, 6, 1, 3, 2, 3, 2, 2, 4), (8, 12, 2, 4, 3, 2, 1, 6, 7), (5, 7, 4, 5, 1, 2, 3, 2, 3),
    (10, 4, 5, 2, 4, 2, 2, 5, 2), (12, 9, 2, 1, 3, 1, 1, 2, 11), (7, 7, 6, 7, 7, 4, 2, 3, 2),
)  # fmt: skip
"""H, W, C, h, w, s, p, k, d: h and w divide H and W, k divides hwC."""
_TRIED_SQUARE = (
    (6, 3, 2, 2, 1, 4, 5), (9, 1, 3, 2, 2, 3, 4), (8, 2, 4, 3, 1, 8, 7), (5, 4, 5, 2, 3, 2, 3),
    (10, 5, 2, 4, 2, 10, 2), (12, 2, 1, 3, 1, 2, 11), (7, 6, 7, 4, 2, 3, 2),
)  # fmt: skip
"""H, C, h, s, p, k, d."""


def _ratio(params: Params, answers: Answers, sizes: Sequence[int]) -> Fraction:
    """The counted cost over the formula; a mask's half and the two of queries and keys are left out of an order."""
    H, W, C, h, w, s, p, k, d = sizes
    padding, heads = (p if params.padding else 0), (k if params.heads > 1 else 1)
    stride = s if params.layout == "strided" else 1
    found = _walked(params, (H, W, C, h, w, stride), padding, heads, d if params.learned else 0)
    values = dict(zip("HWChwspkd", sizes, strict=True))
    if params.square:
        del values["W"], values["w"]
    for name in ("down", "across", "patches", "tokens", "length"):
        assert _value(getattr(answers, name), values) == found[name], name
    pairs = found["tokens"] ** 2 if params.scope == "causal" else found["pairs"]  # a mask saves a constant factor
    dots, projected = heads * pairs * found["length"], found["queries"] - found["dots"]
    assert _value(answers.pairs, values) == pairs, "pairs"
    assert _value(answers.products, values) == dots, "dot products"
    assert _value(answers.projections, values) == projected, "projections"
    plain = {"weights": found["weights"], "dots": dots, "queries": projected // 2 + dots}
    order = _value(answers.total, values)
    assert order == plain[params.task], "total"
    return found[params.task] / order


def _walked(params: Params, image: Sequence[int], padding: int, heads: int, dim: int) -> dict[str, int]:
    """Counts from a walk through all positions of a patch, all pairs and all entries."""
    H, W, C, h, w, stride = image
    tokens = list(_positions(params.layout, H + 2 * padding, W + 2 * padding, h, w, stride))
    sides = {
        "down": len({top for top, _ in tokens}),
        "across": len({left for _, left in tokens}),
        "patches": len(tokens),
    }
    if params.class_token:
        tokens.append((-1, -1))
    pairs = sum(_attends(params.scope, a, b) for a in tokens for b in tokens)
    entries = sum(1 for _ in product(range(h), range(w), range(C)))
    assert dim or entries % heads == 0, "heads share the entries"
    length = dim or len(range(0, entries, heads))
    dots = pairs * sum(length for _ in range(heads))
    projected = sum(entries * dim for _ in tokens for _ in range(heads) for _ in ("query", "key"))
    counts = {"tokens": len(tokens), "pairs": pairs, "length": length, "dots": dots, "queries": dots + projected}
    return {**sides, **counts, "weights": pairs * heads}


def _positions(layout: Layout, H: int, W: int, h: int, w: int, stride: int) -> Iterator[tuple[int, int]]:
    """Top left corners, row by row, of the patches that lie within the (padded) image."""
    top = 0
    while top + h <= H:
        left = 0
        while left + w <= W:
            yield top, left
            left += w if layout == "disjoint" else stride
        top += h if layout == "disjoint" else stride
    if layout == "disjoint":
        assert H % h == W % w == 0, "patches cover the image"


def _attends(scope: Scope, a: tuple[int, int], b: tuple[int, int]) -> bool:
    return {"all": True, "row": a[0] == b[0], "column": a[1] == b[1], "causal": b <= a}[scope]


def _value(formula: Quantity, values: dict[str, int]) -> Fraction:
    """What a formula as printed (sums, products, powers, quotients, floors) comes to."""
    text = str(formula).replace(r"\lfloor", "floor(").replace(r"\rfloor", ")")
    tokens = re.findall(r"floor|[A-Za-z]|\d+|[-+/^()]", text)
    assert {token for token in tokens if token.isalpha()} <= {"floor", *values}, (
        f"a letter unknown to the question: {text}"
    )
    code = ""
    for before, token in zip(["(", *tokens], tokens, strict=False):
        if (before[0].isalnum() or before == ")") and before != "floor" and (token[0].isalnum() or token == "("):
            code += "*"
        code += "**" if token == "^" else f"Fraction({token})" if token.isdigit() and before != "^" else token
    return Fraction(eval(code, {"floor": floor, "Fraction": Fraction}, {k: Fraction(v) for k, v in values.items()}))


# ------------------------------------------------------------------ text


def context(params: Params, answers: Answers) -> dict[str, Any]:
    """of: what stands on the paper for each size, its letter or its number. letters: those in the question.

    entries: of a patch, in letters.
    """
    letters = "HHChhspkd" if params.square else "HWChwspkd"
    sizes = (params.height, params.width, params.channels, params.rows, params.columns)
    numbers = (*sizes, params.stride, params.padding, params.heads, params.dim)
    idle = {"s": params.layout != "strided", "p": not params.padding, "k": params.heads == 1, "d": not params.learned}
    return {
        "of": dict(zip("HWChwspkd", numbers if params.numbers else letters, strict=True)),
        "letters": [f"${letter}$" for letter in dict.fromkeys(letters) if not idle.get(letter)],
        "entries": _entries(params),
    }


# ------------------------------------------------------------------ slips


def slips(params: Params, answers: Answers) -> list[Slip]:
    """Of errors that lead to one total only the first is told: all of these earn the same."""
    first: dict[Quantity, Slip] = {}
    for name, value, marks in _made(params, answers):
        first.setdefault(value, Slip(name, value if params.numbers else f"${value}$", "total", marks))
    return list(first.values())


Made = tuple[str, Quantity, int]
# Name and marks. Errors are followed through: both sides of the grid wrong cost two marks, anything else one.
UNSQUARED: tuple[str, int] = ("one pair for each token, so that nothing is squared", 4)
POSITIONS: tuple[str, int] = ("forgot the + 1 in the number of positions", 3)
PADDING: tuple[str, int] = ("forgot the padding", 3)
STRIDE: tuple[str, int] = ("took the stride for 1", 3)
PIXELS: tuple[str, int] = ("counted pixels in place of patches", 3)
SCOPE: tuple[str, int] = ("took all pairs of patches", 4)
DOTS_ALONE: tuple[str, int] = ("left the projections out", 4)
ONE_PROJECTION: tuple[str, int] = ("projected to queries only, or to keys only", 4)
HEADS: tuple[str, int] = ("gave every head the whole patch", 4)
CLASS_TOKEN: tuple[str, int] = ("forgot the class token", 4)


def _made(params: Params, answers: Answers) -> list[Made]:
    made = _made_in_numbers(params, answers) if params.numbers else _made_in_letters(params, answers)
    return [(name, value, marks) for (name, marks), value in made if value != answers.total]


def _made_in_letters(params: Params, answers: Answers) -> Iterator[tuple[tuple[str, int], Quantity]]:
    total, scope, sides = str(answers.total), params.scope, (str(answers.down), str(answers.across))
    if params.task == "queries":
        yield DOTS_ALONE, answers.products
    else:
        grid = str(answers.patches)
        yield UNSQUARED, total.replace(str(answers.pairs), grid)
    yield SCOPE, _order(params, *sides, "all")
    if params.layout == "disjoint":
        yield PIXELS, _order(params, "H", "H" if params.square else "W", scope)
    if params.padding:
        yield PADDING, _order(params, *_sides(replace(params, padding=0)), scope)
    if params.layout == "strided":
        yield STRIDE, _order(params, *_sides(replace(params, layout="every")), scope)
    if params.heads > 1 and not params.learned and params.task == "dots":
        yield HEADS, f"k {total}"
    if params.task == "dots":
        yield (f"forgot the {'length of a key' if params.learned else 'channels'}", 4), total[:-1].strip()


def _made_in_numbers(params: Params, answers: Answers) -> Iterator[tuple[tuple[str, int], Quantity]]:
    total, tokens = int(answers.total), int(answers.tokens)
    if params.task == "queries":
        yield DOTS_ALONE, answers.products
        yield ONE_PROJECTION, total - int(answers.projections) // 2
    yield UNSQUARED, _total(params, tokens, tokens)
    yield SCOPE, _total(params, tokens, tokens**2)
    yield _of_grid(params, PADDING, *_grid(params, padding=0))
    if params.layout == "disjoint":
        yield _of_grid(params, PIXELS, params.height, params.width)
    else:
        yield _of_grid(params, POSITIONS, *_grid(params, plus=0))
    if params.heads > 1 and not params.learned and params.task == "dots":
        yield HEADS, total * params.heads
    if params.class_token:
        yield CLASS_TOKEN, _total(params, tokens - 1, (tokens - 1) ** 2)


def _of_grid(params: Params, slip: tuple[str, int], down: int, across: int) -> tuple[tuple[str, int], Quantity]:
    """What a wrong grid leads to; one side that is right after all saves a mark."""
    name, marks = slip
    saved = down == _grid(params)[0] or across == _grid(params)[1]
    return (name, marks + saved), _total(params, down * across + params.class_token, _pairs(params, down, across))
