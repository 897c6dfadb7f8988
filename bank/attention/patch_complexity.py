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
from itertools import product
from math import floor
from typing import Any, Literal

from exampaper.draw import Source
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
    dim d of a head's queries and keys; weight_size in bytes. In letters only padding, heads: 0, 1 or more.
    """

    numbers: bool
    layout: Layout
    scope: Scope
    task: Task
    learned: bool
    padding: int
    heads: int
    class_token: bool = False
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


def draw(rng: Source) -> Params:
    asked = _draw_conditions(rng)
    if rng.chance(3, 5):
        return _with_sizes(rng, asked)
    if asked.layout == "strided" and asked.task == "queries":
        rng.reject("a formula too long for a line")
    if asked.layout == "every" and asked.scope == "all" and not (asked.learned or asked.padding or asked.heads > 1):
        rng.reject("the plainest case is pinned")
    return asked


def _draw_conditions(rng: Source) -> Params:
    layout: Layout = rng.choice(("every", "every", "strided", "disjoint"))
    learned = rng.chance(1, 2)
    task: Task = rng.choice(("dots", "queries", "queries", "weights") if learned else ("dots", "dots", "weights"))
    scope: Scope = rng.choice(("all", "all", "all", "row", "column", "causal"))
    padded, several = layout != "disjoint" and rng.chance(2, 5), rng.chance(1, 2)
    if padded + several + (scope != "all") + learned > 3:
        rng.reject("too much at once")
    if task == "weights" and scope == "causal":
        rng.reject("whether masked weights are stored is anyone's guess")
    if task == "weights" and learned and not several:
        rng.reject("projections that do not matter to a single head's weights")
    return Params(False, layout, scope, task, learned, int(padded), 2 if several else 1)


def _with_sizes(rng: Source, asked: Params) -> Params:
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


def _accept(rng: Source, given: Params) -> None:
    """Sizes that fit each other, and numbers for a calculator."""
    down, across = _grid(given)
    entries = given.rows * given.columns * given.channels
    if min(down, across) < 3 or down * across > 240 or entries > 800:
        rng.reject("sizes")
    if down == across and given.scope in ("row", "column"):
        rng.reject("rows and columns are alike")
    if not given.learned and entries % given.heads:
        rng.reject("heads do not divide the entries")


# ------------------------------------------------------------------ solve


def solve(params: Params) -> Answers:
    return _in_numbers(params) if params.numbers else _in_letters(params)


_EXPONENTS: dict[Scope, tuple[int, int]] = {"all": (2, 2), "row": (1, 2), "column": (2, 1), "causal": (2, 2)}
"""Of the sides (down, across) in the number of pairs that attend, up to constant factors."""


def _in_letters(params: Params) -> Answers:
    down, across = _side(params, "H", "h"), _side(params, "W", "w")
    grid = _powers(down, across, (1, 1))
    pairs = _powers(down, across, _EXPONENTS[params.scope])
    heads = "k" if params.heads > 1 else ""
    length = "d" if params.learned else "h w C"
    several = heads if params.learned else ""  # identity: the heads share one vector's entries among them
    match params.task:
        case "weights":
            total = f"{heads} {pairs}"
        case "dots":
            total = f"{several} {pairs} {length}"
        case "queries":
            total = f"{several} {length} {grid} (h w C + {_reach(params.scope, down, across)})"
    return Answers(
        down=down,
        across=across,
        patches=grid,
        tokens=grid,
        pairs=pairs,
        length=length if params.learned or params.heads == 1 else "h w C / k",
        products=_joined(several, pairs, length),
        projections=_joined("2", several, grid, "h w C", "d") if params.learned else 0,
        total=_joined(total),
    )


def _joined(*factors: str) -> str:
    return " ".join(" ".join(factors).split())


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
    return " ".join(f"({side}){'^2' if n == 2 else ''}" for side, n in zip((down, across), exponents, strict=True))


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
    projections = 2 * params.heads * tokens * entries * params.dim
    products = params.heads * pairs * length
    total = {"dots": products, "queries": projections + products, "weights": params.heads * pairs * params.weight_size}
    return Answers(
        down=down,
        across=across,
        patches=down * across,
        tokens=tokens,
        pairs=pairs,
        length=length,
        products=products,
        projections=projections,
        total=total[params.task],
    )


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
    ratios = [_ratio(params, answers, sizes) for sizes in _TRIED]
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


def _ratio(params: Params, answers: Answers, sizes: Sequence[int]) -> Fraction:
    """The counted cost over the formula; a mask's half and the two of queries and keys are left out of an order."""
    H, W, C, h, w, s, p, k, d = sizes
    padding, heads = (p if params.padding else 0), (k if params.heads > 1 else 1)
    stride = s if params.layout == "strided" else 1
    found = _walked(params, (H, W, C, h, w, stride), padding, heads, d if params.learned else 0)
    values = dict(zip("HWChwspkd", sizes, strict=True))
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
    code = ""
    for before, token in zip(["(", *tokens], tokens, strict=False):
        if (before[0].isalnum() or before == ")") and before != "floor" and (token[0].isalnum() or token == "("):
            code += "*"
        code += "**" if token == "^" else f"Fraction({token})" if token.isdigit() and before != "^" else token
    return Fraction(eval(code, {"floor": floor, "Fraction": Fraction}, {k: Fraction(v) for k, v in values.items()}))


