"""The graphical model of a latent-variable model p and of its inference model q: drawn, read, and what p implies.

Koller & Friedman (2009), “Probabilistic Graphical Models”: section 3.2 (a factor for each variable given its
parents), section 3.3 (active trails; d-separated variables are independent in every distribution that factorises,
and others are dependent in some), section 4.5.1 (d-separation as separation in the moralised ancestral graph).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations
from typing import Any, Literal

from exampaper.draw import Rng
from exampaper.model import Slip
from exampaper.nodes import Graph, GraphEdge

Factor = tuple[str, tuple[str, ...]]
"""A variable and those that its factor is conditioned on."""
Arrow = tuple[str, str]
Verdict = Literal["implied", "not implied"]
Aim = Literal["screened", "collider", "explained", "descendant", "leak", "posterior"]


@dataclass(frozen=True)
class Params:
    """direction: whether the figure is to be drawn, or to be read. p, q: their factors, parents first.

    x1, x2, … are observed, z1, z2, … latent; q conditions on every x.
    pair, given: is pair[0] ⟂ pair[1] | given implied by p?
    """

    direction: Literal["draw", "read"]
    p: tuple[Factor, ...]
    q: tuple[Factor, ...]
    pair: tuple[str, str]
    given: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """An undirected path in p. blocks: its inner nodes that block it.

    opened: its colliders that let it pass, each with the conditioned variable that opens it (itself or a descendant).
    """

    nodes: tuple[str, ...]
    blocks: tuple[str, ...]
    opened: tuple[Arrow, ...]


@dataclass(frozen=True)
class Answers:
    """joint, posterior: the equations of p and q in LaTeX. Arrows in the order of the factors.

    paths: all paths of the pair, shortest first. in_q: the same question about q, where q has an answer.
    """

    joint: str
    posterior: str
    p_arrows: tuple[Arrow, ...]
    q_arrows: tuple[Arrow, ...]
    verdict: Verdict
    paths: tuple[Path, ...]
    in_q: Literal["implied", "not implied", ""]


# ------------------------------------------------------------------ draw

_SIZES = ((2, 2), (2, 2), (3, 2), (3, 2), (2, 3), (2, 3), (2, 3), (3, 3))
_AIMS: tuple[Aim, ...] = (  # the more, the more are rejected
    *("screened",) * 7,
    *("collider",) * 3,
    *("explained",) * 2,
    *("descendant",) * 5,
    *("leak",) * 5,
    *("posterior",) * 2,
)


def draw(rng: Rng) -> Params:
    aim = rng.choice(_AIMS)
    observed, latent = rng.choice(_SIZES)
    xs = tuple(f"x{i}" for i in range(1, observed + 1))
    zs = tuple(f"z{i}" for i in range(1, latent + 1))
    p, q = _draw_p(rng, xs, zs), _draw_q(rng, xs, zs)
    if any(len(tails) > 3 for _, tails in (*p, *q)):
        rng.reject("a factor with too many conditions")
    if not 7 <= len(_arrows(p)) + len(_arrows(q)) <= 11:
        rng.reject("too little or too much to draw")
    pair, given = _draw_query(rng, p, xs, aim)
    return Params(rng.choice(("draw", "read")), p, q, pair, given)


def _draw_p(rng: Rng, xs: Sequence[str], zs: Sequence[str]) -> tuple[Factor, ...]:
    """A hierarchy of latents, and observed variables with latent parents; now and then an arrow between two x."""
    parents = _draw_hierarchy(rng, zs)
    for x in xs:
        parents[x] = rng.sample(zs, min(len(zs), rng.choice((1, 1, 2))))
    _use_all(rng, parents, zs, xs)
    if rng.chance(1, 5):
        tail, head = rng.sample(xs, 2)
        parents[head] = (*parents[head], tail)
    if not _connected(_arrows(list(parents.items()))):
        rng.reject("p falls apart")
    return _factors(parents)


def _use_all(rng: Rng, parents: dict[str, tuple[str, ...]], tails: Sequence[str], heads: Sequence[str]) -> None:
    """Give each tail that has no child one of the heads for a child."""
    used = {tail for found in parents.values() for tail in found}
    for tail in tails:
        if tail not in used:
            head = rng.choice(heads)
            parents[head] = (*parents[head], tail)


def _connected(arrows: Sequence[Arrow]) -> bool:
    """Whether all nodes hang together, along or against arrows."""
    reached = {arrows[0][0]}
    while more := {n for arrow in arrows if set(arrow) & reached for n in arrow} - reached:
        reached |= more
    return reached == {n for arrow in arrows for n in arrow}


def _draw_q(rng: Rng, xs: Sequence[str], zs: Sequence[str]) -> tuple[Factor, ...]:
    """Each latent given some observed variables, some earlier latents, or both; every x is used."""
    parents = _draw_hierarchy(rng, zs)
    for z in zs:
        least = 0 if parents[z] and rng.chance(1, 3) else 1
        parents[z] = (*parents[z], *rng.sample(xs, rng.integer(least, min(2, len(xs)))))
    _use_all(rng, parents, xs, zs)
    return tuple(factor for factor in _factors(parents) if factor[0] in zs)


def _draw_hierarchy(rng: Rng, zs: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The latent parents of each latent, earlier ones in some random order."""
    order = rng.shuffle(zs)
    counts = {0: (0,), 1: (0, 0, 1), 2: (0, 1, 1, 2)}
    return {z: tuple(sorted(rng.sample(order[:n], rng.choice(counts[n])))) for n, z in enumerate(order)}


