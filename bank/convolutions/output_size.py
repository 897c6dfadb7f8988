"""Output size of a convolution with stride 2, for odd sides (Dumoulin & Visin 2016, relationships 6 and 15)."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

from functools import cache
from itertools import count

from sympy import factor, latex, symbols

from exampaper.author import near, reject

read = (
    r"filter of size $<< (filter[0]) >> \times << (filter[1]) >>$",
    {"padding == 'same'": "“same” padding", "padding == 0": "no padding"},
    {"padding not in ('same', 0)": "padded by $<< (padding) >>$"},
    {"dilation > 1": "dilation << dilation >>"},
)
M, N = symbols("M N")


def sides(rng) -> tuple[int | str, int | str]:
    return rng.integer(2, 11), rng.integer(2, 11)


def left(side, padding, dilation):
    """What is left beyond the filter's first position, less the image's side."""
    return -1 if padding == "same" else 2 * padding - dilation * (side - 1) - 1


@cache
def halved(letter, constant):
    """(letter + constant) / 2, as one fraction."""
    return factor((letter + constant) / 2)


def solve(filter, padding, dilation):
    if padding == "same" and not all(isinstance(side, str) or side % 2 for side in filter):
        reject("no equal padding on both sides")
    gaps = [left(side, padding, dilation) for side in filter]
    return [halved(letter, gap + 1 + gap % 2) for letter, gap in zip((M, N), gaps, strict=True)]


def check(filter, padding, dilation, size):
    """Slide the filter over images of many odd sides, and count where it may stand."""
    assert len(size) == 2

    def places(length, taps, stride):
        return sum(first + taps[-1] < length for first in range(0, length, stride))

    for letter, side, claimed in zip((M, N), filter, size, strict=True):
        for taps in [range(0, dilation * s, dilation) for s in ((1, 3, 5) if isinstance(side, str) else (side,))]:
            for image in range(taps[-1] + 1 + taps[-1] % 2, taps[-1] + 20, 2):
                pad = padding
                if padding == "same":
                    pad = next(p for p in count() if places(image + 2 * p, taps, 1) == image)
                assert near(float(claimed.subs(letter, image)), places(image + 2 * pad, taps, 2))


def slips(filter, padding, dilation):
    def wrong(name, more=0, padding=padding, dilation=dilation):
        gaps = [left(side, padding, dilation) + more for side in filter]
        return {name: ([halved(letter, g + 1 + g % 2) for letter, g in zip((M, N), gaps, strict=True)], 2)}

    gaps = [left(side, padding, dilation) for side in filter]
    found = wrong("left out the first position", -2)
    found["forgot the stride"] = ([letter + gap + 1 for letter, gap in zip((M, N), gaps, strict=True)], 2)
    if any(gap % 2 == 0 for gap in gaps):
        up = [halved(letter, gap + 3 - gap % 2) for letter, gap in zip((M, N), gaps, strict=True)]
        found["rounded up"] = (up, 2)
    if padding != "same" and padding:
        found |= wrong("padded on one side only", -padding)
    if padding != "same" and dilation > 1:
        found |= wrong("forgot the dilation", dilation=1)
    return found


def context(filter, padding, dilation, size):
    def side(name, letter, taps, positions):
        gap = left(taps, padding, dilation)
        covered = taps if dilation == 1 else f"{dilation} \\cdot ({taps} - 1) + 1 = {dilation * (taps - 1) + 1}"
        zeros = f" + 2 \\cdot {padding}" if padding else ""
        if padding == "same":
            zeros = f" + {taps} - 1" if dilation == 1 else f" + {dilation * (taps - 1)}"
        return {
            "name": name,
            "covers": covered,
            "within": f"{letter}{zeros}",
            "left": latex(letter + gap),
            "parity": "even" if gap % 2 else "odd",
            "steps": latex(halved(letter, gap - 1 + gap % 2)),
            "size": latex(positions),
        }

    return {"rows": side("rows", M, filter[0], size[0]), "columns": side("columns", N, filter[1], size[1])}
