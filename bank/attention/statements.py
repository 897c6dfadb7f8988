"""Experiments for the claims about attention (Vaswani et al. 2017).

Each function is named after a claim and says whether the claim held on small examples.
Tokens, queries, keys and values are rows.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

TOKENS, WIDTH = 6, 4


# ------------------------------------------------------------------ attention


def rng() -> np.random.RandomState:
    """The same source for each experiment; its stream is frozen by NumPy."""
    return np.random.RandomState(17)


def randn(*shape: int, seed: int = 17) -> Array:
    return np.asarray(np.random.RandomState(seed).randn(*shape), dtype=np.float64)


def softmax(scores: Array) -> Array:
    """Over the last axis; a score of minus infinity gets weight zero."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def weights(queries: Array, keys: Array, mask: Array | None = None) -> Array:
    """The attention matrix; `mask` is added to the scaled scores."""
    scores = queries @ keys.T / np.sqrt(queries.shape[-1])
    return softmax(scores if mask is None else scores + mask)


def attend(queries: Array, keys: Array, values: Array) -> Array:
    return weights(queries, keys) @ values


PROJECTIONS = randn(3, WIDTH, WIDTH, seed=3)


def projected(x: Array) -> tuple[Array, Array, Array]:
    """Queries, keys and values of self-attention."""
    return x @ PROJECTIONS[0], x @ PROJECTIONS[1], x @ PROJECTIONS[2]


def self_attention(x: Array, mask: Array | None = None) -> Array:
    queries, keys, values = projected(x)
    return weights(queries, keys, mask) @ values


def causal(count: int) -> Array:
    """Minus infinity for the keys after a query."""
    return np.triu(np.full((count, count), -np.inf), 1)


def sinusoid(position: float, frequencies: Array) -> Array:
    """The pairs (sin ωp, cos ωp), one after the other."""
    angles = frequencies * position
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).ravel()


FREQUENCIES = 10000.0 ** (-2 * np.arange(8) / 16)
ORDER = np.array([3, 0, 5, 1, 4, 2])


# ------------------------------------------------------------------ order


def permutation_invariant() -> bool:
    """Reordered tokens give the same output matrix."""
    x = randn(TOKENS, WIDTH)
    return np.allclose(self_attention(x[ORDER]), self_attention(x))


def permutation_equivariant() -> bool:
    """Reordered tokens give the reordered output."""
    x = randn(TOKENS, WIDTH)
    return np.allclose(self_attention(x[ORDER]), self_attention(x)[ORDER])


def permutation_pooled() -> bool:
    """Reordered tokens give the same mean output."""
    x = randn(TOKENS, WIDTH)
    return np.allclose(self_attention(x[ORDER]).mean(axis=0), self_attention(x).mean(axis=0))


def causal_equivariant() -> bool:
    """Reordered tokens give the reordered output under a causal mask."""
    x, mask = randn(TOKENS, WIDTH), causal(TOKENS)
    return np.allclose(self_attention(x[ORDER], mask), self_attention(x, mask)[ORDER])


def cross_pairs() -> bool:
    """Reordered pairs of keys and values give the same output."""
    queries, keys, values = randn(3, WIDTH), randn(TOKENS, WIDTH, seed=1), randn(TOKENS, WIDTH, seed=2)
    return np.allclose(attend(queries, keys[ORDER], values[ORDER]), attend(queries, keys, values))


def cross_keys() -> bool:
    """Reordered keys and the old order of values give the same output."""
    queries, keys, values = randn(3, WIDTH), randn(TOKENS, WIDTH, seed=1), randn(TOKENS, WIDTH, seed=2)
    return np.allclose(attend(queries, keys[ORDER], values), attend(queries, keys, values))


def cross_lengths() -> bool:
    """Attention from three queries to six keys is undefined."""
    try:
        output = attend(randn(3, WIDTH), randn(TOKENS, WIDTH), randn(TOKENS, WIDTH))
    except ValueError:
        return True
    return output.shape != (3, WIDTH)


