"""Records HDF5 files as Keras saves them, and as Keras 1 and 2 did, with what their models predict and remember."""

import json
import pathlib
import tempfile

import h5py
import keras
import numpy as np
from keras import Model, Sequential
from keras import layers as L
from keras import optimizers as O
from keras.src.legacy.saving import legacy_h5_format

import models
from recording import FLOAT32_TOLERANCE, OUT, array, fill, numbers, write

FOLDER = OUT / "hdf5"


def base():
    x = L.Input((6, 6, 2), name="picture")
    y = L.Conv2D(3, 3, name="conv")(x)
    y = L.BatchNormalization(name="norm")(y)
    y = L.SeparableConv2D(3, 2, name="separable")(y)
    return Model(x, L.BatchNormalization(name="norm2")(y), name="base")


def nested(frozen):
    """A model in a model, as transfer learning and Teachable Machine have it."""
    inner = base()
    inner.trainable = not frozen
    head = Sequential([L.GlobalAveragePooling2D(), L.Dense(4, activation="relu", name="features"), L.Dense(3, activation="softmax", name="answer")], name="head")
    return Sequential([L.Input((6, 6, 2)), inner, head])


def graph():
    x = L.Input((6, 6, 2), name="picture")
    y = L.Conv2D(3, 3, padding="same", use_bias=False, name="conv")(x)
    y = L.LeakyReLU(negative_slope=0.25, name="leaky")(y)
    y = L.Add(name="added")([y, L.DepthwiseConv2D(3, padding="same", name="depthwise")(y)])
    y = L.PReLU(shared_axes=[1, 2], name="prelu")(y)
    y = L.Conv2DTranspose(2, 2, strides=2, name="transposed")(y)
    return Model(x, L.Dense(3, activation="softmax", name="answer")(L.Flatten(name="flat")(y)))


def plain():
    """Names that Keras makes up."""
    return Sequential([L.Input((6, 6, 2)), L.Conv2D(3, 3, activation="relu"), L.Conv2D(4, 2), L.BatchNormalization(), L.Flatten(), L.Dense(3, activation="softmax")])


X = numbers(31, (6, 6, 6, 2))
Y = models.one_hot(6, 3)


def made(build, optimizer=None):
    keras.utils.clear_session()
    keras.utils.set_random_seed(1)
    model = build()
    fill(model.weights, 6)
    if optimizer is not None:
        model.compile(optimizer(), "categorical_crossentropy", metrics=["accuracy"])
        model.fit(X, Y, epochs=2, batch_size=3, shuffle=False, verbose=0)
    return model


def case(name, model, save, architecture=False, slots=True):
    """A file, what its model predicts, and in the order of Keras 3 what its optimizer remembers."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / f"{name}.h5"
    save(model, target)
    optimizer = getattr(model, "optimizer", None)
    return {
        "name": name,
        "file": target.name,
        "tolerance": FLOAT32_TOLERANCE,
        **({"architecture": json.loads(model.to_json())} if architecture else {}),
        "inputs": models.arrays(X),
        "predictions": models.arrays(model.predict(X, verbose=0)),
        "slots": [array(v, v.name, path=v.path) for v in optimizer.variables] if optimizer is not None and slots else [],
    }


def whole(model, target):
    """As Keras saves it; opened again to see that it was not changed on the way."""
    model.save(target)
    opened = keras.saving.load_model(target)
    assert np.abs(opened.predict(X, verbose=0) - model.predict(X, verbose=0)).max() < 1e-6, target


def weights_today(model, target):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "w.weights.h5"
        model.save_weights(path)
        target.write_bytes(path.read_bytes())


def weights_of_keras_2(model, target):
    """As Keras's applications are published: fixed-length names at the root, with :0 behind them."""
    with h5py.File(target, "w") as f:
        layer_groups(f, model)


