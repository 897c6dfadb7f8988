"""A key of the wrong sign, which a check of orthogonality and length accepts."""

from dataclasses import dataclass

from exampaper.draw import Rng


@dataclass(frozen=True)
class Params:
    u: tuple[int, int, int]
    v: tuple[int, int, int]


@dataclass(frozen=True)
class Answers:
    w: tuple[int, int, int]


def draw(rng: Rng) -> Params:
    u, v = ((rng.integer(-5, 6), rng.integer(-5, 6), rng.integer(-5, 6)) for _ in range(2))
    if any(u[i] * v[j] == u[j] * v[i] for i, j in ((0, 1), (0, 2), (1, 2))) or u == v:
        rng.reject("a zero in the product")
    return Params(u, v)


def solve(params: Params) -> Answers:
    (a, b, c), (d, e, f) = params.u, params.v
    return Answers((c * e - b * f, a * f - c * d, b * d - a * e))


def check(params: Params, answers: Answers) -> None:
    """Orthogonal to both, of the right length (Lagrange)."""

    def dot(x: tuple[int, ...], y: tuple[int, ...]) -> int:
        return sum(p * q for p, q in zip(x, y, strict=True))

    u, v, w = params.u, params.v, answers.w
    assert dot(u, w) == dot(v, w) == 0
    assert dot(w, w) == dot(u, u) * dot(v, v) - dot(u, v) ** 2