def permutation_layernorm() -> bool:
    """Attention, residual and layer normalisation by token: reordered tokens give the reordered output."""

    def layer(x: Array) -> Array:
        total = x + self_attention(x)
        return np.asarray((total - total.mean(axis=-1, keepdims=True)) / total.std(axis=-1, keepdims=True))

    x = randn(TOKENS, WIDTH)
    return np.allclose(layer(x[ORDER]), layer(x)[ORDER])


def feedforward_mixes() -> bool:
    """In a feed-forward network applied to all tokens, a change of the last one reaches the others."""
    into, out = randn(WIDTH, 8, seed=1), randn(8, WIDTH, seed=2)
    x = randn(TOKENS, WIDTH)
    changed = np.vstack([x[:-1], x[-1:] + 1])
    before, after = (np.maximum(tokens @ into, 0) @ out for tokens in (x, changed))
    return not np.allclose(before[:-1], after[:-1])


# ------------------------------------------------------------------ position encodings


def wavelengths_short() -> bool:
    """Two positions far apart share a code with short wavelengths only, and not with longer ones."""
    near, far = 5.0, 5.0 + 120.0

    def same(*lengths: float) -> bool:
        frequencies = 2 * np.pi / np.array(lengths)
        return np.allclose(sinusoid(near, frequencies), sinusoid(far, frequencies))

    return same(4.0, 6.0) and not same(4.0, 600.0)


def sinusoid_one_to_one() -> bool:
    """No two of many real positions share a code, for each of several choices of frequencies."""
    positions = np.arange(0.0, 400.0, 2.0) * np.pi
    choices = [np.array([1.0]), np.array([1.0, 0.01]), np.array([1.0, np.sqrt(0.5)])]
    codes = [np.round([sinusoid(p, frequencies) for p in positions], 6) + 0.0 for frequencies in choices]
    return all(len(np.unique(table, axis=0)) == len(positions) for table in codes)


def shift_linear() -> bool:
    """A matrix fitted on some positions maps the code of p to that of p + 3 at other positions too."""
    fitted, unseen = np.arange(40.0), np.arange(100.0, 120.0)

    def codes(positions: Array) -> Array:
        return np.array([sinusoid(p, FREQUENCIES[:4]) for p in positions])

    matrix = np.linalg.lstsq(codes(fitted), codes(fitted + 3), rcond=None)[0]
    return np.allclose(codes(unseen) @ matrix, codes(unseen + 3), atol=1e-6)


def shift_dot() -> bool:
    """The dot product of codes at distance 7 is the same everywhere."""
    products = [sinusoid(p, FREQUENCIES) @ sinusoid(p + 7, FREQUENCIES) for p in (0.0, 1.5, 30.0, 444.0)]
    return np.allclose(products, products[0])


def shift_monotone() -> bool:
    """The dot product gets smaller from each distance to the next."""
    products = [sinusoid(0.0, FREQUENCIES) @ sinusoid(k, FREQUENCIES) for k in np.arange(0.0, 20.0, 0.5)]
    return bool(np.all(np.diff(products) < 0))


def shift_norm() -> bool:
    """The codes of different positions have the same norm."""
    norms = [np.linalg.norm(sinusoid(p, FREQUENCIES)) for p in (0.0, 0.7, 12.0, 999.0)]
    return np.allclose(norms, norms[0])


# ------------------------------------------------------------------ softmax


def symmetric_weights() -> bool:
    """The attention matrix equals its transpose."""
    queries, keys, _ = projected(randn(TOKENS, WIDTH))
    matrix = weights(queries, keys)
    return np.allclose(matrix, matrix.T)


def symmetric_tied() -> bool:
    """The attention matrix of equal queries and keys equals its transpose."""
    queries, _, _ = projected(randn(TOKENS, WIDTH))
    matrix = weights(queries, queries)
    return np.allclose(matrix, matrix.T)


