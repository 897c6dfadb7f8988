"""Convolution and cross-correlation of an image (Goodfellow, Bengio and Courville 2016, "Deep Learning", 9.1)."""

from exampaper.author import Axis, HeatMap, Plot, Rows, applied

K = 3


def pixels(rng, size) -> Rows:
    return Rows(rng.rows(size, size, 0, 4))


def weights(rng) -> Rows:
    rows = rng.rows(K, K, -2, 2)
    if not 4 <= sum(value != 0 for row in rows for value in row) <= 6 or Rows(rows) == flipped(rows):
        rng.reject("too many terms, too few, or a kernel that a flip leaves alone")
    return Rows(rows)


def flipped(rows):
    return Rows([list(reversed(row)) for row in reversed(list(rows))])


def padded(image, ring):
    width = len(image) + 2 * ring
    middle = [[0] * ring + list(row) + [0] * ring for row in image]
    return [[0] * width] * ring + middle + [[0] * width] * ring


def slid(image, kernel, padding, stride):
    around = padded(image, padding)
    starts = range(0, len(around) - K + 1, stride)

    def at(top, left):
        return sum(kernel[a][b] * around[top + a][left + b] for a in range(K) for b in range(K))

    return Rows([[at(top, left) for left in starts] for top in starts])


def solve(kind, image, kernel, padding, stride):
    return slid(image, flipped(kernel) if kind == "convolution" else kernel, padding, stride)


def figures(image, kernel):
    def map_of(rows, side):
        numbers = tuple(str(i + 1) for i in range(len(rows)))
        names = Axis("column", categories=numbers), Axis("row", categories=numbers)
        return Plot(*names, (HeatMap(tuple(tuple(row) for row in rows), numbers=True),), size=(side, side))

    return {"image": map_of(image, 24 * len(image)), "kernel": map_of(kernel, 24 * K)}


def check(kind, size, padding, stride, image, kernel):
    """A matrix takes the flattened image, as it is drawn, to the output: a row for each entry."""
    pictures = figures(image, kernel)
    shown, small = (pictures[name].layers[0].cells for name in ("image", "kernel"))
    count = (size + 2 * padding - K) // stride + 1
    flat = [value for row in shown for value in row]
    toeplitz = []
    for k in range(count * count):
        top, left = k // count * stride - padding, k % count * stride - padding
        row = []
        for pixel in range(size * size):
            a, b = pixel // size - top, pixel % size - left
            inside = a in range(K) and b in range(K)
            row.append(0 if not inside else small[K - 1 - a][K - 1 - b] if kind == "convolution" else small[a][b])
        toeplitz.append(row)
    values = applied(toeplitz, flat)
    return [values[k * count : (k + 1) * count] for k in range(count)]


def slips(kind, image, kernel, padding, stride):
    other = slid(image, kernel if kind == "convolution" else flipped(kernel), padding, stride)
    name = "did not flip the kernel" if kind == "convolution" else "flipped the kernel"
    used = flipped(kernel) if kind == "convolution" else kernel
    wrong = {name: (other, 3)}
    if padding:
        wrong["left out the padding"] = (slid(image, used, 0, stride), 2)
    if stride == 2:
        wrong["moved by one pixel"] = (slid(image, used, padding, 1), 2)
    if kind == "convolution":
        wrong["flipped the kernel in one direction"] = (slid(image, list(reversed(kernel)), padding, stride), 3)
    return wrong


def context(kind, size, image, kernel, padding, stride):
    used = flipped(kernel) if kind == "convolution" else kernel
    around = padded(image, padding)
    products = [(used[a][b], around[a][b]) for a in range(K) for b in range(K) if used[a][b]]
    terms = [rf"{f'({w})' if w < 0 else w} \cdot {x}" for w, x in products]
    return {"used": used, "count": (size + 2 * padding - K) // stride + 1, "first": " + ".join(terms)}


def read(text, figures):
    stride = 2 if "with stride 2" in text else 1
    padding = 1 if "ring of zeros" in text else 0
    shown = {name: tuple(map(tuple, figures[name].layers[0].cells)) for name in ("image", "kernel")}
    kind = "convolution" if "as mathematics defines it" in text else "correlation"
    return shown | {"stride": stride, "padding": padding, "kind": kind, "size": len(shown["image"])}
