"""Records .keras files as Keras saves them, trained a little, and what their models predict when opened again."""

import io
import json
import pathlib
import re
import tempfile
import zipfile

import keras
import numpy as np
from keras import Model
from keras import layers as L
from keras import optimizers as O

import models
from recording import FLOAT32_TOLERANCE, OUT, array, fill, numbers, write


def every_layer():
    """One of each kind of layer that has weights or settings worth a second look, in one functional model."""
    x = L.Input((12, 12, 3), name="picture")
    y = L.Rescaling(1 / 127.5, offset=-1.0, name="rescaling")(x)
    y = L.Normalization(mean=[0.1, 0.2, 0.3], variance=[1.0, 2.0, 0.5], name="normalization")(y)
    y = L.Resizing(10, 10, name="resizing")(y)
    y = L.RandomFlip("horizontal", seed=1, name="flip")(y)
    y = L.RandomRotation(0.1, name="rotation")(y)
    y = L.RandomZoom(0.2, name="zoom")(y)
    y = L.RandomTranslation(0.1, 0.1, name="translation")(y)
    y = L.RandomContrast(0.2, name="contrast")(y)
    y = L.RandomBrightness(0.1, value_range=(-3.0, 3.0), name="brightness")(y)
    y = L.GaussianNoise(0.1, name="noise")(y)
    y = L.ZeroPadding2D(((1, 0), (0, 1)), name="padding")(y)
    y = L.Conv2D(4, 3, strides=2, padding="same", kernel_regularizer="l2", name="conv")(y)
    y = L.BatchNormalization(name="norm")(y)
    y = L.ReLU(max_value=6.0, name="relu")(y)
    stem = L.DepthwiseConv2D(3, padding="same", depth_multiplier=2, name="depthwise")(y)
    stem = L.PReLU(shared_axes=[1, 2], name="prelu")(stem)
    side = L.SeparableConv2D(8, 3, padding="same", activation="silu", name="separable")(y)
    y = L.Add(name="added")([stem, side])
    y = L.Multiply(name="multiplied")([y, L.Reshape((1, 1, 8), name="reshape")(L.Dense(8, activation="sigmoid", name="gate")(L.GlobalMaxPooling2D(name="maxima")(y)))])
    y = L.SpatialDropout2D(0.1, name="spatial_dropout")(y)
    up = L.UpSampling2D(2, interpolation="bilinear", name="up")(y)
    up = L.Conv2DTranspose(6, 3, strides=2, padding="same", use_bias=False, name="transposed")(L.Cropping2D(((1, 2), (2, 1)), name="cropping")(up))
    up = L.LayerNormalization(name="layer_norm")(up)
    up = L.LeakyReLU(negative_slope=0.1, name="leaky")(L.ELU(alpha=0.5, name="elu")(up))
    up = L.AveragePooling2D(3, strides=2, padding="same", name="average_pool")(up)
    y = L.Concatenate(name="joined")([L.GlobalAveragePooling2D(name="means")(up), L.Flatten(name="flat")(L.MaxPooling2D(2, name="max_pool")(y))])
    a, b = L.Dense(5, activation="tanh", name="a")(y), L.Dense(5, activation="gelu", name="b")(y)
    y = L.Average(name="averaged")([L.Subtract(name="difference")([a, b]), L.Maximum(name="larger")([a, b])])
    y = L.Activation("softplus", name="softplus")(L.Dropout(0.2, name="dropout")(y))
    return Model(x, L.Softmax(name="softmax")(L.Dense(4, trainable=False, name="answer")(y)), name="every_layer")


def unnamed():
    """Names that Keras makes up, and layers of one kind after another."""
    return keras.Sequential([
        L.Input((6, 6, 1)), L.Conv2D(2, 3, activation="relu"), L.Conv2D(3, 2), L.BatchNormalization(), L.BatchNormalization(), L.MaxPooling2D(),
        L.Flatten(), L.Dense(4), L.Dense(4), L.Dense(2, activation="softmax"),
    ])


def same_each_time(saved):
    """The archive with fixed dates, and shared objects numbered from 1 instead of by their addresses."""
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "metadata.json":
                content = json.dumps(json.loads(content) | {"date_saved": "2026-01-01@00:00:00"}).encode()
            if entry.filename == "config.json":
                ids = {}
                content = re.sub(rb'"shared_object_id": (\d+)', lambda m: b'"shared_object_id": %d' % ids.setdefault(m[1], len(ids) + 1), content)
            new.writestr(zipfile.ZipInfo(entry.filename, (2026, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def archive(name, build, x, y, optimizer, loss, epochs=1, **compiling):
    keras.utils.clear_session()
    keras.utils.set_random_seed(1)
    model = build()
    fill(model.weights, 5)
    if optimizer is not None:
        model.compile(optimizer(), loss, **compiling)
        model.fit(x, y, epochs=epochs, batch_size=4, shuffle=False, verbose=0)
    target = OUT / "archive" / f"{name}.keras"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "model.keras"
        model.save(path)
        target.write_bytes(same_each_time(path))
    opened = keras.saving.load_model(target)
    predicted = opened.predict(x, verbose=0)
    return {
        "name": name,
        "file": target.name,
        "tolerance": FLOAT32_TOLERANCE,
        "inputs": models.arrays(x),
        "predictions": models.arrays(predicted),
        "weights": [array(v, v.path, trainable=bool(v.trainable)) for v in opened.weights],
        "slots": [] if optimizer is None else [array(v, v.name, path=v.path) for v in opened.optimizer.variables],
        "parameters": opened.count_params(),
    }


def record():
    pictures = np.round(numbers(4, (4, 12, 12, 3), 0, 255))
    write("archives.json", [
        archive("every_layer", every_layer, pictures, models.one_hot(4, 4), lambda: O.Adam(0.001), "categorical_crossentropy", metrics=["accuracy"]),
        archive("course", models.course_cnn, numbers(23, (8, 8, 8, 1)), models.one_hot(8, 4), lambda: O.RMSprop(), "categorical_crossentropy", epochs=2, metrics=["accuracy"]),
        archive("unnamed_sgd_momentum", unnamed, numbers(24, (8, 6, 6, 1)), models.one_hot(8, 2), lambda: O.SGD(0.01, momentum=0.9, nesterov=True), "categorical_crossentropy"),
        archive("two_inputs_nested", models.two_inputs_nested, [numbers(1, (8, 4, 4, 2)), numbers(2, (8, 3))], models.one_hot(8, 2), lambda: O.AdamW(), "categorical_crossentropy"),
        archive("siamese_shared", models.shared_layer, [numbers(3, (8, 3)), numbers(4, (8, 3))], numbers(5, (8, 1)), lambda: O.Adagrad(), keras.losses.Huber(delta=1.0)),
        archive("nested_called_twice_not_compiled", models.nested_called_twice, numbers(6, (8, 3)), None, None, None),
        archive("two_outputs", models.two_outputs, numbers(8, (8, 5)), [models.one_hot(8, 3), numbers(9, (8, 1))], lambda: O.SGD(O.schedules.CosineDecay(0.1, 100)), ["categorical_crossentropy", "mean_squared_error"], loss_weights=[1.0, 0.25]),
    ])


if __name__ == "__main__":
    record()