def symmetric_scores() -> bool:
    """The scores of equal queries and keys equal their transpose."""
    queries, _, _ = projected(randn(TOKENS, WIDTH))
    scores = queries @ queries.T
    return np.allclose(scores, scores.T)


def softmax_rows() -> bool:
    """Rows are positive and sum to one."""
    matrix = weights(randn(TOKENS, WIDTH), randn(TOKENS, WIDTH, seed=1))
    return bool(np.allclose(matrix.sum(axis=1), 1) and np.all(matrix > 0))


def softmax_columns() -> bool:
    """Columns sum to one."""
    return np.allclose(weights(randn(TOKENS, WIDTH), randn(TOKENS, WIDTH, seed=1)).sum(axis=0), 1)


def invariance_shift() -> bool:
    """Scores of a row plus a constant give the same weights."""
    scores = randn(TOKENS)
    return all(np.allclose(softmax(scores + c), softmax(scores)) for c in (-7.0, 0.5, 30.0))


def temperature_scale() -> bool:
    """Scores of a row times a constant give the same weights."""
    scores = randn(TOKENS)
    return all(np.allclose(softmax(c * scores), softmax(scores)) for c in (0.1, 2.0, 30.0))


def invariance_keys() -> bool:
    """Keys plus a vector give the same output."""
    queries, keys, values = projected(randn(TOKENS, WIDTH))
    return np.allclose(attend(queries, keys + randn(WIDTH, seed=5), values), attend(queries, keys, values))


def invariance_queries() -> bool:
    """Queries plus a vector give the same output."""
    queries, keys, values = projected(randn(TOKENS, WIDTH))
    return np.allclose(attend(queries + randn(WIDTH, seed=5), keys, values), attend(queries, keys, values))


def hull_mean() -> bool:
    """A zero query gets the mean of the values."""
    _, keys, values = projected(randn(TOKENS, WIDTH))
    return np.allclose(attend(np.zeros((1, WIDTH)), keys, values)[0], values.mean(axis=0))


def hull_sum() -> bool:
    """With equal keys, queries get the sum of the values."""
    queries, keys, values = projected(randn(TOKENS, WIDTH))
    return np.allclose(attend(queries, np.tile(keys[0], (TOKENS, 1)), values), values.sum(axis=0))


def hull_between() -> bool:
    """Outputs lie between the extremes of the values, coordinate by coordinate."""
    queries, keys, values = projected(10 * randn(TOKENS, WIDTH))
    output = attend(queries, keys, values)
    inside = (output > values.min(axis=0) - 1e-9) & (output < values.max(axis=0) + 1e-9)
    return bool(np.all(inside))


def hull_longer() -> bool:
    """Among many random queries and keys, some output is longer than every value."""
    values = randn(TOKENS, WIDTH)
    longest = np.linalg.norm(values, axis=1).max()
    draws = [(3 * randn(9, WIDTH, seed=s), randn(TOKENS, WIDTH, seed=99 - s)) for s in range(40)]
    outputs = [attend(queries, keys, values) for queries, keys in draws]
    return bool(np.linalg.norm(outputs, axis=-1).max() > longest + 1e-9)


def dots(width: int, count: int = 4000) -> Array:
    """Dot products of independent vectors of standard normal components."""
    random = rng()
    return np.asarray(np.sum(random.randn(count, width) * random.randn(count, width), axis=1))


def scaling_variance() -> bool:
    """The variance of sampled dot products is the dimension, to within sampling error."""
    samples = {d: dots(d) for d in (4, 32)}
    right_mean = all(abs(sample.mean()) < 0.1 * np.sqrt(d) for d, sample in samples.items())
    return right_mean and all(np.isclose(sample.var(), d, rtol=0.1) for d, sample in samples.items())


