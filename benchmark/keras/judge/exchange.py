"""Arrays as they travel: {"shape": […], "floats": base64 of little-endian float32 in row-major order}."""

import base64

import numpy as np


def told(array):
    array = np.asarray(array, "<f4")
    return {"shape": list(array.shape), "floats": base64.b64encode(array.tobytes()).decode()}


def heard(array):
    return np.frombuffer(base64.b64decode(array["floats"]), "<f4").reshape(array["shape"]).copy()


def all_told(arrays):
    return [told(array) for array in several(arrays)]


def all_heard(arrays):
    return [heard(array) for array in arrays]


def several(value):
    """What Keras gives or takes for inputs and outputs, as a list."""
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, (list, tuple)) else [value]


def single(values):
    """A list as Keras takes it: one alone stands for itself."""
    return values[0] if len(values) == 1 else values
