"""Greedy decoding and beam search (Jurafsky and Martin, "Speech and language processing", chapter 10)."""

from exampaper.author import Dec, Graph, GraphEdge, outcomes, reject

NODES = ("", "a", "b", "aa", "ab", "ba", "bb")


def tree(rng) -> tuple[int, ...]:
    """Ten times the probability of `a` after each of NODES."""
    return tuple(rng.choice([x for x in range(1, 10) if x != 5]) for _ in NODES)


def likelihoods(tenths, beginnings):
    """Each continuation of some beginnings by a token, with its probability in 1, 10, 100 … parts."""
    for beginning, weight in beginnings:
        first = tenths[NODES.index(beginning)]
        yield beginning + "a", weight * first
        yield beginning + "b", weight * (10 - first)


def searched(tenths, width):
    """The beams after each token, the likeliest first."""
    beams = [("", 1)]
    for _ in range(3):
        found = sorted(likelihoods(tenths, beams), key=lambda item: -item[1])
        if len(found) > width and found[width - 1][1] == found[width][1]:
            reject("a tie at the edge of the beam")
        beams = found[:width]
        yield found, beams


def solve(tenths, width):
    (*_, (_, greedy)), (*_, (_, found)), (*_, (_, best)) = (list(searched(tenths, n)) for n in (1, width, 8))
    if best[0][1] == best[1][1] or greedy[0] == best[0]:
        reject("greedy decoding finds the likeliest, or there are two")
    beam, missed = found[0][0], best[0][1] - found[0][1]
    return greedy[0][0], Dec(greedy[0][1]) / 1000, beam, Dec(missed) / 1000


def figures(tenths):
    edges = []
    for node, first in zip(NODES, tenths, strict=True):
        for token, weight in (("a", first), ("b", 10 - first)):
            edges.append(GraphEdge(node or "start", node + token, label=f"0.{weight}"))
    nodes = (("start", r"\text{start}"), *((edge.head, rf"\text{{{edge.head}}}") for edge in edges))
    return {"tree": Graph(nodes, tuple(edges), shapes=(("start", "ellipse"),), flow="right")}


def check(tenths, width):
    """Read the tree that is drawn, list all sequences, and keep those whose beginnings are among the likeliest."""
    odds = {edge.head: Dec(edge.label) for edge in figures(tenths)["tree"].edges}

    def chance(sequence):
        return odds[sequence[0]] * (odds[sequence[:2]] if sequence[1:] else 1) * (odds[sequence] if sequence[2:] else 1)

    whole = {"".join(tokens): chance("".join(tokens)) for tokens in outcomes("ab", times=3)}
    greedy = next(s for s in whole if all(odds[s[: n + 1]] > Dec("0.5") for n in range(3)))
    kept = {s[:1] for s in whole}
    kept = set(sorted({s[:2] for s in whole if s[:1] in kept}, key=chance)[-width:])
    beam = max((s for s in whole if s[:2] in kept), key=chance)
    return {"greedy": greedy, "chance": chance(greedy), "beam": beam, "missed": max(whole.values()) - chance(beam)}


def slips_a(tenths, chance, greedy):
    first = tenths[0] if greedy[0] == "a" else 10 - tenths[0]
    return {"left out the first factor": (chance * 10 / first, 1)}


def slips_b(tenths, width, greedy, chance, beam, missed):
    (*_, (_, best)) = searched(tenths, 8)
    wrong = {"beam": {"went on greedily": (greedy, 1)}} if beam != greedy else {}
    if missed:
        wrong["missed"] = {"took the beam for the likeliest": (Dec(0), 2)}
    else:
        wrong["missed"] = {"compared with greedy decoding": (Dec(best[0][1]) / 1000 - chance, 2)}
    return wrong


def context(tenths, width):
    def factors(sequence):
        odds = {edge.head: edge.label for edge in figures(tenths)["tree"].edges}
        return r" \cdot ".join(odds[sequence[: n + 1]] for n in range(3))

    _, (beginnings, kept), (_, found) = searched(tenths, width)
    (*_, (_, best)) = searched(tenths, 8)
    return {
        "factors": factors,
        "beginnings": [f"{name} ({weight / 100:g})" for name, weight in beginnings],
        "kept": [name for name, _ in kept],
        "found": f"{found[0][1] / 1000:g}",
        "best": best[0][0],
        "highest": f"{best[0][1] / 1000:g}",
    }


def read(text, figures):
    odds = {edge.head: round(10 * float(edge.label)) for edge in figures["tree"].edges}
    width = next(n for n, word in ((2, "two"), (3, "three")) if f"with {word} beams" in text)
    return {"tenths": tuple(odds[node + "a"] for node in NODES), "width": width}