def _factors(parents: dict[str, tuple[str, ...]]) -> tuple[Factor, ...]:
    """Latents first, each variable after its parents, and by number where there is a choice."""
    waiting, placed = sorted(parents, key=_rank), list[str]()
    while waiting:
        ready = next(v for v in waiting if not set(parents[v]) & set(waiting))
        waiting.remove(ready)
        placed.append(ready)
    return tuple((v, tuple(sorted(parents[v], key=_rank))) for v in placed)


def _rank(name: str) -> tuple[bool, str]:
    """z1 z2 … x1 x2 …"""
    return name[0] == "x", name


def _draw_query(
    rng: Rng, p: tuple[Factor, ...], xs: tuple[str, ...], aim: Aim
) -> tuple[tuple[str, str], tuple[str, ...]]:
    """The first pair and condition, in random order, with the wanted kind of answer; a wrong rule gets few right."""
    arrows, names, harmless = _arrows(p), sorted(name for name, _ in p), rng.chance(1, 6)
    apart = [(a, b) for a, b in combinations(names, 2) if not {(a, b), (b, a)} & set(arrows)]
    for pair in rng.shuffle(apart):
        trails = _sorted_trails(arrows, pair)
        if not 1 <= len(trails) <= 4 or all(len(nodes) > 5 for nodes in trails):
            continue
        before = all(_judged(arrows, nodes, ()).blocks for nodes in trails)
        if before != _A_PRIORI.get(aim, before):
            continue
        for given in _conditions(rng, [name for name in names if name not in pair], xs, pair, aim):
            paths = tuple(_judged(arrows, nodes, given) for nodes in trails)
            if _fits(paths, given, aim) and (harmless or any(_deceived(paths, given))):
                return pair, given
    return rng.reject(f"no question of the kind {aim}")


def _conditions(
    rng: Rng, others: Sequence[str], xs: tuple[str, ...], pair: tuple[str, str], aim: Aim
) -> Sequence[tuple[str, ...]]:
    """What may be conditioned on: up to two variables; for a posterior, all that is observed."""
    if aim == "posterior":
        return [xs] if pair[0][0] == pair[1][0] == "z" else []
    return rng.shuffle([some for size in range(3) for some in combinations(others, size)])


_A_PRIORI: dict[Aim, bool] = {"screened": False, "collider": True, "explained": True, "descendant": True}
"""Whether the independence is to be implied where nothing is conditioned on, if that matters."""


