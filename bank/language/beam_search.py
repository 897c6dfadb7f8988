"""Greedy decoding and beam search (Jurafsky and Martin, "Speech and language processing", chapter 10)."""

from exampaper.author import Dec, Graph, GraphEdge, outcomes

NODES = ("", "a", "b", "c")


def tree(rng) -> tuple[tuple[int, ...], ...]:
    """Probabilities of a, b and c in twentieths: at the start, after a, after b and after c."""
    first = rng.shuffle(rng.choice([(8, 7, 5), (9, 6, 5), (9, 7, 4), (10, 6, 4)]))
    parts = first, *(rng.shuffle(rng.choice([(8, 6, 6), (10, 6, 4), (12, 6, 2), (16, 2, 2)])) for _ in range(3))
    if len({p * max(row) for p, row in zip(parts[0], parts[1:], strict=True)}) < 3:
        rng.reject("two beginnings lead to the same probability")
    greedy, beam, best = (searched(parts, width) for width in (1, 2, 3))
    if (greedy == best and rng.chance(9, 10)) or (greedy != beam == best and rng.chance(3, 4)):
        rng.reject("one of the frequent cases")
    return parts


def products(parts):
    """The probability of each sequence, in parts of 400."""
    row = dict(zip("abc", range(3), strict=True))
    return {x + y: parts[0][row[x]] * parts[row[x] + 1][row[y]] for x in "abc" for y in "abc"}


def ranked(parts):
    """The first tokens, the likeliest first."""
    return sorted("abc", key=lambda token: -parts[0]["abc".index(token)])


def searched(parts, width):
    kept = ranked(parts)[:width]
    return max((s for s in products(parts) if s[0] in kept), key=products(parts).__getitem__)


def solve(parts):
    chances = products(parts)
    greedy, beam, best = (searched(parts, width) for width in (1, 2, 3))
    return greedy, Dec(chances[greedy]) / 400, beam, Dec(chances[best] - chances[beam]) / 400


def figures(parts):
    edges = []
    for node, row in zip(NODES, parts, strict=True):
        edges += [GraphEdge(node or "start", node + x, label=f"{w / 20:g}") for x, w in zip("abc", row, strict=True)]
    nodes = (("start", r"\text{start}"), *((edge.head, rf"\text{{{edge.head}}}") for edge in edges))
    return {"tree": Graph(nodes, tuple(edges), shapes=(("start", "ellipse"),), flow="right")}


def check(parts):
    """Follow the arrows that are drawn; a beam is dropped where two first tokens are likelier."""
    odds = {edge.head: Dec(edge.label) for edge in figures(parts)["tree"].edges}
    whole = {x + y: odds[x] * odds[x + y] for x, y in outcomes("abc", times=2)}
    rivals = {s: sum(odds[x] > odds[s[0]] for x in "abc") for s in whole}
    greedy = next(s for s in whole if not rivals[s] and all(odds[s] >= odds[s[0] + x] for x in "abc"))
    beam = sorted((s for s in whole if rivals[s] < 2), key=whole.__getitem__)[-1]
    return {"greedy": greedy, "chance": whole[greedy], "beam": beam, "missed": max(whole.values()) - whole[beam]}


def slips_a(parts, greedy, chance):
    return {"chance": {"left out the first factor": (chance * 20 / max(parts[0]), 1)}}


def slips_b(parts, greedy, beam, missed):
    wrong = {"beam": {"went on greedily": (greedy, 2)}} if beam != greedy else {}
    best = searched(parts, 3)
    if best != beam:
        wrong["beam"] = wrong.get("beam", {}) | {"searched the whole tree": (best, 2)}
        wrong["missed"] = {"took the beam for the likeliest": (Dec(0), 2)}
    return wrong


def context(parts, beam):
    chances, order = products(parts), ranked(parts)
    odds = {edge.head: edge.label for edge in figures(parts)["tree"].edges}
    best = searched(parts, 3)
    rest = max((s for s in chances if s[0] == order[2]), key=chances.__getitem__)
    return {
        "products": {s: rf"{odds[s[0]]} \cdot {odds[s]}" for s in chances},
        "kept": sorted(order[:2]),
        "dropped": order[2],
        "found": f"{chances[beam] / 400:g}",
        "best": best,
        "rest": rest,
        "rest_chance": f"{chances[rest] / 400:g}",
    }


def read(text, figures):
    odds = {edge.head: round(20 * float(edge.label)) for edge in figures["tree"].edges}
    return {"parts": tuple(tuple(odds[node + x] for x in "abc") for node in NODES)}
