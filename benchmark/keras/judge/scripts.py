"""Python that Glimpse exports, run as its user would run it."""

import pathlib

import keras
import numpy as np

import files
from exchange import all_told


def program(file):
    names = {"__name__": "exported", "__file__": file}
    exec(compile(pathlib.Path(file).read_text(), file, "exec"), names)
    return names


def code(file, inputs, like):
    """The model that a program builds and loads."""
    model = program(file)["load"]()
    return files.asked(model, inputs) | {"differences": files.differences(model, like)}


def known_network(weights, folder):
    """MobileNetV2 with weights from a file, as a model that others made."""
    model = keras.applications.MobileNetV2(weights=None)
    model.load_weights(weights)
    model.save(pathlib.Path(folder) / "mobilenet_v2.keras")
    return {}


def pictures(file, pictures):
    """What a program says of picture files, which it prepares itself."""
    names = program(file)
    prepared = np.concatenate([names["prepare"](picture) for picture in pictures])
    return {"outputs": all_told(list(names["load"]().predict(prepared, batch_size=15, verbose=0)))}