def _fits(paths: Sequence[Path], given: tuple[str, ...], aim: Aim) -> bool:
    implied = all(path.blocks for path in paths)
    match aim:
        case "screened":
            return implied
        case "collider":
            return implied and (len(paths) > 1 or bool(given) or paths[0].nodes[0][0] == "x")
        case "explained":
            return not implied
        case "descendant":
            return not implied and any(c != by for path in paths for c, by in path.opened)
        case "leak":
            return not implied and bool(given) and any(path.blocks for path in paths)
    return True


def _deceived(paths: Sequence[Path], given: Collection[str]) -> tuple[bool, bool]:
    """Whether wrong rules lead to a wrong verdict: colliders taken for other variables; descendants overlooked."""
    opened = [path for path in paths if not path.blocks]
    naively = [path for path in paths if not set(path.nodes[1:-1]) & set(given)]
    by_themselves = [path for path in opened if all(collider == by for collider, by in path.opened)]
    return bool(naively) != bool(opened), bool(opened) and not by_themselves


# ------------------------------------------------------------------ solve


def solve(params: Params) -> Answers:
    names = {name for name, _ in params.p}
    p_arrows, q_arrows = _arrows(params.p), _arrows(params.q)
    if not {*params.pair, *params.given, *(n for arrow in q_arrows for n in arrow)} <= names:
        raise ValueError("a variable that p does not have")
    xs = sorted({name for name, _ in params.p if name[0] == "x"})
    about_q = params.pair[0][0] == params.pair[1][0] == "z" and set(params.given) == set(xs)
    return Answers(
        joint=_equation("p", params.p, ()),
        posterior=_equation("q", params.q, xs),
        p_arrows=p_arrows,
        q_arrows=q_arrows,
        verdict=_verdict(_separated(p_arrows, params.pair, params.given)),
        paths=_paths(p_arrows, params.pair, params.given),
        in_q=_verdict(_separated(q_arrows, params.pair, params.given)) if about_q else "",
    )


def _verdict(separated: bool) -> Verdict:
    return "implied" if separated else "not implied"


def _arrows(factors: Sequence[Factor]) -> tuple[Arrow, ...]:
    return tuple((tail, head) for head, tails in factors for tail in tails)


def _tex(name: str) -> str:
    return rf"\mathbf{{{name[0]}}}_{name[1:]}"


def _commas(names: Collection[str]) -> str:
    return ", ".join(map(_tex, names))


def _factor(sign: str, names: Sequence[str], tails: Sequence[str]) -> str:
    bar = rf" \mid {_commas(tails)}" if tails else ""
    return f"{sign}({_commas(names)}{bar})"


def _equation(sign: str, factors: Sequence[Factor], given: Sequence[str]) -> str:
    left = _factor(sign, sorted(name for name, _ in factors), given)
    return left + " = " + r" \, ".join(_factor(sign, [name], tails) for name, tails in factors)


def _separated(arrows: Sequence[Arrow], pair: tuple[str, str], given: Collection[str]) -> bool:
    """d-separation by the moralised ancestral graph: parents of a common child married, `given` taken out."""
    family = {*pair, *given}
    while more := {tail for tail, head in arrows if head in family} - family:
        family |= more
    links = {frozenset(arrow) for arrow in arrows if arrow[1] in family}
    for child in family:
        links |= {frozenset(two) for two in combinations({tail for tail, head in arrows if head == child}, 2)}
    reached = {pair[0]}
    while more := {n for link in links if link & reached for n in link} - reached - set(given):
        reached |= more
    return pair[1] not in reached


def _paths(arrows: Sequence[Arrow], pair: tuple[str, str], given: Collection[str]) -> tuple[Path, ...]:
    return tuple(_judged(arrows, nodes, given) for nodes in _sorted_trails(arrows, pair))


def _sorted_trails(arrows: Sequence[Arrow], pair: tuple[str, str]) -> list[tuple[str, ...]]:
    """Shortest first."""
    return sorted(_trails(arrows, (pair[0],), pair[1]), key=lambda nodes: (len(nodes), nodes))


