"""Reading two parallel box plots (after R/exams boxplots)."""

from exampaper.author import *

SHAPES = ("about symmetric", "right-skewed", "left-skewed")


def boxes(rng) -> Samples:
    """Of each sample the five numbers of its box, and perhaps an outlier."""
    made = []
    for _ in range(2):
        middle, width = rng.choice((35, 65)), rng.choice((8, 16))
        low = middle - width * rng.choice((2, 2, 1, 3)) // 4
        five = low - rng.integer(2, width), low, middle, low + width, low + width + rng.integer(2, width)
        made.append((*five, *rng.sample([low - 2 * width, low + 3 * width], rng.choice((0, 0, 1)), shuffled=True)))
    return tuple(made)


def shape(low, middle, high):
    return SHAPES[0] if 2 * middle == low + high else SHAPES[1] if 2 * middle < low + high else SHAPES[2]


def claims(a, b):
    spreads, shapes = [x[3] - x[1] for x in (a, b)], [shape(*x[1:4]) for x in (a, b)]
    told = f"A is {shapes[0]}, and B is {shapes[1]}."
    yield "The locations of both samples are about the same.", a[2] == b[2], f"The medians are {a[2]} and {b[2]}."
    far = len(a + b) > 10
    yield "Neither of the samples has outliers.", not far, "There are circles." if far else "There are no circles."
    yield (
        "The spread of sample A is clearly bigger than that of B.",
        spreads[0] > spreads[1],
        f"The boxes are {spreads[0]} and {spreads[1]} wide.",
    )
    yield "Both samples have about the same skewness.", shapes[0] == shapes[1], told
    for name, found in zip("AB", shapes):
        for claimed in SHAPES:
            yield f"Sample {name} is {claimed}.", found == claimed, told, f"shape of {name}"


def figures(a, b):
    layers = (BoxPlot(tuple(Box(x[:5], x[5:]) for x in (b, a))),)
    return {"samples": Plot(Axis(range=(0, 125), grid=True), Axis(categories=("B", "A")), layers)}


def check(a, b):
    """Measure the boxes as they are drawn."""
    (layer,) = drawn(figures(a, b)["samples"]).layers
    two, one = layer.boxes
    (_, left, middle, right, _), (_, left2, middle2, right2, _) = one.five, two.five
    lean, lean2 = (round((x + y - 2 * m) / (y - x), 1) for x, m, y in (one.five[1:4], two.five[1:4]))
    yield abs(middle - middle2) < 3
    yield not (one.outliers or two.outliers)
    yield (right - left) / (right2 - left2) > 1.5
    yield lean == lean2
    yield from (found * way > 0 or found == way for found in (lean, lean2) for way in (0, 1, -1))


def read(text, figures):
    (layer,) = drawn(figures["samples"]).layers
    b, a = (tuple(map(round, (*box.five, *box.outliers))) for box in layer.boxes)
    return {"a": a, "b": b}