def scaling_divisor() -> bool:
    """Dot products divided by the dimension have variance one."""
    return all(np.isclose((dots(d) / d).var(), 1.0, rtol=0.1) for d in (4, 32))


def saturation_flat() -> bool:
    """Central differences of the softmax: all are tiny with a dominant score, and not without."""

    def steepest(scores: Array) -> float:
        nudge = 1e-5 * np.eye(len(scores))
        return float(np.abs(softmax(scores + nudge) - softmax(scores - nudge)).max() / 2e-5)

    scores = randn(TOKENS)
    return steepest(scores + 30 * np.eye(TOKENS)[2]) < 1e-4 and steepest(scores) > 0.01


def temperature_zero() -> bool:
    """At a low temperature, the largest score has nearly all the weight."""
    scores = randn(TOKENS)
    return np.allclose(softmax(scores / 1e-3), np.eye(TOKENS)[scores.argmax()], atol=1e-3)


def temperature_infinity() -> bool:
    """At a high temperature, the largest score has nearly all the weight."""
    scores = randn(TOKENS)
    return np.allclose(softmax(scores / 1e3), np.eye(TOKENS)[scores.argmax()], atol=1e-3)


# ------------------------------------------------------------------ masks and caches


def causal_triangular() -> bool:
    """The masked attention matrix is lower triangular."""
    queries, keys, _ = projected(randn(TOKENS, WIDTH))
    matrix = weights(queries, keys, causal(TOKENS))
    return np.allclose(matrix, np.tril(matrix))


def causal_first() -> bool:
    """The first output under the mask is the first value."""
    x = randn(TOKENS, WIDTH)
    return np.allclose(self_attention(x, causal(TOKENS))[0], projected(x)[2][0])


def causal_zero() -> bool:
    """With scores of later tokens set to zero, a change of the last value does not reach the first output."""
    queries, keys, values = projected(randn(TOKENS, WIDTH))
    changed = np.vstack([values[:-1], values[-1:] + 1])
    matrix = softmax(np.tril(queries @ keys.T / np.sqrt(WIDTH)))
    return np.allclose((matrix @ values)[0], (matrix @ changed)[0])


def keys_stay(masked: bool) -> bool:
    """Whether an appended token leaves earlier keys and values of two layers as they are."""

    def cached(x: Array) -> Array:
        mask = causal(len(x)) if masked else None
        second = x + self_attention(x, mask)
        return np.hstack([*projected(x)[1:], *projected(second)[1:]])

    x = randn(TOKENS, WIDTH)
    return np.allclose(cached(x)[:-1], cached(x[:-1]))


def cache_causal() -> bool:
    """Under causal masks, an appended token leaves earlier keys and values as they are."""
    return keys_stay(masked=True)


def cache_encoder() -> bool:
    """Without masks, an appended token leaves earlier keys and values as they are."""
    return keys_stay(masked=False)


# ------------------------------------------------------------------ cost, heads and algebra


def cost_blocks() -> bool:
    """Attention row by row, with one row of weights at a time, gives the same output."""
    queries, keys, values = projected(randn(TOKENS, WIDTH))
    rows = [attend(queries[i : i + 1], keys, values) for i in range(TOKENS)]
    return np.allclose(np.vstack(rows), attend(queries, keys, values))


