"""Memory of training, and what ZeRO divides (Rajbhandari et al. 2020, "ZeRO", section 3)."""

import numpy as np

from exampaper.author import Dec

read = (
    "with << billions >> billion parameters is trained with << optimiser >> on << devices >> GPUs",
    "kept in << half >>, with 2 bytes",
    {
        "stage == 0": "Each GPU has a copy",
        "stage == 1": "Weights and gradients are not divided",
        "stage == 2": "Weights are not divided",
        "stage == 3": "All of these are divided",
    },
)


def on_each(billions, devices, stage, weights, gradients, states):
    """Gigabytes on a device. ZeRO divides states from stage 1 on, gradients from 2 on, weights in stage 3."""
    parts = ((weights, 3), (gradients, 2), (states, 1))
    return sum(Dec(size) / (devices if stage >= first else 1) for size, first in parts) * billions


def optimiser_bytes(optimiser):
    return 12 if optimiser == "Adam" else 8


def solve(billions, devices, optimiser, stage):
    return on_each(billions, devices, stage, 2, 2, optimiser_bytes(optimiser))


def check(billions, devices, optimiser, stage):
    """Allocate all tensors of a model with a number of parameters per device, and scale its bytes up."""
    parameters = 10 * devices
    tensors = {"weights": [np.float16], "gradients": [np.float16], "optimiser": [np.float32] * 3}
    if optimiser != "Adam":
        tensors["optimiser"].pop()
    divided = ["optimiser", "gradients", "weights"][:stage]
    held = 0
    for name, types in tensors.items():
        for number in types:
            held += np.empty(10 if name in divided else parameters, number).nbytes
    return Dec(held) * billions / parameters


def slips(billions, devices, optimiser, stage):
    states = optimiser_bytes(optimiser)
    wrong = {
        "left out the master copy": on_each(billions, devices, stage, 2, 2, states - 4),
        "left out the gradients": on_each(billions, devices, stage, 2, 0, states),
        "kept the optimiser's numbers in 2 bytes": on_each(billions, devices, stage, 2, 2, states // 2),
    }
    if stage:
        wrong["divided nothing"] = on_each(billions, devices, 0, 2, 2, states)
    if stage < 3:
        wrong["divided everything"] = on_each(billions, devices, 3, 2, 2, states)
    return wrong


def context(optimiser):
    return {"states": optimiser_bytes(optimiser)}
