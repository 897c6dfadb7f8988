"""Bigram models, smoothing and perplexity (Jurafsky and Martin, "Speech and language processing", chapter 3)."""

import re
from collections import Counter

from exampaper.author import Fraction, exp, log, log2, near, ngrams, reject


def sentence(rng) -> str:
    return "".join(rng.choice("abc") for _ in range(rng.integer(2, 4)))


def chances(corpus, test, smoothing):
    """The factors, as pairs for the model: relative frequency after a word, and that among all words."""
    pairs = Counter(pair for line in corpus for pair in ngrams(f"<{line}>", 2))
    firsts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for (first, second), count in pairs.items():
        firsts[first] += count
        words[second] += count
    for first, second in ngrams(f"<{test}>", 2):
        if not firsts[first]:
            reject("a word that is not in the corpus")
        add = {"one": Fraction(1), "half": Fraction(1, 2)}.get(smoothing, Fraction(0))
        after = (pairs[first, second] + add) / (firsts[first] + 4 * add)
        yield after, Fraction(words[second], words.total())


def solve_a(corpus, test, smoothing):
    product = Fraction(1)
    for after, word in chances(corpus, test, smoothing):
        product *= (after + word) / 2 if smoothing == "mixed" else after
    if not 0 < product < 1 or product.denominator > 60000:
        reject("no sensible probability")
    return product


def solve_b(probability, test, measure):
    bits = -log2(probability) / (len(test) + 1)
    return bits if measure == "cross-entropy" else 2**bits


def check(corpus, test, smoothing, measure, probability, value):
    """Count by looking for strings in the running text; the factors' logarithms add up."""
    text, nats = "".join(f"<{line}>" for line in corpus), 0.0
    for before, word in zip("<" + test, test + ">", strict=True):
        seen, follow = text.count(before), len(re.findall(f"(?={re.escape(before + word)})", text))
        match smoothing:
            case "none":
                chance = follow / seen
            case "one":
                chance = (follow + 1) / (seen + 4)
            case "half":
                chance = (2 * follow + 1) / (2 * seen + 4)
            case _:
                chance = follow / seen / 2 + text.count(word) / (len(text) - text.count("<")) / 2
        nats -= log(chance)
    assert near(float(probability), exp(-nats))
    each = nats / (len(test) + 1)
    return {"value": exp(each) if measure == "perplexity" else each / log(2)}


def slips_a(corpus, test, smoothing, probability):
    factors = list(chances(corpus, test, smoothing))
    after, word = Fraction(1), Fraction(1)
    for one, other in factors:
        after, word = after * one, word * other
    last = (sum(factors[-1]) / 2) if smoothing == "mixed" else factors[-1][0]
    wrong = {"left out the end sign": (probability / last, 2)}
    if smoothing == "mixed":
        wrong["mixed the products, not the factors"] = ((after + word) / 2, 2)
    elif smoothing == "none":
        wrong["took a unigram model"] = (word, 1)
    else:
        plain = Fraction(1)
        for one, _ in chances(corpus, test, "none"):
            plain *= one
        if plain:
            wrong["did not smooth"] = (plain, 2)
    return wrong


def slips_b(probability, test, measure):
    n = len(test) + 1
    bits = -log2(probability)
    if measure == "perplexity":
        return {
            "did not count the end sign": (2 ** (bits / (n - 1)), 1),
            "took no root": (1 / probability, 1),
        }
    return {"did not count the end sign": (bits / (n - 1), 1), "took natural logarithms": (bits * log(2) / n, 1)}


def context(corpus, test, smoothing):
    def tex(x):
        return rf"\frac{{{x.numerator}}}{{{x.denominator}}}" if x.denominator > 1 else str(x)

    pairs = list(chances(corpus, test, smoothing))
    mixed = [rf"\Bigl(\frac12 \cdot {tex(a)} + \frac12 \cdot {tex(w)}\Bigr)" for a, w in pairs]
    plain = [tex(a) for a, _ in pairs]
    return {
        "factors": r" \cdot ".join(mixed if smoothing == "mixed" else plain),
        "total": sum(len(line) + 1 for line in corpus),
        "tokens": len(test) + 1,
    }


def read(text):
    lines = [re.sub(r"[^abc]", "", x) for x in re.findall(r"\\langle \\; ([abc\\; ]+?) \\; \\rangle", text)]
    named = {"without smoothing": "none", "interpolates": "mixed", "smoothed: 1": "one", r"smoothed: $\frac12": "half"}
    return {
        "corpus": tuple(lines[:3]),
        "test": lines[3],
        "smoothing": next(value for words, value in named.items() if words in text),
        "measure": "perplexity" if "the perplexity" in text else "cross-entropy",
    }
