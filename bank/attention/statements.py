"""Experiments for the claims about attention (Vaswani et al. 2017): whether each held on small examples.

Tokens, queries, keys and values are rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy import allclose
from numpy.typing import NDArray

Array = NDArray[np.float64]

TOKENS, WIDTH = 6, 4
ORDER = np.array([3, 0, 5, 1, 4, 2])


def randn(*shape: int, seed: int = 17) -> Array:
    return np.asarray(np.random.RandomState(seed).randn(*shape))


# ------------------------------------------------------------------ attention


def softmax(scores: Array) -> Array:
    """Over the last axis; a score of minus infinity gets weight zero."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def weights(queries: Array, keys: Array, mask: Any = 0) -> Array:
    """The attention matrix; `mask` is added to the scaled scores."""
    return softmax(queries @ keys.T / np.sqrt(WIDTH) + mask)


def attend(queries: Array, keys: Array, values: Array, mask: Any = 0) -> Array:
    return weights(queries, keys, mask) @ values


X, MORE, SHIFT = randn(TOKENS, WIDTH), randn(TOKENS, WIDTH, seed=8), randn(WIDTH, seed=5)
ROW = randn(TOKENS)  # the scores of a query
PROJECTIONS = randn(3, WIDTH, WIDTH, seed=3)
Q, K, V = X @ PROJECTIONS
A = weights(Q, K)
CROSS = randn(3, WIDTH)  # queries of another sequence


def self_attention(x: Array, mask: Any = 0) -> Array:
    queries, keys, values = x @ PROJECTIONS
    return attend(queries, keys, values, mask)


def causal(count: int) -> Array:
    """Minus infinity for the keys after a query."""
    return np.triu(np.full((count, count), -np.inf), 1)


MASK = causal(TOKENS)


def normalised(x: Array) -> Array:
    """Attention with a residual connection, and layer normalisation of each token by itself."""
    total = x + self_attention(x)
    return np.asarray((total - total.mean(axis=-1, keepdims=True)) / total.std(axis=-1, keepdims=True))


def feed_forward(x: Array) -> Array:
    return np.asarray(np.maximum(x @ randn(WIDTH, 8, seed=1), 0) @ randn(8, WIDTH, seed=2))


def changed(x: Array) -> Array:
    """The tokens with another last one."""
    return np.vstack([x[:-1], x[-1:] + 1])


def keys_stay(is_masked: bool) -> bool:
    """Whether an appended token leaves earlier keys and values of two layers as they are."""

    def cached(x: Array) -> Array:
        second = x + self_attention(x, causal(len(x)) if is_masked else 0)
        return np.hstack([*(x @ PROJECTIONS[1:]), *(second @ PROJECTIONS[1:])])

    return allclose(cached(X)[:-1], cached(X[:-1]))


def reaches(count: int) -> bool:
    """Whether the last of so many tokens has an influence on the first output."""
    x = randn(count, WIDTH)
    return bool(np.abs(self_attention(changed(x))[0] - self_attention(x)[0]).max() > 1e-12)


def is_longer(seed: int) -> bool:
    """Whether one of some outputs for random queries and keys is longer than every value."""
    outputs = attend(3 * randn(9, WIDTH, seed=seed), randn(TOKENS, WIDTH, seed=99 - seed), V)
    return bool(np.linalg.norm(outputs, axis=1).max() > np.linalg.norm(V, axis=1).max() + 1e-9)


def steepest(scores: Array) -> float:
    """The largest derivative of a weight in a score, by central differences."""
    nudge = 1e-5 * np.eye(TOKENS)
    return float(np.abs(softmax(scores + nudge) - softmax(scores - nudge)).max() / 2e-5)


def largest_wins(temperature: float) -> bool:
    return allclose(softmax(ROW / temperature), np.eye(TOKENS)[ROW.argmax()], atol=1e-3)


def dots(width: int, divisor: float = 1) -> Array:
    """Divided dot products of independent vectors of standard normal components."""
    first, second = randn(2, 4000, width)
    return np.asarray((first * second).sum(axis=1) / divisor)


def products(rows: int, inner: int, columns: int) -> int:
    """The multiplications of the schoolbook product of two matrices, counted one by one."""
    return sum(1 for _ in np.ndindex(rows, inner, columns))


FREQUENCIES = 10000.0 ** (-2 * np.arange(8) / 16)
POSITIONS = np.array([0.0, 1.5, 30.0, 444.0])


def codes(positions: Array, frequencies: Array = FREQUENCIES) -> Array:
    """A row for each position: all sines, then all cosines."""
    angles = np.multiply.outer(positions, frequencies)
    return np.hstack([np.sin(angles), np.cos(angles)])


def same_code(distance: float, *wavelengths: float) -> bool:
    first, second = codes(np.array([5.0, 5.0 + distance]), 2 * np.pi / np.array(wavelengths))
    return allclose(first, second)


def is_one_to_one(*frequencies: float) -> bool:
    table = np.round(codes(np.arange(0.0, 400.0, 2.0) * np.pi, np.array(frequencies)), 6) + 0.0
    return len(np.unique(table, axis=0)) == len(table)


def shift_fits() -> bool:
    """Whether a matrix fitted on some positions maps codes to those of the position after next, elsewhere too."""
    fitted, unseen = np.arange(40.0), np.arange(100.0, 120.0)
    some = FREQUENCIES[:4]
    matrix = np.linalg.lstsq(codes(fitted, some), codes(fitted + 2, some), rcond=None)[0]
    return allclose(codes(unseen, some) @ matrix, codes(unseen + 2, some), atol=1e-6)