def _trails(arrows: Sequence[Arrow], start: tuple[str, ...], end: str) -> Iterator[tuple[str, ...]]:
    """All ways on from `start` to `end`, along or against arrows, that visit no node twice."""
    if start[-1] == end:
        yield start
        return
    for tail, head in arrows:
        if start[-1] in (tail, head):
            following = head if start[-1] == tail else tail
            if following not in start:
                yield from _trails(arrows, (*start, following), end)


def _judged(arrows: Sequence[Arrow], nodes: tuple[str, ...], given: Collection[str]) -> Path:
    blocks, opened = [], []
    for before, node, after in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if (before, node) not in arrows or (after, node) not in arrows:
            blocks += [node] if node in given else []
        elif evidence := [name for name in (node, *_descendants(arrows, node)) if name in given]:
            opened.append((node, evidence[0]))
        else:
            blocks.append(node)
    return Path(nodes, tuple(blocks), tuple(opened))


def _descendants(arrows: Sequence[Arrow], node: str) -> list[str]:
    found: set[str] = set()
    while more := {head for tail, head in arrows if tail in {node, *found}} - found:
        found |= more
    return sorted(found)


# ------------------------------------------------------------------ check


def check(params: Params, answers: Answers) -> None:
    """The printed equations are read back and compared with the arrows; every path is judged by the blocking rules."""
    xs = sorted({name for name, _ in params.p if name[0] == "x"})
    zs = sorted({name for name, _ in params.p if name[0] == "z"})
    for sign, text, arrows, factors in (
        ("p", answers.joint, answers.p_arrows, params.p),
        ("q", answers.posterior, answers.q_arrows, params.q),
    ):
        head, read = _read(sign, text)
        assert head == ([*xs, *zs], []) if sign == "p" else head == (zs, xs), f"left-hand side of {sign}"
        assert read == [(name, list(tails)) for name, tails in factors], f"factors of {sign}"
        assert [(tail, name) for name, tails in read for tail in tails] == list(arrows), f"arrows of {sign}"
        known = set(xs) if sign == "q" else set()
        for name, tails in read:
            assert set(tails) <= known, f"{sign} is no factorisation: {name}"
            assert name not in known, f"{sign} has two factors of {name}"
            known.add(name)
        assert known == {*xs, *zs}, f"a variable without a factor in {sign}"
    _check_independence(params, answers)
    if set(params.given) == set(xs) and params.pair[0][0] == params.pair[1][0] == "z":
        blocked = all(bad for _, bad, _ in _all_paths(answers.q_arrows, params.pair, params.given))
        assert answers.in_q == ("implied" if blocked else "not implied"), "independence in q"
    else:
        assert answers.in_q == "", "q says nothing about this"


def _read(sign: str, text: str) -> tuple[tuple[list[str], list[str]], list[tuple[str, list[str]]]]:
    """An equation in LaTeX as it stands: (variables, conditions) on the left, (variable, conditions) on the right."""
    assert re.fullmatch(rf"(?:{sign}\([^()]*\)|[\s=]|\\,)+", text), text
    left, right = text.split("=")
    sides = [[_names(inside) for inside in re.findall(r"\(([^()]*)\)", side)] for side in (left, right)]
    assert len(sides[0]) == 1, "one left-hand side"
    assert all(len(names) == 1 for names, _ in sides[1]), "one variable a factor"
    return sides[0][0], [(names[0], tails) for names, tails in sides[1]]


def _names(inside: str) -> tuple[list[str], list[str]]:
    variables, _, conditions = inside.partition(r"\mid")
    read = [[_name(word) for word in part.split(",") if word.strip()] for part in (variables, conditions)]
    return read[0], read[1]


def _name(word: str) -> str:
    found = re.fullmatch(r"\s*\\mathbf\{([xz])\}_(\d)\s*", word)
    assert found, word
    return found[1] + found[2]


def _check_independence(params: Params, answers: Answers) -> None:
    first, second = params.pair
    assert len({first, second} - set(params.given)) == 2, "two variables that are not conditioned on"
    assert not {(first, second), (second, first)} & set(answers.p_arrows), "neighbours are never independent"
    judged = _all_paths(answers.p_arrows, params.pair, params.given)
    told = [(path.nodes, path.blocks, path.opened) for path in answers.paths]
    assert told == judged, f"paths: {judged}"
    assert judged, "no path at all"
    assert answers.verdict == ("implied" if all(blocks for _, blocks, _ in judged) else "not implied"), "verdict"


