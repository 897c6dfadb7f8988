"""The graphical model of p and of its inference model q (Koller & Friedman 2009, section 3.2)."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

import re

from exampaper.author import Graph, GraphEdge

Factors = tuple[tuple[str, tuple[str, ...]], ...]
"""Each variable, with those that its factor is conditioned on."""


def models(rng) -> tuple[Factors, Factors]:
    """Latent z1, z2, …, perhaps one above the other; x1, x2, … with latent parents. q goes the other way."""
    observed, latent = rng.choice([(3, 2), (3, 2), (2, 3), (2, 3), (2, 2)])
    xs, zs = [f"x{i + 1}" for i in range(observed)], [f"z{i + 1}" for i in range(latent)]
    for _ in range(60):
        p = hierarchy(rng, zs, []) + tuple((x, some(rng, zs, rng.integer(1, 2))) for x in xs)
        q = hierarchy(rng, zs, xs)
        if fits(p, zs) and fits(q, xs):
            return p, q
    return rng.reject("a variable that is never used, or too much to draw")


def hierarchy(rng, zs, xs) -> Factors:
    """Latent variables, perhaps one above the other, and given one or two of xs each."""
    factors = []
    for i, z in enumerate(zs):
        above = some(rng, zs[:i], rng.integer(0, min(i, 1)))
        factors.append((z, above + some(rng, xs, rng.integer(1, 2) if xs else 0)))
    return tuple(factors)


def fits(factors, names):
    """Whether all of these names are used, and there are three to six arrows."""
    tails = [name for _, among in factors for name in among]
    return set(names) <= set(tails) and 3 <= len(tails) <= 6


def some(rng, names, count) -> tuple[str, ...]:
    return tuple(rng.sample(names, count))


def arrows(factors):
    return [rf"${tex(tail)} \to {tex(head)}$" for head, tails in factors for tail in tails]


def solve(p, q):
    return arrows(p), arrows(q)


def check(text):
    """On the page, an arrow leads from what stands behind a bar to what stands before it."""
    found = []
    for model in read(text).values():
        pairs = [(tail, head) for head, tails in model for tail in tails]
        found.append([rf"$\mathbf{{{t[0]}}}_{t[1]} \to \mathbf{{{h[0]}}}_{h[1]}$" for t, h in pairs])
    return found[0], found[1]


def name(written):
    return re.sub(r"[^xz\d]", "", written.replace("mathbf", ""))


def read(text):
    """The factors, as the equations give them."""
    read = []
    for equation in re.findall(r"\$\$(.*?)[,.]\$\$", text):
        factors = re.findall(r"[pq]\(([^()|]*?)(?: \\mid ([^()]*))?\)", equation.split("=")[1])
        read.append(tuple((name(head), tuple(map(name, filter(None, tails.split(","))))) for head, tails in factors))
    return {"p": read[0], "q": read[1]}


def tex(variable):
    return rf"\mathbf{{{variable[0]}}}_{variable[1:]}"


def product(sign, factors, given=()):
    """The equation of a model. given: what all of it is conditioned on."""

    def term(heads, tails):
        bar = r" \mid " + ", ".join(map(tex, tails)) if tails else ""
        return f"{sign}({', '.join(map(tex, heads))}{bar})"

    left = term(sorted(head for head, _ in factors), given)
    return left + " = " + r" \, ".join(term([head], tails) for head, tails in factors)


def context(p, q):
    xs = [head for head, _ in p if head[0] == "x"]
    return {
        "joint": product("p", p),
        "posterior": product("q", q, xs),
        "observed": " and ".join([", ".join(f"${tex(x)}$" for x in xs[:-1]), f"${tex(xs[-1])}$"]),
    }


def figures(p, solid, dashed):
    names = sorted((head for head, _ in p), key=lambda head: (head[0] == "x", head))
    edges = []
    for pairs, is_dashed in ((solid, False), (dashed, True)):
        for arrow in pairs:
            tail, head = map(name, arrow.split("\\to"))
            edges.append(GraphEdge(tail, head, dashed=is_dashed))
    shaded = tuple(head for head in names if head[0] == "x")
    model = Graph(tuple((head, tex(head)) for head in names), tuple(edges), shaded=shaded, legend=("p", "q"))
    return {"model": model}