# ------------------------------------------------------------------ text


def context(params: Params, answers: Answers) -> dict[str, Any]:
    """of: what stands on the paper for each size, its letter or its number. letters: those in the question."""
    letters = "HWChwspkd"
    sizes = (params.height, params.width, params.channels, params.rows, params.columns)
    numbers = (*sizes, params.stride, params.padding, params.heads, params.dim)
    idle = {"s": params.layout != "strided", "p": not params.padding, "k": params.heads == 1, "d": not params.learned}
    return {
        "of": dict(zip(letters, numbers if params.numbers else letters, strict=True)),
        "letters": [f"${letter}$" for letter in letters if not idle.get(letter)],
    }


# ------------------------------------------------------------------ slips


def slips(params: Params, answers: Answers) -> list[Slip]:
    made = _slips_in_numbers(params, answers) if params.numbers else _slips_in_letters(params, answers)
    return [
        Slip(name, value if params.numbers else f"${value}$", "total", marks)
        for name, value, marks in made
        if value != answers.total
    ]


Made = tuple[str, Quantity, int]
# Name and marks. Errors are followed through: both sides of the grid wrong cost two marks, anything else one.
UNSQUARED: tuple[str, int] = ("one pair for each token, so that nothing is squared", 4)
POSITIONS: tuple[str, int] = ("forgot the + 1 in the number of positions", 3)
PADDING: tuple[str, int] = ("forgot the padding", 3)
PIXELS: tuple[str, int] = ("counted pixels in place of patches", 3)
SCOPE: tuple[str, int] = ("took all pairs of patches", 4)
DOTS_ALONE: tuple[str, int] = ("left the projections out", 4)
HEADS: tuple[str, int] = ("gave every head the whole patch", 4)


def _slips_in_letters(params: Params, answers: Answers) -> Iterator[Made]:
    total, pairs = str(answers.total), str(answers.pairs)
    if params.task != "queries":
        yield _made(UNSQUARED, total.replace("^2", ""))
        yield _made(SCOPE, total.replace(pairs, _powers(str(answers.down), str(answers.across), (2, 2))))
    else:
        yield _made(DOTS_ALONE, answers.products)
    if params.layout == "disjoint":
        yield _made(PIXELS, re.sub(r"\(([HW])/[hw]\)|([HW])/[hw]", r"\1\2", total))
    if params.padding:
        yield _made(PADDING, total.replace("+2p", ""))
    if params.layout == "strided":
        every = re.sub(r"\\lfloor \(([^()]*)\)/s \\rfloor \+ 1", r"\1+1", total)
        yield "took the stride for 1", every, 3
    if params.heads > 1 and not params.learned and params.task == "dots":
        yield _made(HEADS, f"k {total}")
    if params.task == "dots":
        yield f"forgot the {'length of a key' if params.learned else 'channels'}", total[:-1].strip(), 4


def _slips_in_numbers(params: Params, answers: Answers) -> Iterator[Made]:
    down, across = _grid(params)
    total, pairs = int(answers.total), _pairs(params, down, across)
    per_pair = total // pairs
    if params.task == "queries":
        yield _made(DOTS_ALONE, answers.products)
        yield "projected to queries only, or to keys only", total - int(answers.projections) // 2, 4
        return
    yield _made(UNSQUARED, per_pair * int(answers.tokens))
    yield _made(SCOPE, per_pair * int(answers.tokens) ** 2)
    high, wide = _grid(params, padding=0)
    yield PADDING[0], per_pair * _pairs(params, high, wide), PADDING[1] + (high == down or wide == across)
    if params.layout == "disjoint":
        yield _made(PIXELS, per_pair * _pairs(params, params.height, params.width))
    else:
        yield _made(POSITIONS, per_pair * _pairs(params, *_grid(params, plus=0)))
    if params.heads > 1 and not params.learned and params.task == "dots":
        yield _made(HEADS, total * params.heads)
    if params.class_token:
        yield "forgot the class token", per_pair * (down * across) ** 2, 4


def _made(slip: tuple[str, int], value: Quantity) -> Made:
    return slip[0], value, slip[1]
