"""Parameters of one block (Vaswani et al. 2017; Shazeer 2020, "GLU variants"; Ainslie et al. 2023, "GQA")."""

import numpy as np

read = (
    "has width $d = << width >>$",
    "<< heads >> query heads",
    "with << hidden * width >> hidden units",
    {"norm == 'LayerNorm'": "stands a LayerNorm", "norm == 'RMSNorm'": "stands an RMSNorm"},
    {
        "kv == heads": "and as many key heads",
        "kv == 1": "share one key head",
        "1 < kv < heads": "share << kv >> key heads",
    },
    {"gated": r"W_1 x) \odot W_2 x"},
    {"biased": "has a bias", "not biased": "There are no"},
)


def shared(rng, heads) -> int:
    return rng.choice([heads, heads, heads // 2, 1])


def pieces(width, heads, kv, hidden, gated, biased, norm):
    """The numbers of attention, network and norms."""
    keys, wide = width // heads * kv, hidden * width
    attention = 2 * width * width + 2 * width * keys + biased * (2 * width + 2 * keys)
    network = (2 + gated) * width * wide + biased * ((1 + gated) * wide + width)
    return attention, network, (4 if norm == "LayerNorm" else 2) * width


def solve(width, heads, kv, hidden, gated, biased, norm):
    return sum(pieces(width, heads, kv, hidden, gated, biased, norm))


def check(width, heads, kv, hidden, gated, biased, norm):
    """Allocate every array of the block, head by head, and count entries."""
    size, units = width // heads, hidden * width
    layers = [(size, width)] * (heads + 2 * kv) + [(width, heads * size), (width, units)]
    layers += [(units, width)] * (2 if gated else 1)
    arrays = [np.empty(shape) for shape in layers]
    if biased:
        arrays += [np.empty(rows) for rows, _ in layers]
    arrays += [np.empty((1 if norm == "RMSNorm" else 2, width)) for _ in ("attention", "network")]
    return sum(array.size for array in arrays)


def slips(width, heads, kv, hidden, gated, biased, norm, total):
    _, network, norms = pieces(width, heads, kv, hidden, gated, biased, norm)
    wrong = {
        "left out the projection of the concatenated heads": total - width * width - biased * width,
        "counted one norm": total - norms // 2,
        "took one matrix of the network for all of it": total - network + hidden * width * width,
    }
    if kv < heads:
        wrong["counted as many key and value heads as query heads"] = solve(
            width, heads, heads, hidden, gated, biased, norm
        )
    if gated:
        wrong["counted two matrices of the gated network"] = solve(width, heads, kv, hidden, False, biased, norm)
    if biased:
        wrong["left out the biases"] = solve(width, heads, kv, hidden, gated, False, norm)
    return wrong


def context(width, heads, kv, hidden, gated, biased, norm):
    attention, network, norms = pieces(width, heads, kv, hidden, gated, biased, norm)
    return {"attention": attention, "network": network, "norms": norms}