Judged = tuple[tuple[str, ...], tuple[str, ...], tuple[Arrow, ...]]


def _all_paths(arrows: Sequence[Arrow], pair: tuple[str, str], given: Collection[str]) -> list[Judged]:
    """(nodes, blocking nodes, opened colliders) of every path: each sequence of other nodes is tried."""
    others = sorted({name for arrow in arrows for name in arrow} - set(pair))
    below = _closure(arrows)
    found: list[Judged] = []
    for size in range(len(others) + 1):
        for inner in permutations(others, size):
            nodes = (pair[0], *inner, pair[1])
            if all((a, b) in arrows or (b, a) in arrows for a, b in pairwise(nodes)):
                found.append((nodes, *_judge(nodes, arrows, given, below)))
    return found


def _judge(
    nodes: Sequence[str], arrows: Sequence[Arrow], given: Collection[str], below: Collection[Arrow]
) -> tuple[tuple[str, ...], tuple[Arrow, ...]]:
    blocks: list[str] = []
    opened: list[Arrow] = []
    for i in range(1, len(nodes) - 1):
        node = nodes[i]
        collider = (nodes[i - 1], node) in arrows and (nodes[i + 1], node) in arrows
        evidence = [node] if node in given else sorted(g for g in given if (node, g) in below)
        if collider and evidence:
            opened.append((node, evidence[0]))
        if (collider and not evidence) or (not collider and node in given):
            blocks.append(node)
    return tuple(blocks), tuple(opened)


def _closure(arrows: Sequence[Arrow]) -> set[Arrow]:
    """(a, b) for every directed path from a to b."""
    below = set(arrows)
    while more := {(a, d) for a, b in below for c, d in below if b == c} - below:
        below |= more
    return below


# ------------------------------------------------------------------ slips, text and figure


NAIVE = "colliders treated like other variables: a path blocked just where it is conditioned on"
OVERLOOKED = "a collider with a conditioned descendant taken to block"


def slips(params: Params, answers: Answers) -> list[Slip]:
    """A wrong rule, where it leads to the other verdict; of both the worse one."""
    wrong: Verdict = "implied" if answers.verdict == "not implied" else "not implied"
    naive, overlooked = _deceived(answers.paths, params.given)
    if naive:
        return [Slip(NAIVE, wrong, "verdict", 0, "b")]
    return [Slip(OVERLOOKED, wrong, "verdict", 1, "b")] if overlooked else []


def context(params: Params, answers: Answers) -> dict[str, Any]:
    xs, zs = (sorted(name for name, _ in params.p if name[0] == kind) for kind in "xz")
    bar = rf" \mid {_commas(params.given)}" if params.given else ""
    first, second = params.pair
    return {
        "xs": [f"${_tex(x)}$" for x in xs],
        "zs": [f"${_tex(z)}$" for z in zs],
        "left": {"p": _factor("p", [*xs, *zs], ()), "q": _factor("q", zs, xs)},
        "target": _factor("p", zs, xs),
        "claim": rf"{_tex(first)} \perp\!\!\!\perp {_tex(second)}{bar}",
        "ends": [f"${_tex(name)}$" for name in params.pair],
        "known": [f"${_tex(name)}$" for name in params.given],
        "split": f"{_factor('p', params.pair, params.given)} = "
        + r" \, ".join(_factor("p", [name], params.given) for name in params.pair),
        "p_list": _listed_arrows(answers.p_arrows),
        "q_list": _listed_arrows(answers.q_arrows),
        "description": _described(answers, xs),
        "sample": _sample(params.p),
        "root": next(f"${_tex(name)}$" for name, tails in params.p if not tails),
        "trails": [_trail(answers.p_arrows, path) for path in answers.paths],
        "shortest_open": next((_shown(answers.p_arrows, path) for path in answers.paths if not path.blocks), ""),
        "overlooked": _deceived(answers.paths, params.given)[1],
        "by_collider": answers.verdict == "not implied" and all(path.blocks or path.opened for path in answers.paths),
    }


