"""Python that Glimpse exports, run as its user would run it."""

import pathlib

import files
from exchange import told


def code(file, weights, inputs, like):
    """Runs exported code, whose model is `model`, and puts the weights of another file in."""
    names = {"__name__": "exported"}
    exec(compile(pathlib.Path(file).read_text(), file, "exec"), names)
    model = names["model"]
    files.randomized(model, 12345)
    model.load_weights(weights)
    return files.asked(model, inputs) | {"differences": files.differences(model, like)}


def snippet(file, picture):
    """Runs an exported snippet, whose function `prepare` makes a batch of a picture file."""
    names = {"__name__": "exported"}
    exec(compile(pathlib.Path(file).read_text(), file, "exec"), names)
    return {"inputs": [told(names["prepare"](picture))]}
