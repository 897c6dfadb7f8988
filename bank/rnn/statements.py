"""Experiments for the claims about gradients in recurrent networks.

Each function is named after a claim and says whether the claim held on small examples.
Vectors are rows, so that a step maps a batch of states, one per row, to the next batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Activation = Callable[[Array], Array]
Step = Callable[[Array, Array], Array]
"""(states, input) → next states, for states of shape (n,) or (batch, n)."""

UNITS, STEPS = 4, 60
SMALL, LARGE = 1e-4, 1e4


# ------------------------------------------------------------------ networks


def identity(z: Array) -> Array:
    return z


def relu(z: Array) -> Array:
    return np.maximum(z, 0.0)


def sigmoid(z: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-z))


def softplus(z: Array) -> Array:
    return np.logaddexp(0.0, z)


def rng() -> np.random.RandomState:
    """The same source for each experiment; its stream is frozen by NumPy."""
    return np.random.RandomState(20)


def orthogonal(random: np.random.RandomState, size: int = UNITS) -> Array:
    """An orthogonal matrix, from a QR decomposition."""
    return np.asarray(np.linalg.qr(random.randn(size, size))[0], dtype=np.float64)


def simple(weights: Array, activation: Activation) -> Step:
    """A simple RNN; its input is the whole of W_x x_t + b."""
    return lambda state, x: activation(state @ weights.T + x)


def residual(weight: float) -> Step:
    """An RNN that adds tanh(weight · h + x) to its state."""
    return lambda state, x: state + np.tanh(weight * state + x)


def gated(forget: float) -> Step:
    """The cell of an LSTM with a fixed forget gate; its input is the gated candidate."""
    return lambda cell, x: forget * cell + x


def gru(gate: float, weights: Array) -> Step:
    """A GRU whose update gate (the share of the candidate) has this bias alone (Cho et al. 2014)."""
    share = sigmoid(np.array(gate))
    return lambda state, x: (1 - share) * state + share * np.tanh(state @ weights.T + x)


def lstm(forget: float, weight: float) -> Step:
    """An LSTM of one unit on states (c, h): input and output gates open, candidate tanh(weight · h + x)."""
    open_gate, keep = sigmoid(np.array(20.0)), sigmoid(np.array(forget))

    def step(state: Array, x: Array) -> Array:
        cell = keep * state[..., 0] + open_gate * np.tanh(weight * state[..., 1] + x)
        return np.stack([cell, open_gate * np.tanh(cell)], axis=-1)

    return step


def jacobians(step: Step, state: Array, inputs: Array) -> Iterator[Array]:
    """∂h_t/∂h_{t-1} for each step, by central differences."""
    nudge = 1e-5 * np.eye(len(state))
    for x in inputs:
        yield (step(state + nudge, x) - step(state - nudge, x)).T / 2e-5
        state = step(state, x)


def sensitivity(step: Step, state: Array, inputs: Array) -> Array:
    """∂h_T/∂h_0, the product of the Jacobians."""
    total = np.eye(len(state))
    for jacobian in jacobians(step, state, inputs):
        total = jacobian @ total
    return total


def size(step: Step, inputs: Array, state: Array | None = None) -> float:
    """The largest singular value of ∂h_T/∂h_0."""
    start = np.zeros(inputs.shape[1]) if state is None else state
    return float(np.linalg.norm(sensitivity(step, start, inputs), 2))


def moderate(*sizes: float) -> bool:
    return all(SMALL < s < LARGE for s in sizes)


def bias_gradient(step: Step, inputs: Array, window: int) -> Array:
    """∂ sum(h_T) / ∂b of a linear step, with back-propagation through the last `window` steps only."""
    total, delta = np.zeros(inputs.shape[1]), np.ones(inputs.shape[1])
    for jacobian in list(jacobians(step, np.zeros(inputs.shape[1]), inputs))[::-1][:window]:
        total, delta = total + delta, jacobian.T @ delta
    return total


# ------------------------------------------------------------------ remedies


def truncation_helps() -> bool:
    """The truncated gradient stays the same size for longer sequences where the full one explodes."""
    random = rng()
    step = simple(1.3 * orthogonal(random), identity)
    short, long = random.randn(20, UNITS), random.randn(STEPS, UNITS)

    def growth(window: int) -> float:
        gradients = [bias_gradient(step, inputs, window) for inputs in (short, long)]
        return float(np.linalg.norm(gradients[1]) / np.linalg.norm(gradients[0]))

    return growth(5) < 1.01 and growth(STEPS) > LARGE


def truncation_exact() -> bool:
    """Truncated and full gradient agree (the forward pass is exact in both)."""
    random = rng()
    step, inputs = simple(0.9 * orthogonal(random), identity), random.randn(STEPS, UNITS)
    return bool(np.allclose(bias_gradient(step, inputs, 5), bias_gradient(step, inputs, STEPS)))


def softplus_alone() -> bool:
    """Softplus keeps gradients moderate for small and for large recurrent weights."""
    inputs = np.zeros((25, UNITS))
    return moderate(*(size(simple(scale * np.eye(UNITS), softplus), inputs) for scale in (0.5, 2.0)))


def gru_helps() -> bool:
    """A GRU with nearly closed update gates keeps a gradient that vanishes in a simple RNN."""
    random = rng()
    weights, inputs = 0.8 * orthogonal(random), random.randn(STEPS, UNITS)
    return size(simple(weights, np.tanh), inputs) < SMALL and moderate(size(gru(-6.0, weights), inputs))


def gru_convention() -> bool:
    """With z close to one in h = (1 - z) h + z h̃, a step leaves the state almost as it was."""
    random = rng()
    state, x = random.rand(UNITS), random.randn(UNITS)
    return bool(np.allclose(gru(12.0, orthogonal(random))(state, x), state, atol=0.05))


def batchnorm_input() -> bool:
    """With the input term normalised over the batch, gradients are moderate at all scales of W_h.

    Where to normalise a recurrent network: Laurent et al. (2016).
    """
    random = rng()
    terms = random.randn(STEPS, 8, UNITS)
    terms = (terms - terms.mean(axis=1, keepdims=True)) / terms.std(axis=1, keepdims=True)
    weights = orthogonal(random)
    return moderate(*(size(simple(scale * weights, np.tanh), terms[:, 0]) for scale in (0.1, 1.0, 3.0)))


def orthogonal_alone() -> bool:
    """tanh and an orthogonal matrix keep gradients from vanishing, for weak and for strong inputs."""
    random = rng()
    step, inputs = simple(orthogonal(random), np.tanh), random.randn(STEPS, UNITS)
    return all(size(step, scale * inputs) > SMALL for scale in (0.001, 1.0, 3.0))


def orthogonal_linear() -> bool:
    """Without activation, an orthogonal matrix preserves the norm of back-propagated vectors."""
    random = rng()
    total = sensitivity(simple(orthogonal(random), identity), np.zeros(UNITS), random.randn(STEPS, UNITS))
    delta = random.randn(UNITS)
    return bool(np.isclose(np.linalg.norm(total.T @ delta), np.linalg.norm(delta)))


def orthogonal_bounded() -> bool:
    """tanh and an orthogonal matrix: no product has a norm above one, and strong inputs make it vanish."""
    random = rng()
    step, inputs = simple(orthogonal(random), np.tanh), random.randn(STEPS, UNITS)
    sizes = [size(step, scale * inputs) for scale in (0.0, 0.1, 1.0, 3.0)]
    return max(sizes) < 1 + 1e-6 and min(sizes) < SMALL


def clip(gradient: Array, norm: float) -> Array:
    """The gradient rescaled to this norm where it is longer (Pascanu et al. 2013, Algorithm 1)."""
    return gradient * min(1.0, norm / float(np.linalg.norm(gradient)))


def clip_direction() -> bool:
    """A clipped gradient is parallel to the original and no longer than the threshold."""
    long = 1e6 * rng().randn(UNITS)
    short = clip(long, 2.0)
    cosine = long @ short / (np.linalg.norm(long) * np.linalg.norm(short))
    return bool(np.isclose(cosine, 1.0) and np.linalg.norm(short) < 2.0 + 1e-9)


def clip_vanishing() -> bool:
    """Clipping enlarges the contribution of some time step."""
    contributions = rng().randn(9, UNITS) * 10.0 ** -np.arange(9)[:, None]
    total = contributions.sum(axis=0)
    scales = [np.linalg.norm(clip(total, c)) / np.linalg.norm(total) for c in (1e-3, 1.0, 1e3)]
    return bool(max(scales) > 1 + 1e-9)


def clip_value() -> bool:
    """Clipping by component keeps the direction."""
    gradient = np.array([10.0, 1.0])
    clipped = np.clip(gradient, -1.0, 1.0)
    return bool(np.isclose(gradient @ clipped, np.linalg.norm(gradient) * np.linalg.norm(clipped)))


def skip_residual() -> bool:
    """A residual update with tanh keeps gradients from exploding for several recurrent matrices."""
    inputs = np.zeros((STEPS, UNITS))
    return all(size(residual(weight), inputs) < LARGE for weight in (-1.0, 0.0, 1.0))


def skip_shorter() -> bool:
    """Connections over ten steps keep a gradient above the one without them, which vanishes."""
    width, reach = 0.5 * np.eye(1), 10

    def step(past: Array, x: Array) -> Array:
        new = past[..., :1] @ width.T + past[..., -1:] @ width.T + x[:1]
        return np.concatenate([new, past[..., :-1]], axis=-1)

    with_skips = sensitivity(step, np.zeros(reach), np.zeros((STEPS, reach)))[0, 0]
    without = sensitivity(simple(width, identity), np.zeros(1), np.zeros((STEPS, 1)))[0, 0]
    return bool(without < SMALL < 100 * SMALL < with_skips)


def layernorm_scale() -> bool:
    """Layer normalisation does not see the scale of the recurrent weights (Ba et al. 2016)."""
    random = rng()
    weights, state = random.randn(UNITS, UNITS), random.randn(UNITS)

    def normalised(scale: float) -> Array:
        z = scale * weights @ state
        return np.asarray((z - z.mean()) / z.std())

    return all(np.allclose(normalised(scale), normalised(1.0)) for scale in (0.01, 3.0, 50.0))


# ------------------------------------------------------------------ norms, radii and activations


def norm_below() -> bool:
    """tanh, largest singular value 0.8: gradients vanish for inputs of any strength (Pascanu et al. 2013)."""
    random = rng()
    step, inputs = simple(0.8 * orthogonal(random), np.tanh), random.randn(STEPS, UNITS)
    return all(size(step, scale * inputs) < SMALL for scale in (0.0, 0.1, 1.0, 10.0))


def norm_above() -> bool:
    """tanh, largest singular value 1.5: gradients explode for inputs of any strength."""
    random = rng()
    step, inputs = simple(1.5 * orthogonal(random), np.tanh), random.randn(STEPS, UNITS)
    return all(size(step, scale * inputs) > LARGE for scale in (0.0, 1.0, 10.0))


def norm_sigmoid() -> bool:
    """Sigmoid, largest singular value 3.2: gradients vanish, also where slopes are largest (at zero)."""
    random = rng()
    weights, inputs = 3.2 * orthogonal(random), random.randn(STEPS, UNITS)
    steepest = np.tile(-weights @ np.full(UNITS, 0.5), (STEPS, 1))
    centred = size(simple(weights, sigmoid), steepest, np.full(UNITS, 0.5))
    return centred < SMALL and size(simple(weights, sigmoid), inputs) < SMALL


SHEAR = np.array([[0.9, 5.0], [0.0, 0.9]])  # spectral radius 0.9, largest singular value above 5


def norm_limit() -> bool:
    """Linear, spectral radius 0.9 and norm above 5: gradients vanish in the end."""
    return size(simple(SHEAR, identity), np.zeros((4 * STEPS, 2))) < SMALL


def norm_steps() -> bool:
    """Linear, spectral radius 0.9: the gradient gets smaller at each step."""
    sizes = [size(simple(SHEAR, identity), np.zeros((t, 2))) for t in range(8)]
    return bool(np.all(np.diff(sizes) < 0))


def norm_relu() -> bool:
    """ReLU, spectral radius zero, second unit kept inactive by its input: the gradient stays moderate."""
    weights = np.array([[2.0, -4.0], [1.0, -2.0]])
    inputs = np.tile([0.0, -1e9], (20, 1))
    return size(simple(weights, relu), inputs, np.array([1.0, 0.0])) < LARGE


def relu_bounded() -> bool:
    """ReLU keeps the gradients from exploding, for small and for large recurrent weights."""
    inputs = np.ones((25, UNITS))
    return all(size(simple(scale * np.eye(UNITS), relu), inputs) < LARGE for scale in (0.5, 1.0, 2.0))


def relu_active() -> bool:
    """With positive pre-activations throughout, ∂h_T/∂h_0 is a power of the recurrent matrix."""
    random = rng()
    weights, inputs = random.rand(UNITS, UNITS) / UNITS, 1 + random.rand(8, UNITS)
    total = sensitivity(simple(weights, relu), np.ones(UNITS), inputs)
    return bool(np.allclose(total, np.linalg.matrix_power(weights, 8)))


def states_bounded() -> bool:
    """tanh with zero input and W_h = 2I: the gradient stays moderate, as the states do."""
    return size(simple(2.0 * np.eye(UNITS), np.tanh), np.zeros((STEPS, UNITS))) < LARGE


def relu_identity() -> bool:
    """ReLU and W_h = I: gradients pass unchanged while all units are active (Le et al. 2015)."""
    total = sensitivity(simple(np.eye(UNITS), relu), np.ones(UNITS), rng().rand(STEPS, UNITS))
    return bool(np.allclose(total, np.eye(UNITS)))


def relu_later() -> bool:
    """ReLU and a recurrent matrix near the identity: gradients do not explode."""
    inputs = np.ones((2 * STEPS, UNITS))
    return all(size(simple(w * np.eye(UNITS), relu), inputs) < LARGE for w in (0.9, 1.0, 1.1))


def mixed_both() -> bool:
    """Symmetric, eigenvalues 1.2 and 0.5: one vector grows and another one shrinks."""
    basis = orthogonal(rng(), 2)
    step = simple(basis @ np.diag([1.2, 0.5]) @ basis.T, identity)
    gains = np.linalg.norm(basis.T @ sensitivity(step, np.zeros(2), np.zeros((STEPS, 2))), axis=1)
    return bool(gains[0] > LARGE and gains[1] < SMALL)


# ------------------------------------------------------------------ gates and sums


def lstm_path() -> bool:
    """With gates and candidate fixed, ∂c_t/∂c_{t-1} is diagonal with the forget gates."""
    random = rng()
    forget, gate, candidate, cell = random.rand(4, UNITS)
    (jacobian,) = jacobians(lambda c, x: forget * c + gate * x, cell, candidate[None])
    return bool(np.allclose(jacobian, np.diag(forget)))


def lstm_decay() -> bool:
    """The direct path through the cell does not decay, for small and for large forget gates."""
    noise = rng().randn(STEPS, UNITS)
    return all(size(gated(forget), noise) > SMALL for forget in (0.5, 1.0))


def lstm_explosion() -> bool:
    """An LSTM's gradient is bounded for small and for large candidate weights (at its fixed point zero)."""
    inputs = np.zeros(STEPS)
    totals = [sensitivity(lstm(0.0, weight), np.zeros(2), inputs) for weight in (0.1, 2.0)]
    return all(np.linalg.norm(total, 2) < LARGE for total in totals)


