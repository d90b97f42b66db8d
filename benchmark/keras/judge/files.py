"""Models into files and out of them."""

import json
import pathlib

import h5py
import keras
import numpy as np
from keras.src.legacy.saving import legacy_h5_format

import architectures
from exchange import all_heard, all_told, several, single, told
from recording import fill


# What Keras says of layers that draw numbers, and of weights in nested models under one name.
NO_LEGACY = ("cannot pickle 'module' object", "name already exists")


def predicted(model, inputs):
    """What the model predicts, without making a graph of it first: most models are asked once."""
    return several(model(single([keras.ops.convert_to_tensor(x) for x in inputs]), training=False))


def save(name, folder):
    """Builds an architecture with random weights and saves it in every way that Keras knows."""
    model = architectures.ALL[name]()
    randomized(model, sum(map(ord, name)))
    twin, inputs = architectures.twin(name, model), architectures.inputs(name, model)
    inputs = [architectures.last(x) if twin is not model else x for x in inputs]
    (pathlib.Path(folder) / f"{name}.like.json").write_text(twin.to_json())
    return written(model, pathlib.Path(folder) / name) | {
        "inputs": all_told(inputs),
        "outputs": all_told(predicted(twin, inputs)),
    }


def randomized(model, seed):
    """Every weight and every statistic gets a number of its own."""
    fill(model.weights, seed)
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            layer.finalize_state()  # it computes with copies


def written(model, stem):
    """Writes all files that Keras can write of a model; it has no legacy HDF5 for some."""
    answer = {"parameters": model.count_params()}
    model.save(f"{stem}.keras")
    model.save_weights(f"{stem}.weights.h5")
    pathlib.Path(f"{stem}.json").write_text(model.to_json())
    try:
        model.save(f"{stem}.h5")
        with h5py.File(f"{stem}.legacy.h5", "w") as file:
            legacy_h5_format.save_weights_to_hdf5_group(file, model)
    except (TypeError, ValueError) as problem:
        if not any(known in str(problem) for known in NO_LEGACY):
            raise
        answer["noLegacy"] = str(problem)
    else:
        answer["lossy"] = is_lossy(model, f"{stem}.h5")
    return answer


def is_lossy(model, file):
    """Whether Keras cannot open its own file, or makes something else of it: its HDF5 loses lists of axes and operations."""
    try:
        return bool(list(apart("model", plain(keras.saving.load_model(file, compile=False)), plain(model))))
    except (TypeError, ValueError):
        return True


def application(name, folder):
    """One of Keras's applications as JSON, with its number of parameters."""
    model = getattr(keras.applications, name)(weights=None, input_shape=architectures.APPLICATIONS[name])
    (pathlib.Path(folder) / f"{name}.json").write_text(model.to_json())
    return {"parameters": model.count_params()}


def small_application(name, folder):
    """One of Keras's applications with random weights, in all formats."""
    model = getattr(keras.applications, name)(weights=None, input_shape=architectures.SMALL_APPLICATIONS[name], classes=10)
    gently_filled(model)
    pictures = np.random.default_rng(7).uniform(-1, 1, (2, *model.input_shape[1:])).astype("float32")
    if name not in architectures.WITH_OPERATIONS:
        (pathlib.Path(folder) / f"{name}.like.json").write_text(model.to_json())
    return written(model, pathlib.Path(folder) / name) | {"inputs": [told(pictures)], "outputs": all_told(predicted(model, [pictures]))}


def gently_filled(model):
    """Random statistics too, near enough to the usual ones that a deep network's numbers stay in range."""
    numbers = np.random.default_rng(11)
    for v in model.weights:
        if any(part in v.name for part in ("gamma", "moving_variance")):
            v.assign(numbers.uniform(0.8, 1.2, v.shape))
        elif any(part in v.name for part in ("beta", "moving_mean", "bias")):
            v.assign(numbers.uniform(-0.1, 0.1, v.shape))


def opened(file, inputs, like):
    """Opens a whole model as its users do, in safe mode, and says where its JSON is not like another's."""
    model = keras.saving.load_model(file, safe_mode=True, compile=False)
    return asked(model, inputs) | {"differences": differences(model, like)}


def asked(model, inputs):
    return {
        "outputs": all_told(predicted(model, all_heard(inputs))),
        "weights": all_told([v.numpy() for v in model.weights]),
        "parameters": model.count_params(),
    }


def filled(file, weights, inputs, like):
    """A model made from its JSON, with the weights of another file put in by position."""
    model = keras.models.model_from_json(pathlib.Path(file).read_text())
    randomized(model, 12345)  # what stays so was not in the file
    model.load_weights(weights)
    return asked(model, inputs) | {"differences": differences(model, like)}


def differences(model, like):
    """Where a model's JSON and that of the model in a file part, in what a model is; nowhere if there is no such file."""
    if not pathlib.Path(like).exists():
        return []
    other = keras.models.model_from_json(pathlib.Path(like).read_text())
    return list(apart("model", plain(model), plain(other)))


def plain(model):
    return json.loads(model.to_json())


# How a layer was built follows from its input; a name that Keras made up says nothing.
NOT_COMPARED = {"build_config", "build_input_shape", "registered_name", "module", "shared_object_id"}


def apart(place, mine, theirs):
    mine, theirs = meant(place, mine), meant(place, theirs)
    if isinstance(mine, dict) and isinstance(theirs, dict):
        for key in sorted(mine.keys() | theirs.keys()):
            of_model = "layers" in theirs and key in ("name", "trainable")  # a name made up, and a word that Keras forgets
            if key not in NOT_COMPARED and not of_model:
                yield from apart(f"{place}.{key}", mine.get(key), theirs.get(key))
    elif isinstance(mine, list) and isinstance(theirs, list) and len(mine) == len(theirs):
        for i, (one, other) in enumerate(zip(mine, theirs)):
            name = other.get("config", {}).get("name", i) if isinstance(other, dict) else i
            yield from apart(f"{place}[{name}]", one, other)
    elif mine != theirs:
        yield f"{place}: {json.dumps(mine)} instead of {json.dumps(theirs)}"


def meant(place, value):
    """What Keras takes for the same in one form: a range around 0, and inputs or outputs without their keys."""
    if place.endswith("_factor") and isinstance(value, (int, float)):
        return [-value, value]
    return several(value) if place.endswith(("input_layers", "output_layers")) and isinstance(value, dict) else value


def refused(folder):
    """Saves what Glimpse does not know, and says what its refusal has to name."""
    answer = {}
    for name, (build, words) in architectures.UNKNOWN.items():
        keras.utils.clear_session()
        model = build()
        model.save(pathlib.Path(folder) / f"{name}.keras")
        model.save(pathlib.Path(folder) / f"{name}.h5")
        answer[name] = words
    return {"models": answer}
