"""Momentum and Nesterov's variant (Sutskever et al. 2013, "On the importance of initialization and momentum")."""

import re
from decimal import Decimal

from exampaper.author import Dec, applied, exact_matrix


def short(x):
    """The number without zeros at its end."""
    return x.normalize() + 0


def steps(kind, curve, c, start, rate, beta, decay):
    """Of each step: where the gradient is taken, the gradient, its part in v, v and x."""
    position, v, done = start, 0, []
    for _ in range(2):
        at = position - rate * beta * v if kind == "Nesterov" else position
        slope = 2 * curve * (at - c)
        new = (1 - beta) * slope if kind == "average" else slope
        v = beta * v + new
        position = (1 - rate * decay * Dec("0.1")) * position - rate * v
        done.append(tuple(map(short, (Dec(at), Dec(slope), Dec(new), v, position))))
    return done


def solve(kind, curve, c, start, rate, beta, decay):
    (*_, first), (*_, second) = steps(kind, curve, c, start, rate, beta, decay)
    return first, second


def check(kind, curve, c, start, rate, beta, decay):
    """Powers of the matrix that takes (x, v, 1) to the next (x, v, 1)."""
    h = 2 * curve * ((1 - beta) if kind == "average" else 1)
    kept = beta - (h * rate * beta if kind == "Nesterov" else 0)
    v = [h, kept, -h * c]
    x = [1 - rate * decay / 10 - rate * v[0], -rate * v[1], -rate * v[2]]
    once = exact_matrix([x, v, [0, 0, 1]])
    one = applied(once, [start, 0, 1])
    return one[0], applied(once, one)[0]


def slips(kind, curve, c, start, rate, beta, decay, first, second):
    def other(**change):
        drawn = {"kind": kind, "curve": curve, "c": c, "start": start, "rate": rate, "beta": beta, "decay": decay}
        return solve(**(drawn | change))

    wrong = {"second": {"forgot the momentum": (other(beta=0 * beta)[1], 3)}}
    if kind == "Nesterov":
        wrong["second"]["took the gradient at x₁"] = (other(kind="heavy ball")[1], 3)
    if kind == "average":
        new = steps(kind, curve, c, start, rate, beta, decay)[1][2]
        wrong["second"] = {"forgot the factor 1 − β": (other(kind="heavy ball")[1], 3)}
        wrong["second"]["kept nothing of v₁"] = (first - rate * new, 3)
    if decay:
        wrong["first"] = {"left out the weight decay": (other(decay=0 * decay)[0], 3)}
    return wrong


def context(kind, curve, c, start, rate, beta, decay):
    (_, g1, _, v1, _), (ahead, g2, new, v2, _) = steps(kind, curve, c, start, rate, beta, decay)
    return {"g1": g1, "v1": v1, "ahead": ahead, "g2": g2, "new": new, "v2": v2}


def read(text):
    factor, sign, c = re.findall(r"f\(x\) = (\d?)\(x ([+-]) (\d)\)\^2", text)[0]
    numbers = dict(re.findall(r"\$(x_0|\\eta|\\beta|\\lambda) = (-?[\d.]+)\$", text))
    kinds = {r"\eta \beta v_t)": "Nesterov", r"(1 - \beta)": "average"}
    return {
        "curve": int(factor or 1),
        "c": int(c) * (1 if sign == "-" else -1),
        "start": int(numbers["x_0"]),
        "rate": Decimal(numbers[r"\eta"]),
        "beta": Decimal(numbers[r"\beta"]),
        "decay": Decimal(numbers.get(r"\lambda", "0")) * 10,
        "kind": next((kind for words, kind in kinds.items() if words in text), "heavy ball"),
    }
