"""One step of an LSTM (Gers et al. 2000; coupled gates: Greff et al. 2017, "LSTM: a search space odyssey")."""

import re

from exampaper.author import Fraction, log, sigmoid, slope, tanh


def gates(rng, coupled) -> tuple[int, int, int]:
    """Forget, input and output gate, as k of ln k, or as -k of -ln k; 0 for no input gate of its own."""
    odds = [-5, -4, -3, -2, 1, 2, 3, 4, 5]
    forget, enter, leave = rng.choice(odds), rng.choice(odds), rng.choice(odds)
    return forget, 0 if coupled else enter, leave


def share(k):
    """The sigmoid of ln k, or of -ln |k|."""
    return Fraction(k, k + 1) if k > 0 else Fraction(1, 1 - k)


def candidate_value(b):
    """The hyperbolic tangent of half ln b, or of its opposite."""
    size = Fraction(abs(b) - 1, abs(b) + 1)
    return size if b > 0 else -size


def opened(coupled, forget, enter):
    return 1 - share(forget) if coupled else share(enter)


def solve_a(coupled, forget, enter, candidate, before):
    return share(forget) * before + opened(coupled, forget, enter) * candidate_value(candidate)


def solve_b(state, forget, leave, asked, steps):
    if asked == "memory":
        return share(forget) ** steps
    return share(leave) * tanh(float(state))


def check(coupled, forget, enter, leave, candidate, before, asked, steps):
    """Run the cell on the logarithms, in floating point; the memory as a derivative of the last state."""
    f, i, o = (sigmoid(log(k) if k > 0 else -log(-k)) if k else 0.0 for k in (forget, enter, leave))
    g = tanh((1 if candidate > 0 else -1) * log(abs(candidate)) / 2)

    def cell(c, count):
        for _ in range(count):
            c = f * (c - g) + g if coupled else f * c + i * g
        return c

    value = o * tanh(cell(before, 1)) if asked == "output" else slope(lambda c: cell(c, steps), before)
    return {"state": Fraction(cell(before, 1)).limit_denominator(2000), "value": value}


def slips_a(coupled, forget, enter, leave, candidate, before):
    g, f, i = candidate_value(candidate), share(forget), opened(coupled, forget, enter)
    wrong = {"exchanged forget and input gate": (i * before + f * g, 2)} if i != f else {}
    if before != g and not coupled:
        wrong["closed the input gate with the forget gate"] = (f * before + (1 - f) * g, 2)
    wrong["let the output gate scale the cell state"] = (share(leave) * (f * before + i * g), 3)
    return wrong


def slips_b(state, forget, leave, asked, steps):
    if asked == "memory":
        left = 1 - share(forget)
        return {"took one step": (share(forget), 1), "took the share that is forgotten": (left**steps, 1)}
    return {"left out tanh": (share(leave) * state, 1), "left out the output gate": (tanh(float(state)), 1)}


def context(coupled, forget, enter, leave, candidate):
    def logarithm(k, half=""):
        return "0" if k == 1 else f"{'-' if k < 0 else ''}{half}\\ln {abs(k)}"

    names = [("forget gate", forget), ("input gate", enter), ("output gate", leave)]
    rows = [(name, logarithm(k)) for name, k in names if k]
    return {
        "rows": [*rows, ("candidate", logarithm(candidate, r"\frac12 "))],
        "f": share(forget),
        "i": opened(coupled, forget, enter),
        "o": share(leave),
        "g": candidate_value(candidate),
    }


def read(text):
    def number(name):
        found = re.findall(rf"\| {name} \| \$(-?)(?:\\frac12 )?(?:\\ln )?(\d+)\$", text)
        return int(found[0][0] + found[0][1].replace("0", "1")) if found else 0

    (before,) = re.findall(r"c_\{t-1\} = (-?\d)", text)
    drawn = {"forget": "forget gate", "enter": "input gate", "leave": "output gate", "candidate": "candidate"}
    values = {key: number(name) for key, name in drawn.items()}
    values |= {"coupled": "coupled" in text, "before": int(before), "asked": "output" if "h_t" in text else "memory"}
    return values | {"steps": 2 if "in each of two" in text else 3 if "in each of three" in text else 1}
