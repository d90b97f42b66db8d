"""Runs the code in ../resources/keras/code, and fails unless Keras makes the recorded models and layers of it.

The models are those in ../resources/keras/archive: configuration and weights have to agree, names, order and shapes.
`layers.txt` has calls for the cases in ../resources/keras/layer, `initializers.txt` and `regularizers.txt` for those of
initializers.json and regularizers.json.
"""

import json
import pathlib
import sys

import keras
import numpy as np
from keras import layers, saving

RESOURCES = pathlib.Path(__file__).parent.parent / "resources" / "keras"


def configuration(model):
    config = json.loads(model.to_json())
    config.pop("compile_config", None)
    return config


def difference(a, b, path=""):
    """Where two configurations differ; a number that has 32 bits may be written with 64, and an axis stand in a list."""
    if isinstance(b, list) and len(b) == 1 and not isinstance(a, list):
        b = b[0]
    if isinstance(a, dict) and isinstance(b, dict):
        return [d for k in a.keys() | b.keys() for d in difference(a.get(k), b.get(k), f"{path}/{k}")]
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return [d for i, (x, y) in enumerate(zip(a, b)) for d in difference(x, y, f"{path}/{i}")]
    if isinstance(a, float) and isinstance(b, float) and np.float32(a) == np.float32(b):
        return []
    return [] if a == b else [f"{path}: {a} and {b}"]


def weights(model):
    return [(w.path.split("/")[-2:], tuple(w.shape), w.trainable) for w in model.weights]


def check_models(code):
    for file in sorted(code.glob("*.py")):
        keras.utils.clear_session()
        saved = keras.models.load_model(RESOURCES / "archive" / (file.stem + ".keras"), compile=False)
        names = {}
        exec(compile(file.read_text(), file.name, "exec"), names)
        model = names["model"]
        differences = difference(configuration(model), configuration(saved))
        assert not differences, (file.name, differences)
        assert weights(model) == weights(saved), file.name
        model.load_weights(RESOURCES / "archive" / (file.stem + ".keras"))
        print(file.name, model.count_params(), "parameters")


def cases(file):
    return {case["name"]: case["config"] for case in json.loads((RESOURCES / file).read_text())["cases"]}


def check_layers(code):
    wrong = 0
    files = {}
    lines = (code / "layers.txt").read_text().splitlines()
    for line in lines:
        place, call = line.split(" = ", 1)
        kind, name = place.split("/")
        recorded = files.setdefault(kind, cases(f"layer/{kind}.json"))[name]
        made = json.loads(json.dumps(saving.serialize_keras_object(eval(call))))
        for config in (made, recorded):
            config.pop("build_config", None)
        wrong += differ(call, made, recorded)
    print(len(lines), "layers,", wrong, "differ")
    return wrong


def check_parameters(code, kind):
    wrong = 0
    recorded = cases(kind + ".json")
    lines = (code / (kind + ".txt")).read_text().splitlines()
    for line in lines:
        name, call = line.split(" = ", 1)
        held = getattr(eval(call), "kernel_" + kind.removesuffix("s"))
        wrong += differ(call, json.loads(json.dumps(saving.serialize_keras_object(held))), recorded[name])
    print(len(lines), kind + ",", wrong, "differ")
    return wrong


def differ(call, made, recorded):
    differences = difference(made, recorded)
    if differences:
        print(call, differences)
    return len(differences) > 0


if __name__ == "__main__":
    code = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else RESOURCES / "code"
    check_models(code)
    sys.exit(check_layers(code) + check_parameters(code, "initializers") + check_parameters(code, "regularizers") > 0)
