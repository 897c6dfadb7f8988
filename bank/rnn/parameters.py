"""Parameters of recurrent layers (Goodfellow, Bengio and Courville 2016, "Deep Learning", 10.10)."""

from exampaper.author import entries

SUMS = {"LSTM": 4, "GRU": 3, "plain": 1}

read = (
    "vectors with << inputs >> entries",
    "with << units >> units",
    "bias for each of << classes >> classes",
    {
        "cell == 'LSTM'": "LSTM layer",
        "cell == 'GRU'": "GRU layer",
        "cell == 'plain'": "plain recurrent layer",
        "layers == 2": "a stack of two",
        "directions == 2": "both directions, concatenated",
    },
)


def stacked(cell, inputs, units, layers, directions):
    """The inputs of each layer, and its parameters."""
    sources = [inputs, directions * units][:layers]
    return [(source, directions * SUMS[cell] * units * (source + units + 1)) for source in sources]


def solve(cell, inputs, units, layers, directions, classes):
    stack = stacked(cell, inputs, units, layers, directions)
    return sum(each for _, each in stack) + (directions * units + 1) * classes


def check(cell, inputs, units, layers, directions, classes):
    """Allocate each array of each gate, layer and direction."""
    gates = {"LSTM": "forget input output candidate", "GRU": "reset update candidate", "plain": "state"}[cell].split()
    shapes: list[tuple[int, ...]] = [(classes, units)] * directions + [(classes,)]
    width = inputs
    for _ in range(layers):
        for _direction in range(directions):
            for _gate in gates:
                shapes += [(units, width), (units, units), (units,)]
        width = units * directions
    return entries(*shapes)


def slips(cell, inputs, units, layers, directions, classes, total):
    sums = SUMS[cell]
    wrong = {
        "forgot the recurrent weights": total - directions * layers * sums * units**2,
        "forgot the biases": total - directions * layers * sums * units - classes,
        "forgot the linear layer": total - (directions * units + 1) * classes,
    }
    if cell != "plain":
        wrong["counted one weighted sum too few"] = total - (total - (directions * units + 1) * classes) // sums
    if layers == 2:
        wrong["took the first inputs again for the second layer"] = total + directions * sums * units * (
            inputs - directions * units
        )
    if directions == 2:
        wrong["counted one direction"] = solve(cell, inputs, units, layers, 1, classes)
    return wrong


def context(cell, inputs, units, layers, directions, classes):
    return {
        "name": "plain recurrent" if cell == "plain" else cell,
        "sums": SUMS[cell],
        "stack": stacked(cell, inputs, units, layers, directions),
        "head": (directions * units + 1) * classes,
    }
