"""One step of an LSTM (Gers et al. 2000; coupled gates: Greff et al. 2017, "LSTM: a search space odyssey")."""

from exampaper.author import Fraction, log, sigmoid, slope, tanh

read = (
    r"c_{t-1} = << before >>",
    "forget gate | $<< forget >>$ |",
    "output gate | $<< leave >>$ |",
    "candidate | $<< entering >>$ |",
    {
        "coupled": "gates are coupled",
        "not coupled": "input gate | $<< enter >>$ |",
        "asked == 'memory' and steps == 2": "in each of two steps",
        "asked == 'memory' and steps == 3": "in each of three steps",
    },
)


def gate(rng) -> str:
    return rng.choice(["0", *(rf"{sign}\ln{{{k}}}" for sign in ("", "-") for k in range(2, 6))])


def odds(logarithm):
    """The exponential: that of 0 is 1."""
    k = int(logarithm.strip("}").split("{")[-1]) or 1
    return Fraction(1, k) if logarithm[0] == "-" else Fraction(k)


def share(logarithm):
    return odds(logarithm) / (1 + odds(logarithm))


def parts(coupled, forget, enter, entering):
    """Forget gate, input gate and candidate."""
    f, k = share(forget), odds(entering)
    return f, 1 - f if coupled else share(enter), (k - 1) / (k + 1)


def solve_a(coupled, forget, enter, entering, before):
    f, i, g = parts(coupled, forget, enter, entering)
    return f * before + i * g


def solve_b(state, forget, leave, asked, steps):
    return share(forget) ** steps if asked == "memory" else share(leave) * tanh(float(state))


def check(coupled, forget, enter, leave, entering, before, asked, steps):
    """Run the cell on the logarithms, in floating point; the memory as a derivative of the last state."""

    def sums(logarithm):
        size = log(int(logarithm.strip("-0}").split("{")[-1] or 1))
        return -size if logarithm[0] == "-" else size

    f, o, g = sigmoid(sums(forget)), sigmoid(sums(leave)), tanh(sums(entering) / 2)
    i = 1 - f if coupled else sigmoid(sums(enter))

    def cell(c, count):
        return c if count == 0 else cell(f * c + i * g, count - 1)

    value = o * tanh(cell(before, 1)) if asked == "output" else slope(lambda c: cell(c, steps), before)
    return {"state": Fraction(cell(before, 1)).limit_denominator(2000), "value": value}


def slips_a(coupled, forget, enter, leave, entering, before):
    f, i, g = parts(coupled, forget, enter, entering)
    wrong = {"exchanged forget and input gate": (i * before + f * g, 2)} if i != f else {}
    if i != 1 - f:
        wrong["took 1 − f for the input gate"] = (f * before + (1 - f) * g, 2)
    return wrong | {"let the output gate scale the cell state": (share(leave) * (f * before + i * g), 3)}


def slips_b(state, forget, leave, asked, steps):
    if asked == "output":
        return {"left out tanh": (share(leave) * state, 1), "left out the output gate": (tanh(float(state)), 1)}
    return {"took one step": (share(forget), 1), "took what is forgotten": ((1 - share(forget)) ** steps, 1)}


def context(coupled, forget, enter, leave, entering):
    return {"o": share(leave), **dict(zip("fig", parts(coupled, forget, enter, entering), strict=True))}