experiments: dict[str, Callable[[], Any]] = {
    "permutation/invariant": lambda: allclose(self_attention(X[ORDER]), self_attention(X)),
    "permutation/output": lambda: allclose(self_attention(X[ORDER]), self_attention(X)),
    "permutation/equivariant": lambda: allclose(self_attention(X[ORDER]), self_attention(X)[ORDER]),
    "permutation/pooled": lambda: allclose(self_attention(X[ORDER]).mean(axis=0), self_attention(X).mean(axis=0)),
    "permutation/layernorm": lambda: allclose(normalised(X[ORDER]), normalised(X)[ORDER]),
    "causal/equivariant": lambda: allclose(self_attention(X[ORDER], MASK), self_attention(X, MASK)[ORDER]),
    "causal/triangular": lambda: allclose(weights(Q, K, MASK), np.tril(weights(Q, K, MASK))),
    "causal/first": lambda: allclose(self_attention(X, MASK)[0], V[0]),
    "causal/zero": lambda: allclose(*(softmax(np.tril(Q @ K.T))[0] @ values for values in (V, changed(V)))),
    "wavelengths": lambda: same_code(120, 4, 6) and not same_code(120, 4, 600),
    "one_to_one": lambda: is_one_to_one(1, 0.01) and is_one_to_one(1, 0.5**0.5),
    "codes/repeat": lambda: all(same_code(12, *lengths) for lengths in ((4, 6), (3,), (12, 2, 1.5))),
    "codes/distinct": lambda: is_one_to_one(1) and is_one_to_one(1, 0.01) and is_one_to_one(1, 0.5**0.5),
    "shift/linear": shift_fits,
    "shift/dot": lambda: np.ptp(np.sum(codes(POSITIONS) * codes(POSITIONS + 7), axis=1)) < 1e-9,
    "shift/monotone": lambda: np.all(np.diff(codes(np.arange(0.0, 20.0, 0.5)) @ codes(np.zeros(1))[0]) < 0),
    "cost/dimension": lambda: products(8, 3, 8) == 2 * products(4, 3, 4) and products(4, 6, 4) == 4 * products(4, 3, 4),
    "cost/doubling": lambda: products(8, 3, 3) == 4 * products(4, 3, 3) and products(8, 3, 8) == 4 * products(4, 3, 4),
    "cost/blocks": lambda: allclose([attend(query[None], K, V)[0] for query in Q], attend(Q, K, V)),
    "symmetric/weights": lambda: allclose(A, A.T),
    "symmetric/tied": lambda: allclose(weights(Q, Q), weights(Q, Q).T),
    "symmetric/scores": lambda: allclose(Q @ Q.T, (Q @ Q.T).T),
    "softmax/columns": lambda: allclose(A.sum(axis=0), 1),
    "invariance/shift": lambda: all(allclose(softmax(ROW + c), softmax(ROW)) for c in (-7.0, 0.5, 30.0)),
    "invariance/keys": lambda: allclose(attend(Q, K + SHIFT, V), attend(Q, K, V)),
    "invariance/queries": lambda: allclose(attend(Q + SHIFT, K, V), attend(Q, K, V)),
    "temperature/scale": lambda: all(allclose(softmax(c * ROW), softmax(ROW)) for c in (0.1, 2.0, 30.0)),
    "temperature/zero": lambda: largest_wins(1e-3),
    "temperature/infinity": lambda: largest_wins(1e3),
    "hull/mean": lambda: allclose(attend(np.zeros((1, WIDTH)), K, V)[0], V.mean(axis=0)),
    "hull/sum": lambda: allclose(attend(Q, np.tile(K[0], (TOKENS, 1)), V), V.sum(axis=0)),
    "hull/between": lambda: allclose(np.clip(attend(Q, K, V), V.min(axis=0), V.max(axis=0)), attend(Q, K, V)),
    "hull/longer": lambda: any(map(is_longer, range(40))),
    "scaling/variance": lambda: all(np.isclose(dots(d).var(), d, rtol=0.1) for d in (4, 32)),
    "scaling/divisor": lambda: all(np.isclose(dots(d, divisor=d).var(), 1, rtol=0.1) for d in (4, 32)),
    "saturation": lambda: steepest(ROW + 30 * np.eye(TOKENS)[2]) < 1e-4 and steepest(ROW) > 0.01,
    "cross/pairs": lambda: allclose(attend(CROSS, K[ORDER], V[ORDER]), attend(CROSS, K, V)),
    "cross/keys": lambda: allclose(attend(CROSS, K[ORDER], V), attend(CROSS, K, V)),
    "cross/lengths": lambda: attend(CROSS, K, V).shape != CROSS.shape,
    "heads/weights": lambda: all(3 * np.zeros((h, 8, 8 // h)).size + 8 * 8 == 4 * 8 * 8 for h in (1, 2, 4, 8)),
    "heads/doubling": lambda: np.zeros((4, 8, 8 // 4)).size == 2 * np.zeros((2, 8, 8 // 2)).size,
    "rank/scores": lambda: np.linalg.matrix_rank(randn(9, WIDTH) @ randn(9, WIDTH, seed=1).T) <= WIDTH,
    "rank/weights": lambda: np.linalg.matrix_rank(weights(randn(9, WIDTH), randn(9, WIDTH, seed=1))) <= WIDTH,
    "cache/causal": lambda: keys_stay(is_masked=True),
    "cache/encoder": lambda: keys_stay(is_masked=False),
    "feedforward": lambda: not allclose(feed_forward(X)[:-1], feed_forward(changed(X))[:-1]),
    "linear/input": lambda: allclose(self_attention(2 * X), 2 * self_attention(X)),
    "linear/values": lambda: allclose(attend(Q, K, 2 * V - 3 * MORE), 2 * attend(Q, K, V) - 3 * attend(Q, K, MORE)),
    "distance": lambda: not any(map(reaches, (WIDTH + 2, 20, 200))),
}