def layer_groups(group, model, version=b"2.15.0", backend=b"tensorflow", split=False):
    names = [layer.name.encode() for layer in model.layers]
    attribute(group, "layer_names", names, split)
    group.attrs["backend"] = np.bytes_(backend)
    group.attrs["keras_version"] = np.bytes_(version)
    for layer in sorted(model.layers, key=lambda one: one.name):
        inner = group.create_group(layer.name)
        weights = legacy_h5_format._legacy_weights(layer)
        attribute(inner, "weight_names", [path_of_keras_2(w).encode() for w in weights], split)
        for w in weights:
            inner.create_dataset(path_of_keras_2(w), data=w.numpy())


def path_of_keras_2(weight):
    """Keras 2 knew no paths: the names of layer and weight."""
    return "/".join(weight.path.split("/")[-2:]) + ":0"


def attribute(group, name, values, split):
    if split and len(values) > 1:
        half = len(values) // 2
        group.attrs[name + "0"], group.attrs[name + "1"] = np.array(values[:half]), np.array(values[half:])
    else:
        group.attrs[name] = np.array(values)


def model_of_keras_2(names, split=False):
    """A whole model with the optimizer's weights under the names of some version."""

    def save(model, target):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "m.h5"
            model.save(path)
            with h5py.File(path) as today, h5py.File(target, "w") as f:
                for key in ("model_config", "training_config"):
                    f.attrs[key] = np.bytes_(today.attrs[key]) if len(today.attrs[key]) < 60000 else today.attrs[key]
                f.attrs["keras_version"] = np.bytes_(b"2.15.0")
                f.attrs["backend"] = np.bytes_(b"tensorflow")
                layer_groups(f.create_group("model_weights"), model, split=split)
                group = f.create_group("optimizer_weights")
                arrays = names(model)
                group.attrs["weight_names"] = np.array([name.encode() for name, _ in arrays])
                for name, value in arrays:
                    group.create_dataset(name, data=value)

    return save


def slots(model, *kinds):
    """Slot by slot, as Keras 2 kept them, with the names of their weights."""
    for slot, kind in kinds:
        for v, w in ((v, w) for w in model.trainable_variables for v in model.optimizer.variables if v.path.endswith("/" + w.path.replace("/", "_") + "_" + slot)):
            yield kind, path_of_keras_2(w)[:-2], v.numpy()


def behind(optimizer, *kinds):
    """Keras 2.3 to 2.10: Adam/conv/kernel/m."""
    return lambda model: [(f"{optimizer}/iter:0", model.optimizer.iterations.numpy())] + [
        (f"{optimizer}/{of}/{kind}:0", value) for kind, of, value in slots(model, *kinds)]


def before(optimizer, *kinds):
    """Keras 2.11 and later: Adam/m/conv/kernel, variable by variable."""
    return lambda model: [("iteration:0", model.optimizer.iterations.numpy())] + [
        (f"{optimizer}/{kind}/{of}:0", value) for kind, of, value in sorted(slots(model, *kinds), key=lambda one: [w.path.endswith(one[1]) for w in model.trainable_variables].index(True))]


def nameless(optimizer, *kinds):
    """Keras 2.0 to 2.2: the names tell nothing."""

    def arrays(model):
        found = [(f"{optimizer}/iterations:0", model.optimizer.iterations.numpy())]
        for i, (_, _, value) in enumerate(slots(model, *kinds)):
            found.append((f"training/{optimizer}/Variable{'' if i == 0 else f'_{i}'}:0", value))
        return found

    return arrays


