"""Experiments for the claims about gradients in recurrent networks: whether each held on small examples.

Vectors are rows, so that a step maps a batch of states, one per row, to the next batch. Sources: Pascanu et al. 2013
(norms, clipping), Le et al. 2015 (identity), Laurent et al. 2016 (batch normalisation), Ba et al. 2016 (layer
normalisation), Cho et al. 2014 (GRU), Gers et al. 2000 (forget gates).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
from numpy import allclose
from numpy.linalg import matrix_power, norm, qr
from numpy.typing import NDArray

Array = NDArray[np.float64]
Step = Callable[[Array, Array], Array]
"""(states, input) → next states, for states of shape (n,) or (batch, n)."""

UNITS, STEPS = 4, 60
SMALL, LARGE = 1e-4, 1e4
RANDOM = np.random.RandomState(20)
NOISE = RANDOM.randn(STEPS, UNITS)
NONE, ONES = np.zeros((STEPS, UNITS)), np.ones((2 * STEPS, UNITS))
VECTOR = RANDOM.randn(UNITS)
TURN, EYE = qr(RANDOM.randn(UNITS, UNITS))[0], np.eye(UNITS)
BATCHES = RANDOM.randn(STEPS, 8, UNITS)
NORMALISED = ((BATCHES - BATCHES.mean(axis=1, keepdims=True)) / BATCHES.std(axis=1, keepdims=True))[:, 0]
SHEAR = np.array([[0.9, 5.0], [0.0, 0.9]])  # spectral radius 0.9, largest singular value above 5
NILPOTENT = np.array([[2.0, -4.0], [1.0, -2.0]])  # spectral radius zero; a very negative input silences the second unit
HALF = np.full(UNITS, 0.5)
STEEPEST = np.tile(-3.2 * TURN @ HALF, (STEPS, 1))  # keeps sigmoids at 0.5
SOFTPLUS = partial(np.logaddexp, 0.0)
STRENGTHS = (0.0, 0.1, 1.0, 3.0, 10.0)

# ------------------------------------------------------------------ networks


def relu(z: Array) -> Array:
    return np.maximum(z, 0.0)


def sigmoid(z: Any) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


def simple(weights: Array, activation: Callable[[Array], Array]) -> Step:
    """A simple RNN; its input is the whole of W_x x_t + b."""
    return lambda state, x: activation(state @ weights.T + x)


def cell(forget: Any, value: Array, x: Array) -> Array:
    return np.asarray(forget * value + x)


def gru(bias: float) -> Step:
    """A GRU whose update gate (the share of the candidate) has this bias alone."""
    share = sigmoid(bias)
    return lambda state, x: (1 - share) * state + share * np.tanh(state @ (0.8 * TURN).T + x)


def lstm(forget: float, weight: float) -> Step:
    """An LSTM of one unit on states (c, h): input and output gates open, candidate tanh(weight · h + x)."""

    def step(state: Array, x: Array) -> Array:
        cell = sigmoid(forget) * state[..., 0] + np.tanh(weight * state[..., 1] + x)
        return np.stack([cell, np.tanh(cell)], axis=-1)

    return step


def skipping(state: Array, x: Array) -> Array:
    """Ten past states of a unit, of which the last and the first make the next one."""
    return np.concatenate([0.5 * state[..., :1] + 0.5 * state[..., -1:] + x[:1], state[..., :-1]], axis=-1)


# ------------------------------------------------------------------ their gradients


def jacobians(step: Step, state: Array, inputs: Array) -> Iterator[Array]:
    """The Jacobian of each step, by central differences."""
    nudge = 1e-5 * np.eye(len(state))
    for x in inputs:
        yield (step(state + nudge, x) - step(state - nudge, x)).T / 2e-5
        state = step(state, x)


def sensitivity(step: Step, inputs: Array, state: Array | None = None) -> Array:
    """The derivative of the last state in the first one, which is zero unless given."""
    start = np.zeros(inputs.shape[1]) if state is None else state
    total = np.eye(len(start))
    for jacobian in jacobians(step, start, inputs):
        total = jacobian @ total
    return total


def size(step: Step, inputs: Array, state: Array | None = None) -> float:
    """The norm of this derivative."""
    return float(norm(sensitivity(step, inputs, state), 2))


def sizes(step: Step, inputs: Array = NOISE) -> list[float]:
    """The same for inputs of several strengths."""
    return [size(step, strength * inputs) for strength in STRENGTHS]


def is_moderate(*found: float) -> bool:
    return min(found) > SMALL and max(found) < LARGE


def bias_gradient(step: Step, window: int, steps: int = STEPS) -> Array:
    """The gradient of the sum of the last state in b, through the last `window` steps of a linear network only."""
    total, delta = np.zeros(UNITS), np.ones(UNITS)
    for jacobian in list(jacobians(step, np.zeros(UNITS), NOISE[:steps]))[::-1][:window]:
        total, delta = total + delta, jacobian.T @ delta
    return total


GROWING, SHRINKING = simple(1.3 * TURN, np.positive), simple(0.6 * TURN, np.positive)


def growth(window: int) -> float:
    """How many times as large a gradient is for a sequence three times as long."""
    return float(norm(bias_gradient(GROWING, window)) / norm(bias_gradient(GROWING, window, STEPS // 3)))


def share_of_distant(rate: float) -> float:
    """In an update, of steps that are more than five steps back."""
    full, recent = bias_gradient(SHRINKING, STEPS), bias_gradient(SHRINKING, 5)
    return float(norm(rate * full - rate * recent) / norm(rate * full))


def clip(gradient: Array, most: float) -> Array:
    return np.asarray(gradient * min(1.0, most / float(norm(gradient))))


def is_parallel(first: Array, second: Array) -> bool:
    return bool(np.isclose(first @ second, norm(first) * norm(second)))


def gains() -> Array:
    """By how much a symmetric matrix with the eigenvalues 1.2 and 0.5 stretches its eigenvectors."""
    basis = qr(np.array([[1.0, 2.0], [3.0, 4.0]]))[0]
    step = simple(basis @ np.diag([1.2, 0.5]) @ basis.T, np.positive)
    return np.asarray(norm(basis.T @ sensitivity(step, np.zeros((STEPS, 2))), axis=1))


def retained(bias: float) -> float:
    """What a cell keeps of its value in five steps, with this bias of its forget gate."""
    return float(sensitivity(lstm(bias, 0.0), np.zeros((5, 1)), np.ones(2))[0, 0])


experiments: dict[str, Callable[[], Any]] = {
    "truncation/helps": lambda: growth(5) < 1.01 and growth(STEPS) > LARGE,
    "truncation/product": lambda: growth(5) < 1.01 and growth(STEPS) > LARGE,
    "truncation/exact": lambda: allclose(bias_gradient(SHRINKING, 5), bias_gradient(SHRINKING, STEPS)),
    "softplus/helps": lambda: is_moderate(*(size(simple(s * EYE, SOFTPLUS), NONE) for s in (0.5, 2.0))),
    "softplus/neither": lambda: is_moderate(*(size(simple(s * EYE, SOFTPLUS), NONE) for s in (0.5, 2.0))),
    "gru/helps": lambda: size(simple(0.8 * TURN, np.tanh), NOISE) < SMALL and is_moderate(size(gru(-6.0), NOISE)),
    "gru/copy": lambda: allclose(gru(-9.0)(VECTOR, NOISE[0]), VECTOR, atol=0.01),
    "gru/convention": lambda: allclose(gru(9.0)(VECTOR, NOISE[0]), VECTOR, atol=0.05),
    "batchnorm/helps": lambda: is_moderate(*(size(simple(s * TURN, np.tanh), NORMALISED) for s in (0.1, 1.0, 3.0))),
    "batchnorm/input": lambda: is_moderate(*(size(simple(s * TURN, np.tanh), NORMALISED) for s in (0.1, 1.0, 3.0))),
    "orthogonal/helps": lambda: min(sizes(simple(TURN, np.tanh))) > SMALL,
    "orthogonal/tanh": lambda: min(sizes(simple(TURN, np.tanh))) > SMALL,
    "orthogonal/linear": lambda: np.isclose(
        norm(sensitivity(simple(TURN, np.positive), NOISE).T @ VECTOR), norm(VECTOR)
    ),
    "orthogonal/bounded": lambda: max(sizes(simple(TURN, np.tanh))) < 1 + 1e-6,
    "norm/below": lambda: max(sizes(simple(0.8 * TURN, np.tanh))) < SMALL,
    "norm/above": lambda: min(sizes(simple(1.5 * TURN, np.tanh))) > LARGE,
    "norm/sigmoid": lambda: max(size(simple(3.2 * TURN, sigmoid), x, HALF) for x in (STEEPEST, NOISE)) < SMALL,
    "norm/limit": lambda: size(simple(SHEAR, np.positive), np.zeros((4 * STEPS, 2))) < SMALL,
    "norm/steps": lambda: np.all(np.diff([size(simple(SHEAR, np.positive), np.zeros((t, 2))) for t in range(8)]) < 0),
    "relu/radius": lambda: size(simple(NILPOTENT, relu), np.tile([0.0, -1e9], (20, 1)), np.eye(2)[0]) < LARGE,
    "relu/bounded": lambda: all(size(simple(s * EYE, relu), ONES[:25]) < LARGE for s in (0.5, 1.0, 2.0)),
    "relu/active": lambda: allclose(sensitivity(simple(abs(TURN) / 2, relu), ONES[:8]), matrix_power(abs(TURN) / 2, 8)),
    "relu/identity": lambda: allclose(sensitivity(simple(EYE, relu), ONES, np.ones(UNITS)), EYE),
    "relu/later": lambda: all(size(simple(s * EYE, relu), ONES) < LARGE for s in (0.9, 1.0, 1.1)),
    "states": lambda: size(simple(2.0 * EYE, np.tanh), NONE) < LARGE,
    "clip/direction": lambda: is_parallel(clip(1e6 * VECTOR, 2.0), VECTOR) and norm(clip(1e6 * VECTOR, 2.0)) < 2.001,
    "clip/vanishing": lambda: any(norm(clip(VECTOR, c)) > norm(VECTOR) + 1e-9 for c in (1e-3, 1.0, 1e3)),
    "clip/value": lambda: is_parallel(np.array([10.0, 1.0]), np.clip([10.0, 1.0], -1.0, 1.0)),
    "lstm/path": lambda: allclose(sensitivity(partial(cell, VECTOR), NOISE[:1]), np.diag(VECTOR)),
    "lstm/decay": lambda: min(size(partial(cell, f), NOISE) for f in (0.5, 1.0)) > SMALL,
    "lstm/explosion": lambda: all(size(lstm(0.0, w), np.zeros((STEPS, 1)), np.zeros(2)) < LARGE for w in (0.1, 2.0)),
    "forget/positive": lambda: np.all(sigmoid(NOISE + 1.0) > sigmoid(NOISE)),
    "forget/negative": lambda: retained(-5.0) > retained(0.0),
    "layernorm/scale": lambda: allclose(*((z - z.mean()) / z.std() for z in (7 * VECTOR, VECTOR))),
    "skip/shorter": lambda: sensitivity(skipping, np.zeros((STEPS, 10)))[0, 0] > 100 * SMALL > 100 * 0.5**STEPS,
    "skip/residual": lambda: size(lambda h, x: h + np.tanh(h + x), NONE) < LARGE,
    "mixed/both": lambda: gains()[0] > LARGE and gains()[1] < SMALL,
    "rate": lambda: share_of_distant(10.0) > share_of_distant(0.1) * (1 + 1e-6),
    "sum": lambda: norm(bias_gradient(SHRINKING, STEPS)) > 0.1 and share_of_distant(1.0) < 0.1,
}
