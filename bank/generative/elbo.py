"""The ELBO of a latent variable with three states (Kingma and Welling 2019, "Variational autoencoders", 2.2)."""

from exampaper.author import Fraction, log, log2

read = (
    "$p(z)$ | $<< prior[0] >>$ | $<< prior[1] >>$ | $<< prior[2] >>$ |",
    r"$p(x \mid z)$ | $<< likelihood[0] >>$ | $<< likelihood[1] >>$ | $<< likelihood[2] >>$ |",
    "$q(z)$ | $<< q[0] >>$ | $<< q[1] >>$ | $<< q[2] >>$ |",
    {"asked == 'gap'": "By how many bits", "asked == 'posterior'": "greatest for one distribution"},
)
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)


def halves(rng) -> tuple[Fraction, Fraction, Fraction]:
    return rng.shuffle((HALF, QUARTER, QUARTER))


def powers(rng) -> tuple[Fraction, Fraction, Fraction]:
    first, second, third = (Fraction(1, 2 ** rng.integer(1, 5)) for _ in range(3))
    return first, second, third


def guess(rng) -> tuple[Fraction, Fraction, Fraction]:
    patterns = [(HALF, QUARTER, QUARTER), (HALF, HALF, Fraction(0)), (Fraction(1), Fraction(0), Fraction(0))]
    return rng.shuffle(rng.choice(patterns))


def bits(x):
    """The logarithm to the base 2 of a power of 2."""
    return x.numerator.bit_length() - x.denominator.bit_length()


def solve_a(prior, likelihood, q):
    return sum(w * (bits(p) + bits(x) - bits(w)) for p, x, w in zip(prior, likelihood, q, strict=True) if w)


def solve_b(bound, prior, likelihood, asked):
    joint = [p * x for p, x in zip(prior, likelihood, strict=True)]
    gap = log2(sum(joint)) - float(bound)
    return gap if asked == "gap" else joint[0] / sum(joint)


def check(prior, likelihood, q, asked):
    """The bound is the evidence less the divergence of q from the posterior of Bayes' theorem."""
    evidence = sum(float(prior[z]) * float(likelihood[z]) for z in range(3))
    posterior = [float(prior[z]) * float(likelihood[z]) / evidence for z in range(3)]
    divergence = sum(float(q[z]) * log2(float(q[z]) / posterior[z]) for z in range(3) if q[z])
    return {
        "bound": Fraction(round(4096 * (log2(evidence) - divergence)), 4096),
        "value": divergence if asked == "gap" else posterior[0],
    }


def slips_a(prior, likelihood, q):
    entropy = -sum(w * bits(w) for w in q if w)
    likely, expected = (sum(w * bits(x) for x, w in zip(items, q, strict=True) if w) for items in (likelihood, prior))
    wrong = {"left out the prior": (likely + entropy, 2)}
    if entropy:
        wrong["left out the entropy of q"] = (likely + expected, 3)
        wrong["subtracted the entropy of q"] = (likely + expected - entropy, 3)
    return wrong


def slips_b(prior, likelihood, asked, bound, value):
    evidence = sum(p * x for p, x in zip(prior, likelihood, strict=True))
    if asked == "gap":
        return {"took a natural logarithm": (log(evidence) - float(bound), 2)}
    return {
        "did not divide by p(x)": (float(prior[0] * likelihood[0]), 1),
        "took the likelihood for the joint probability": (likelihood[0] / sum(likelihood), 1),
    }


def context(prior, likelihood, q):
    weight = {HALF: r"\tfrac12 ", QUARTER: r"\tfrac14 ", 1: ""}
    terms = [
        rf"{weight[w]}({bits(p)} - {-bits(x)} + {-bits(w)})" for p, x, w in zip(prior, likelihood, q, strict=True) if w
    ]
    evidence = sum(p * x for p, x in zip(prior, likelihood, strict=True))
    return {"terms": " + ".join(terms), "evidence": evidence, "joint": prior[0] * likelihood[0]}
