"""Learning curves and early stopping (Goodfellow, Bengio and Courville 2016, "Deep Learning", 5.2 and 7.8)."""

from itertools import pairwise

from exampaper.author import Axis, Line, Plot, drawn, reject

EPOCHS = range(1, 13)


def losses(rng, _kind) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Both curves, in tenths."""
    best, training, validation = rng.integer(4, 7), [], []
    for epoch in EPOCHS:
        if _kind == "overfitting":
            training.append(round(1 + 14 / epoch + 0.2 * (12 - epoch)) - (epoch > 6))
            validation.append(7 + round(1.1 * abs(epoch - best)) + rng.integer(0, 2))
        elif _kind == "underfitting":
            training.append(round(10 + 6 / epoch) + rng.integer(0, 1))
            validation.append(training[-1] + rng.integer(0, 2))
        else:
            training.append(10 + (-1) ** epoch * rng.integer(2, 5) + rng.integer(0, 2))
            validation.append(training[-1] + rng.integer(0, 3))
    return tuple(training), tuple(validation)


def solve_a(training, validation):
    if any(after > before + 2 for before, after in pairwise(training)):
        return "oscillation"
    return "overfitting" if validation[-1] - training[-1] > 5 else "underfitting"


def solve_b(validation, patience):
    """The best epoch at each time; the last is the first that is far enough from it."""
    for last in EPOCHS[:-1]:
        kept = 1 + validation.index(min(validation[:last]))
        if last - kept == patience:
            if validation[:last].count(min(validation[:last])) > 1:
                reject("two epochs are equally good")
            return kept, last
    return reject("never stops early")


def figures(training, validation):
    across = Axis("epoch", (1, 12), ticks=tuple(EPOCHS), grid=True)
    up = Axis("loss", (0, 2), ticks=tuple(k / 5 for k in range(11)), grid=True)
    lines = []
    for name, heights in (("training", training), ("validation", validation)):
        points = tuple((epoch, height / 10) for epoch, height in zip(EPOCHS, heights, strict=True))
        lines.append(Line(points, name, "dashed" if name == "training" else "solid"))
    return {"curves": Plot(across, up, tuple(lines), size=(330, 200))}


def seen(plot):
    """What is drawn, by the names of the legend, in tenths."""
    shown = drawn(plot)
    lines = [layer for layer in shown.layers if isinstance(layer, Line)]
    return {line.label: tuple(round(10 * shown.height(line, epoch)) for epoch in EPOCHS) for line in lines}


def check(training, validation, patience):
    """Train with the drawn losses, epoch by epoch; judge by the rises and the level of the training loss."""
    plot = seen(figures(training, validation)["curves"])
    lowest, kept, waited, last = 99, 0, 0, 0
    while waited < patience and last < 12:
        now = plot["validation"][last]
        last, waited = last + 1, waited + 1
        if now < lowest:
            lowest, kept, waited = now, last, 0
    rises = sum(max(0, b - a) for a, b in pairwise(plot["training"]))
    verdict = "oscillation" if rises > 10 else "overfitting" if min(plot["training"]) < 6 else "underfitting"
    return {"verdict": verdict, "kept": kept, "last": last}


def slips_a(verdict):
    return {} if verdict == "overfitting" else {"took every gap for overfitting": ("overfitting", 0)}


def slips_b(validation, patience, kept, last):
    overall = 1 + validation.index(min(validation))
    first = next(e for e in EPOCHS if validation[e] >= min(validation[:e]))
    wrong = {"kept": {"kept the last weights": (last, 2)}, "last": {"stopped an epoch late": (last + 1, 2)}}
    if overall > last:
        wrong["kept"]["took the lowest point of the whole curve"] = (overall, 1)
    if first < kept:
        wrong["kept"]["stopped at the first rise"] = (first, 1)
    return wrong


def context(training, validation, kept):
    jump = max(abs(b - a) for a, b in pairwise(training))
    return {
        "tenths": [f"{x / 10:.1f}" for x in (training[-1], validation[-1], jump)],
        "lowest": f"{validation[kept - 1] / 10:.1f}",
    }


def read(text, figures):
    plot = seen(figures["curves"])
    words = {"two": 2, "three": 3}
    found = next(words[word] for word in words if f"first {word} epochs" in text)
    return {"training": plot["training"], "validation": plot["validation"], "patience": found}
