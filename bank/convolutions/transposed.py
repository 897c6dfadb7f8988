"""A transposed convolution as a program (Dumoulin and Visin 2016, "A guide to convolution arithmetic", chapter 4)."""

import re

from exampaper.author import applied, runs, transposed


def whole(x, k, stride, bias):
    """The transpose of the matrix of a convolution with this stride, applied to x."""
    length = (len(x) - 1) * stride + len(k)
    forward = [[k[c - stride * r] if 0 <= c - stride * r < len(k) else 0 for c in range(length)] for r in range(len(x))]
    return [int(value) + bias for value in applied(transposed(forward), x)]


def solve(x, k, stride, cut, bias):
    y = whole(x, k, stride, bias)
    return str(y[cut : len(y) - cut])


def check(text):
    """The program itself, as it is printed."""
    return runs(text.split("```")[1].removeprefix("python numbered"))


def slips(x, k, stride, cut, bias):
    flipped = solve(x, k[::-1], stride, cut, bias)
    wrong = {"turned the kernel round": (flipped, 3)} if k != k[::-1] else {}
    if bias:
        wrong["began at 0"] = (solve(x, k, stride, cut, 0), 3)
    if stride > 1:
        wrong["ignored the stride"] = (solve(x, k, 1, cut, bias), 2)
    if cut:
        wrong["cut nothing off"] = (solve(x, k, stride, 0, bias), 3)
    return wrong


def context(x, k, stride, bias):
    return {"full": whole(x, k, stride, bias), "copies": [(value, [value * w for w in k]) for value in x]}


def read(text):
    numbers = [tuple(map(int, found.split(", "))) for found in re.findall(r"[xk] = \[(-?\d.*?)\]", text)]
    stride, cut = re.findall(r"stride, cut = (\d), (\d)", text)[0]
    bias = re.findall(r"y = \[(-?\d)\]", text)[0]
    return {"x": numbers[0], "k": numbers[1], "stride": int(stride), "cut": int(cut), "bias": int(bias)}
