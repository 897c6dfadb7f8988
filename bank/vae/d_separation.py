"""Is an independence implied by a factorisation? (Koller & Friedman 2009, sections 3.3 and 4.5.1.)"""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

import re
from itertools import combinations, pairwise

from exampaper.author import both_ways, reachable, simple_paths

Names = tuple[str, ...]
Factors = tuple[tuple[str, tuple[str, ...]], ...]


def query(rng) -> tuple[Factors, tuple[str, str], Names]:
    """A model of five variables, two of them, and what is conditioned on: nothing, one or two of the others.

    Verdicts are balanced for each number of conditions, and one of two wrong rules misleads.
    """
    names = rng.shuffle("abcde")
    count, wanted = rng.integer(0, 2), rng.chance(1, 2)
    for _ in range(60):
        p = tuple((head, rng.sample(names[:i], min(i, rng.integer(0, 3), 2))) for i, head in enumerate(names))
        choices = questions(p, count, wanted) if len(arrows(p)) >= 5 else []
        if choices:
            return (p, *rng.choice(choices))
    return rng.reject("no such question")


def questions(p, count, wanted):
    """Pairs and conditions with that verdict."""
    found = []
    for pair in combinations([head for head, _ in p], 2):
        for given in combinations([head for head, _ in p if head not in pair], count):
            paths = judged(p, pair, given)
            implied = all(blocks for _, blocks in paths)
            misled = all(set(path[1:-1]) & set(given) for path, _ in paths) != implied
            if 1 <= len(paths) <= 3 and pair not in arrows(p) and implied == wanted and misled >= bool(count):
                found.append((pair, given))
    return found


def arrows(p):
    return [(tail, head) for head, tails in p for tail in tails]


def judged(p, pair, given):
    """Each path, with the nodes that block it."""
    edges = arrows(p)
    found = []
    for path in sorted(simple_paths(both_ways(edges), *pair), key=lambda path: (len(path), path)):
        blocks = []
        for before, node, after in zip(path, path[1:], path[2:], strict=False):
            if collides(edges, before, node, after):
                blocks += [] if ({node} | set(reachable(edges, node))) & set(given) else [node]
            elif node in given:
                blocks.append(node)
        found.append((path, blocks))
    return found


def collides(edges, before, node, after):
    return (before, node) in edges and (after, node) in edges


def solve(p, pair, given):
    return "implied" if all(blocks for _, blocks in judged(p, pair, given)) else "not implied"


def check(text, pair, given):
    """Marry parents in the ancestral graph of the printed model, take out what is given, and look for a way."""
    parents = factors(text)
    family = {*pair, *given}
    while more := {tail for head in family for tail in parents[head]} - family:
        family |= more
    links = []
    for head in family:
        links += [(tail, head) for tail in parents[head]] + list(combinations(parents[head], 2))
    left = [link for link in links if not set(link) & set(given)]
    return "not implied" if pair[1] in reachable(both_ways(left), pair[0]) else "implied"


def factors(text):
    right = re.findall(r"\$\$.*?=(.*?)\.\$\$", text)[0]
    terms = re.findall(r"p\((\w)(?: \\mid ([\w, ]+))?\)", right)
    return {head: tuple(filter(None, tails.split(", "))) for head, tails in terms}


def read(text):
    asked = re.findall(r"Are \$(\w)\$ and \$(\w)\$ independent(.*?) for", text)[0]
    return {"p": tuple(factors(text).items()), "pair": asked[:2], "given": tuple(re.findall(r"\$(\w)\$", asked[2]))}


def slips(p, pair, given, verdict):
    other = "implied" if verdict == "not implied" else "not implied"
    paths = judged(p, pair, given)
    if all(set(path[1:-1]) & set(given) for path, _ in paths) != all(blocks for _, blocks in paths):
        return {"took colliders for other nodes": (other, 0)}
    return {}


def context(p, pair, given):
    edges = arrows(p)

    def shown(path):
        steps = [(r"\to " if step in edges else r"\gets ") + step[1] for step in pairwise(path)]
        return f"${' '.join([path[0], *steps])}$"

    def why(path, blocks):
        reasons = []
        for before, node, after in zip(path, path[1:], path[2:], strict=False):
            if blocks and node not in blocks:
                continue
            if not collides(edges, before, node, after):
                reasons.append(f"${node}$ is no collider, and is {'' if node in given else 'not '}given")
            elif node in blocks:
                reasons.append(f"${node}$ is a collider, and neither it nor a descendant is given")
            else:
                reasons.append(f"${node}$ is a collider, and it or a descendant is given")
        return "; ".join(reasons)

    paths = judged(p, pair, given)
    bars = {head: r" \mid " + ", ".join(tails) if tails else "" for head, tails in p}
    terms = [f"p({head}{bars[head]})" for head, _ in p]
    return {
        "joint": "p(a, b, c, d, e) = " + r" \, ".join(terms),
        "pair_listed": f"${pair[0]}$ and ${pair[1]}$",
        "given_listed": " and ".join(f"${name}$" for name in given),
        "paths": [{"shown": shown(path), "blocked": bool(b), "why": why(path, b)} for path, b in paths],
        "first_open": next((shown(path) for path, blocks in paths if not blocks), ""),
    }
