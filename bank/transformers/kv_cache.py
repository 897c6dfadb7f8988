"""Memory of a transformer's keys and values (Ainslie et al. 2023, "GQA"; Beltagy et al. 2020, "Longformer")."""

import numpy as np

read = (
    "has << layers >> layers, each with << heads >> query heads of size << size >>",
    "values are cached with << width >> byte",
    "take << memory >> GiB, and << batch >> sequences",
    {
        "sharing == 'own'": "has a key head and a value head of its own",
        "sharing == 'groups'": "share << kv >> key heads",
        "sharing == 'one'": "share one key head",
    },
    {"window": "over the last << window >> tokens only", "not window": "at once.\nWhat is the greatest"},
)


def shared(rng, heads) -> tuple[str, int]:
    sharing = rng.choice(["own", "groups", "one"])
    return sharing, {"own": heads, "groups": rng.choice([4, 8]), "one": 1}[sharing]


def windows(rng) -> int:
    return rng.choice([0, 0, 512, 1024])


def solve_a(layers, kv, size, width):
    return 2 * layers * kv * size * width


def solve_b(per_token, batch, memory, window):
    fits = memory * 2**30 // (batch * per_token)
    return 2 * memory * 2**30 // (batch * per_token) - window if 0 < window < fits else fits


def check(layers, kv, size, width, batch, memory, window, per_token, longest):
    """Allocate keys and values of one token, layer by layer, and see that one token more does not fit."""
    number = {1: np.int8, 2: np.float16, 4: np.float32}[width]
    key = np.zeros((kv, size), number).nbytes

    def held(tokens):
        short = min(tokens, window) if window else tokens
        return sum((key + key) * (short if layer % 2 else tokens) for layer in range(layers))

    assert held(1) == per_token
    assert batch * held(longest) <= memory << 30 < batch * held(longest + 1)


def slips_a(layers, heads, kv, size, width, per_token):
    wrong = {"counted keys only": (per_token // 2, 2), "counted one layer": (per_token // layers, 2)}
    if kv < heads:
        wrong["counted the query heads"] = (2 * layers * heads * size * width, 2)
    if kv > 1:
        wrong["counted one head"] = (per_token // kv, 2)
    return wrong


def slips_b(per_token, batch, memory, window, longest):
    wrong = {"forgot the other sequences": (solve_b(per_token, 1, memory, window), 2)}
    if window:
        wrong["ignored the window"] = (solve_b(per_token, batch, memory, 0), 2)
        wrong["forgot the memory of the windows"] = (longest + window, 2)
    else:
        wrong["took 10⁹ bytes for a GiB"] = (memory * 10**9 // (batch * per_token), 2)
    return wrong