def weights_of_keras_1(order, backend):
    """No version, kernels as the engine of the time wanted them, names that may hold a slash."""

    def save(model, target):
        with h5py.File(target, "w") as f:
            names = [layer.name.replace("_of_", "/") for layer in model.layers]
            f.attrs["layer_names"] = np.array([name.encode() for name in names])
            if backend:
                f.attrs["backend"] = np.bytes_(backend)
            for layer, name in zip(model.layers, names):
                group = f.create_group(name)
                kinds = {"kernel": "W", "bias": "b", "moving_mean": "running_mean", "moving_variance": "running_std"}
                arrays = []
                for w in layer.weights:
                    value = w.numpy()
                    if value.ndim == 4 and order == "th":
                        value = value.transpose(2, 3, 0, 1) if isinstance(layer, L.Conv2DTranspose) else value.transpose(3, 2, 0, 1)
                        value = value[:, :, ::-1, ::-1] if backend == b"theano" else value
                    elif value.ndim == 4:
                        value = value.transpose(0, 1, 3, 2) if isinstance(layer, L.Conv2DTranspose) else value
                    arrays.append((f"{name}_{kinds.get(w.name, w.name)}", value))
                group.attrs["weight_names"] = np.array([n.encode() for n, _ in arrays])
                for n, value in arrays:
                    group.create_dataset(n, data=value)

    return save


def fire():
    x = L.Input((6, 6, 2))
    y = L.Conv2D(3, (3, 2), name="fire_of_squeeze")(x)
    y = L.BatchNormalization(name="norm")(y)
    y = L.Concatenate(name="fire_of_concat")([L.Conv2D(4, 1, name="fire_of_one")(y), L.Conv2D(2, 3, padding="same", name="fire_of_three")(y)])
    y = L.Conv2DTranspose(3, 2, name="up")(y)
    return Model(x, L.Dense(3, activation="softmax", name="answer")(L.GlobalAveragePooling2D()(y)))


def record():
    adam = lambda: O.Adam(0.01)
    m_and_v = (("momentum", "m"), ("velocity", "v"))
    rms = (("velocity", "rms"), ("momentum", "momentum"), ("average_gradient", "mg"))
    write("hdf5.json", [
        case("nested_adam", made(lambda: nested(False), adam), whole),
        case("nested_frozen_sgd_momentum", made(lambda: nested(True), lambda: O.SGD(0.01, momentum=0.9, nesterov=True)), whole),
        case("graph_rmsprop", made(graph, lambda: O.RMSprop(0.01, momentum=0.5, centered=True)), whole),
        case("plain_adam_amsgrad", made(plain, lambda: O.Adam(0.01, amsgrad=True)), whole),
        case("graph_adamw_scheduled", made(graph, lambda: O.AdamW(O.schedules.ExponentialDecay(0.01, 10, 0.9))), whole),
        case("plain_adagrad", made(plain, lambda: O.Adagrad(0.01)), whole),
        case("plain_not_compiled", made(plain), whole),
        case("weights_today_nested", made(lambda: nested(True)), weights_today, architecture=True),
        case("weights_keras2_nested", made(lambda: nested(False)), weights_of_keras_2, architecture=True),
        case("weights_keras2_nested_frozen", made(lambda: nested(True)), weights_of_keras_2, architecture=True),
        case("weights_keras1_tensorflow", made(fire), weights_of_keras_1("tf", None), architecture=True),
        case("weights_keras1_theano", made(fire), weights_of_keras_1("th", b"theano"), architecture=True),
        case("weights_keras1_th_ordering", made(fire), weights_of_keras_1("th", b"tensorflow"), architecture=True),
        case("keras2_adam_behind", made(graph, adam), model_of_keras_2(behind("Adam", *m_and_v))),
        case("keras2_adam_before", made(lambda: nested(False), adam), model_of_keras_2(before("Adam", *m_and_v), split=True)),
        case("keras2_adam_nameless", made(plain, adam), model_of_keras_2(nameless("Adam", *m_and_v))),
        case("keras2_rmsprop_behind", made(plain, lambda: O.RMSprop(0.01, momentum=0.5, centered=True)), model_of_keras_2(behind("RMSprop", *rms))),
        case("keras2_sgd_behind", made(lambda: nested(True), lambda: O.SGD(0.01, momentum=0.9)), model_of_keras_2(behind("SGD", ("momentum", "momentum")))),
        case("keras2_adagrad_behind", made(plain, lambda: O.Adagrad(0.01)), model_of_keras_2(behind("Adagrad", ("accumulator", "accumulator")))),
    ])


if __name__ == "__main__":
    record()