def projection_entries(width: int, heads: int) -> tuple[int, int]:
    """(entries of query projections, entries of all projections) for heads of width/heads each."""
    query, key, value = (np.zeros((heads, width, width // heads)) for _ in range(3))
    output = np.zeros((heads * (width // heads), width))
    return query.size, query.size + key.size + value.size + output.size


def heads_weights() -> bool:
    """The projections have 4d² entries for each number of heads."""
    return all(projection_entries(d, h)[1] == 4 * d * d for d in (8, 24) for h in (1, 2, 4, 8))


def heads_doubling() -> bool:
    """Twice the heads have twice the entries in their query projections."""
    return all(projection_entries(24, 2 * h)[0] == 2 * projection_entries(24, h)[0] for h in (1, 2, 4))


def heads_shared() -> bool:
    """Two heads with projections of their own have the same attention matrix."""
    x, half = randn(TOKENS, WIDTH), WIDTH // 2
    queries, keys, _ = projected(x)
    return np.allclose(weights(queries[:, :half], keys[:, :half]), weights(queries[:, half:], keys[:, half:]))


def rank_scores() -> bool:
    """The scores of nine tokens with queries of dimension two have rank two at most."""
    return bool(np.linalg.matrix_rank(randn(9, 2) @ randn(9, 2, seed=1).T) <= 2)


def rank_weights() -> bool:
    """The attention matrix of nine tokens with queries of dimension two has rank two at most."""
    return bool(np.linalg.matrix_rank(weights(randn(9, 2), randn(9, 2, seed=1))) <= 2)


def linear_input() -> bool:
    """Twice the input gives twice the output of self-attention."""
    x = randn(TOKENS, WIDTH)
    return np.allclose(self_attention(2 * x), 2 * self_attention(x))


def linear_values() -> bool:
    """A combination of values gives the same combination of outputs."""
    queries, keys, first = projected(randn(TOKENS, WIDTH))
    second = randn(TOKENS, WIDTH, seed=8)
    combined = 2 * attend(queries, keys, first) - 3 * attend(queries, keys, second)
    return np.allclose(attend(queries, keys, 2 * first - 3 * second), combined)


def distance_limited() -> bool:
    """A change of the last token reaches the first output up to the distance d, and no further."""

    def reaches(count: int) -> bool:
        x = randn(count, WIDTH)
        changed = np.vstack([x[:-1], x[-1:] + 1])
        return bool(np.abs(self_attention(changed)[0] - self_attention(x)[0]).max() > 1e-12)

    return not any(reaches(count) for count in (WIDTH + 2, 20, 200))


experiments: dict[str, Callable[[], bool]] = {
    "permutation/invariant": permutation_invariant,
    "permutation/equivariant": permutation_equivariant,
    "permutation/pooled": permutation_pooled,
    "causal/equivariant": causal_equivariant,
    "wavelengths": wavelengths_short,
    "one_to_one": sinusoid_one_to_one,
    "shift/linear": shift_linear,
    "shift/dot": shift_dot,
    "shift/monotone": shift_monotone,
    "shift/norm": shift_norm,
    "cost/blocks": cost_blocks,
    "symmetric/weights": symmetric_weights,
    "symmetric/tied": symmetric_tied,
    "symmetric/scores": symmetric_scores,
    "softmax/rows": softmax_rows,
    "softmax/columns": softmax_columns,
    "invariance/shift": invariance_shift,
    "temperature/scale": temperature_scale,
    "invariance/keys": invariance_keys,
    "invariance/queries": invariance_queries,
    "hull/mean": hull_mean,
    "hull/sum": hull_sum,
    "hull/between": hull_between,
    "hull/longer": hull_longer,
    "scaling/variance": scaling_variance,
    "scaling/divisor": scaling_divisor,
    "saturation": saturation_flat,
    "temperature/zero": temperature_zero,
    "temperature/infinity": temperature_infinity,
    "cross/pairs": cross_pairs,
    "cross/keys": cross_keys,
    "cross/lengths": cross_lengths,
    "causal/triangular": causal_triangular,
    "causal/first": causal_first,
    "causal/zero": causal_zero,
    "heads/weights": heads_weights,
    "heads/doubling": heads_doubling,
    "heads/shared": heads_shared,
    "rank/scores": rank_scores,
    "rank/weights": rank_weights,
    "cache/causal": cache_causal,
    "cache/encoder": cache_encoder,
    "permutation/layernorm": permutation_layernorm,
    "feedforward": feedforward_mixes,
    "linear/input": linear_input,
    "linear/values": linear_values,
    "distance": distance_limited,
}
