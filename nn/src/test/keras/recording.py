"""What every recorder shares: seeded decimal numbers, arrays as JSON, one file per subject."""

import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "keras"
FLOAT64_TOLERANCE = 1e-9
FLOAT32_TOLERANCE = 2e-5


def numbers(seed, shape, low=-2.0, high=2.0):
    """Distinct decimals in (low, high), none of them zero, in a seeded order: no ties for maxima, no kink is hit."""
    size = int(np.prod(shape, dtype=int))
    spread = low + (high - low) * (np.arange(size) + 0.5) / max(size, 1)
    rng = np.random.default_rng(seed)
    values = np.round(rng.permutation(spread) + 0.00123 + 0.00017 * (seed % 7), 5)
    return values.reshape(shape)


def plain(value):
    """A number in the shortest form that reads back as the same bits."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    number = float(value)
    if not np.isfinite(number):
        return str(number)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def array(value, name=None, **more):
    """An array as {"shape", "values"}, its values in row-major order."""
    value = np.asarray(keras.ops.convert_to_numpy(value))
    named = {} if name is None else {"name": name}
    if value.dtype == np.float32:
        flat = [plain(float(str(v))) for v in value.ravel()]
    else:
        flat = [plain(v) for v in value.ravel()]
    return {**named, **more, "shape": [int(d) for d in value.shape], "values": flat}


def scalar(value):
    return plain(np.asarray(keras.ops.convert_to_numpy(value)).item())


def write(path, cases, **more):
    """Writes one file, one case a line, so that a changed case is a changed line."""
    target = OUT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    head = {"keras": keras.__version__, "backend": "tensorflow " + tf.__version__, **more}
    lines = [json.dumps(case, separators=(",", ":"), allow_nan=False) for case in cases]
    text = json.dumps(head, indent=1)[:-2] + ',\n "cases": [\n' + ",\n".join(lines) + "\n ]\n}\n"
    json.loads(text)
    target.write_text(text)
    print(f"{target.relative_to(OUT)}: {len(cases)} cases, {target.stat().st_size / 1024:.1f} KiB")


def fill(variables, seed):
    """Gives variables seeded decimals; a variance stays positive, a count stays what it is."""
    for i, variable in enumerate(variables):
        if "count" in variable.name or "seed" in variable.path:
            continue
        low, high = (0.4, 2.0) if "variance" in variable.name else (-1.0, 1.0)
        variable.assign(numbers(1000 + 31 * seed + i, variable.shape, low, high))


def weight(variable):
    return array(variable, variable.name, trainable=bool(variable.trainable))