def forget_positive() -> bool:
    """Forget gates with bias one exceed those with bias zero (Gers et al. 2000; Jozefowicz et al. 2015)."""
    before = 3 * rng().randn(50)
    return bool(np.all(sigmoid(before + 1.0) > sigmoid(before)))


def forget_negative() -> bool:
    """A cell with forget bias -5 retains more of its value than one with bias zero."""
    retained = [sensitivity(lstm(bias, 0.0), np.ones(2), np.zeros(5))[0, 0] for bias in (-5.0, 0.0)]
    return bool(retained[0] > retained[1])


def sum_survives() -> bool:
    """The whole gradient is sizeable although the contributions from before the last 30 steps are tiny."""
    random = rng()
    step, inputs = simple(0.6 * orthogonal(random), identity), random.randn(STEPS, UNITS)
    full, recent = bias_gradient(step, inputs, STEPS), bias_gradient(step, inputs, 30)
    return bool(np.linalg.norm(full - recent) < SMALL and np.linalg.norm(full) > 0.1)


def rate_restores() -> bool:
    """A larger learning rate raises the share of distant steps in an update."""
    random = rng()
    step, inputs = simple(0.6 * orthogonal(random), identity), random.randn(STEPS, UNITS)
    full, recent = bias_gradient(step, inputs, STEPS), bias_gradient(step, inputs, 5)

    def share(rate: float) -> float:
        return float(np.linalg.norm(rate * full - rate * recent) / np.linalg.norm(rate * full))

    return share(10.0) > share(0.1) * (1 + 1e-6)


