"""Parameters of a fully connected network, as a program counts them."""

import re
from itertools import pairwise

from exampaper.author import runs


def solve(sizes, biased, extra, frozen):
    pairs = list(pairwise(sizes))
    inputs = [a + (sizes[0] if extra == "concat" and k else 0) for k, (a, _) in enumerate(pairs)]
    counts = [a * b + (b if biased else 0) for a, (_, b) in zip(inputs, pairs, strict=True)]
    trained = sum(counts[frozen:])
    return f"{trained} {sum(counts)}"


def check(text):
    """The program itself, as it is printed."""
    return runs(text.split("```")[1].removeprefix("python numbered"))


def slips(sizes, biased, extra, frozen):
    plain, bare = solve(sizes, biased, "none", frozen), solve(sizes, not biased, extra, frozen)
    wrong = {"forgot the biases" if biased else "counted biases that are not there": (bare, 2)}
    if extra == "concat":
        wrong["forgot the inputs that are appended"] = (plain, 2)
    if frozen:
        trained, total = solve(sizes, biased, extra, frozen).split()
        wrong["counted frozen layers as trained"] = (f"{total} {total}", 2)
        wrong["left frozen layers out of the total"] = (f"{trained} {trained}", 2)
    return wrong


def context(sizes, biased, extra):
    rows = []
    for k, (a, b) in enumerate(pairwise(sizes)):
        inputs = a + (sizes[0] if extra == "concat" and k else 0)
        rows.append((inputs, b, inputs * b, inputs * b + (b if biased else 0)))
    return {"rows": rows}


def read(text):
    lines = text.split("```")[1]
    return {
        "sizes": tuple(map(int, re.findall(r"\[(\d.*?)\]", lines)[0].split(", "))),
        "biased": "np.zeros" in lines,
        "extra": "concat" if "inputs + sizes[0]" in lines else "none",
        "frozen": int((re.findall(r"k >= (\d)", lines) or [0])[0]),
    }