def _listed_arrows(arrows: Sequence[Arrow]) -> str:
    return ", ".join(rf"${_tex(tail)} \to {_tex(head)}$" for tail, head in arrows)


def _described(answers: Answers, xs: Sequence[str]) -> str:
    """The figure in words."""
    solid, dashed = (
        ", ".join(f"{tail} to {head}" for tail, head in arrows) for arrows in (answers.p_arrows, answers.q_arrows)
    )
    return f"Solid arrows, p: {solid}. Dashed arrows, q: {dashed}. Shaded: {', '.join(xs)}."


def _sample(factors: Sequence[Factor]) -> dict[str, Any]:
    """The factor with the most conditions, as an example."""
    name, tails = max(factors, key=lambda factor: len(factor[1]))
    return {
        "factor": f"${_factor('p', [name], tails)}$",
        "name": f"${_tex(name)}$",
        "tails": [f"${_tex(tail)}$" for tail in tails],
        "arrows": [_listed_arrows([(tail, name)]) for tail in tails],
    }


def _shown(arrows: Sequence[Arrow], path: Path) -> str:
    text = _tex(path.nodes[0])
    for a, b in pairwise(path.nodes):
        text += (r" \to " if (a, b) in arrows else r" \gets ") + _tex(b)
    return f"${text}$"


def _trail(arrows: Sequence[Arrow], path: Path) -> dict[str, Any]:
    """A path as it is shown, whether it is open, and why."""
    inner = zip(path.nodes, path.nodes[1:], path.nodes[2:], strict=False)
    roles = {node: _role(arrows, before, node, after) for before, node, after in inner}
    if path.blocks:
        why = [_why_blocked(arrows, node, roles[node]) for node in path.blocks]
    else:
        passed = [node for node in roles if roles[node] != "collider"]
        why = [_why_opened(*pair) for pair in path.opened] + ([_why_passed(passed)] if passed else [])
    return {"shown": _shown(arrows, path), "open": not path.blocks, "why": why, "blocks": path.blocks}


def _role(arrows: Sequence[Arrow], before: str, node: str, after: str) -> str:
    into = ((before, node) in arrows) + ((after, node) in arrows)
    return ("common parent", "middle of a chain", "collider")[into]


def _why_blocked(arrows: Sequence[Arrow], node: str, role: str) -> str:
    if role != "collider":
        return f"${_tex(node)}$ is a {role} and is conditioned on".replace("a middle", "the middle")
    below = _descendants(arrows, node)
    if not below:
        return f"${_tex(node)}$ is a collider, is not conditioned on and has no descendants"
    what = "its descendant" if len(below) == 1 else "any of its descendants"
    return f"${_tex(node)}$ is a collider, and neither it nor {what} {_and(below, 'or')} is conditioned on"


def _why_opened(collider: str, evidence: str) -> str:
    if collider == evidence:
        return f"${_tex(collider)}$ is a collider and is conditioned on"
    return f"${_tex(collider)}$ is a collider whose descendant ${_tex(evidence)}$ is conditioned on"


def _why_passed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"${_tex(names[0])}$ is no collider and is not conditioned on"
    return f"{_and(names)} are no colliders and are not conditioned on"


def _and(names: Sequence[str], word: str = "and") -> str:
    texts = [f"${_tex(name)}$" for name in names]
    return f" {word} ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))


def figures(params: Params, answers: Answers) -> dict[str, Graph]:
    names = sorted({name for name, _ in params.p}, key=_rank)
    edges = [GraphEdge(*arrow) for arrow in answers.p_arrows]
    edges += [GraphEdge(*arrow, dashed=True) for arrow in answers.q_arrows]
    return {
        "model": Graph(
            nodes=tuple((name, _tex(name)) for name in names),
            edges=tuple(edges),
            shaded=tuple(name for name in names if name[0] == "x"),
            legend=("p", "q"),
        )
    }