experiments: dict[str, Callable[[], bool]] = {
    "truncation/helps": truncation_helps,
    "truncation/exact": truncation_exact,
    "softplus": softplus_alone,
    "gru/helps": gru_helps,
    "gru/convention": gru_convention,
    "batchnorm": batchnorm_input,
    "orthogonal/alone": orthogonal_alone,
    "orthogonal/linear": orthogonal_linear,
    "orthogonal/bounded": orthogonal_bounded,
    "clip/direction": clip_direction,
    "clip/vanishing": clip_vanishing,
    "clip/value": clip_value,
    "skip/residual": skip_residual,
    "skip/shorter": skip_shorter,
    "layernorm/scale": layernorm_scale,
    "norm/below": norm_below,
    "norm/above": norm_above,
    "norm/sigmoid": norm_sigmoid,
    "norm/limit": norm_limit,
    "norm/steps": norm_steps,
    "norm/relu": norm_relu,
    "relu/bounded": relu_bounded,
    "relu/active": relu_active,
    "states": states_bounded,
    "relu/identity": relu_identity,
    "relu/later": relu_later,
    "mixed/both": mixed_both,
    "lstm/path": lstm_path,
    "lstm/decay": lstm_decay,
    "lstm/explosion": lstm_explosion,
    "forget/positive": forget_positive,
    "forget/negative": forget_negative,
    "rate": rate_restores,
    "sum": sum_survives,
}
