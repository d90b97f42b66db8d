"""Records models as other people's files have them: channels first, and calculations among the layers."""

import keras
import numpy as np
from keras import Model, Sequential
from keras import layers as L
from keras import ops, saving

from recording import FLOAT32_TOLERANCE, array, fill, numbers, write

FIRST = "channels_first"


def model(name, build, *shapes, seed=1):
    """One model with seeded weights, and what it makes of seeded inputs."""
    keras.utils.clear_session()
    built = build()
    fill([v for v in built.weights if "seed" not in v.path], seed)
    inputs = [numbers(seed + i, (2, *shape)).astype("float32") for i, shape in enumerate(shapes)]
    outputs = built(inputs if len(inputs) > 1 else inputs[0], training=False)
    return {
        "name": name,
        "config": saving.serialize_keras_object(built),
        "tolerance": FLOAT32_TOLERANCE,
        "inputs": [array(x) for x in inputs],
        "weights": [array(v, v.path) for v in built.weights if "seed" not in v.path],
        "outputs": [array(x) for x in (outputs if isinstance(outputs, (list, tuple)) else [outputs])],
        "parameters": built.count_params(),
    }


def lenet(flatten):
    return lambda: Sequential([
        L.Input((2, 8, 7), name="picture"), L.Conv2D(4, 3, padding="same", activation="relu", data_format=FIRST, name="conv"),
        L.MaxPooling2D(2, data_format=FIRST, name="pool"), L.BatchNormalization(axis=1, name="norm"), L.PReLU(shared_axes=[2, 3], name="prelu"),
        L.Flatten(data_format=flatten, name="flat"), L.Dense(3, activation="softmax", name="answer"),
    ], name="lenet")


def every_kind():
    x = L.Input((3, 9, 8), name="picture")
    padded = L.ZeroPadding2D(((1, 0), (0, 2)), data_format=FIRST, name="pad")(L.Rescaling(0.5, name="scaled")(x))
    one = L.DepthwiseConv2D(3, data_format=FIRST, name="depthwise")(padded)
    two = L.SeparableConv2D(3, 3, data_format=FIRST, activation="softmax", name="separable")(padded)
    joined = L.Concatenate(axis=1, name="joined")([one, two])
    joined = L.LayerNormalization(axis=1, name="norm_1")(joined)
    joined = L.LayerNormalization(axis=[1, 2, 3], name="norm_all")(joined)
    joined = L.PReLU(name="prelu")(L.SpatialDropout2D(0.5, data_format=FIRST, name="spatial")(joined))
    joined = L.Dropout(0.5, noise_shape=(None, 1, 1, 1), name="drop")(joined)
    up = L.Conv2DTranspose(4, 2, strides=2, data_format=FIRST, name="up")(L.AveragePooling2D(2, data_format=FIRST, name="halved")(joined))
    up = L.UpSampling2D(2, data_format=FIRST, name="doubled")(L.Cropping2D(1, data_format=FIRST, name="cropped")(up))
    squeezed = L.GlobalAveragePooling2D(keepdims=True, data_format=FIRST, name="squeezed")(up)
    scaled = L.Multiply(name="scaled_up")([up, L.Activation("sigmoid", name="gate")(squeezed)])
    probabilities = L.Softmax(axis=1, name="probabilities")(scaled)
    rows = L.Activation("softmax", name="rows")(scaled)
    return Model(x, [probabilities, rows, L.GlobalMaxPooling2D(data_format=FIRST, name="top")(up)], name="every_kind")


def there_and_back():
    """Channels last outside, first inside, and numbers in the order of the file where that shows."""
    x = L.Input((6, 5, 2), name="picture")
    first = L.Permute((3, 1, 2), name="to_first")(x)
    conv = L.Conv2D(3, 2, data_format=FIRST, name="conv")(first)
    rows = L.Reshape((6, -1), name="rows")(conv)
    squares = L.Conv2D(2, 2, data_format=FIRST, name="squares")(L.Reshape((3, 4, 5), name="squared")(L.Dense(10, name="each_row")(rows)))
    last = L.Conv2D(2, 2, name="last")(L.Permute((2, 3, 1), name="to_last")(conv))
    return Model(x, [L.Flatten(name="flat")(squares), last], name="there_and_back")


def nested():
    inner = L.Input((2, 6, 6), name="inner_picture")
    block = Model(inner, L.PReLU(name="inner_prelu")(L.Conv2D(2, 3, padding="same", data_format=FIRST, name="inner_conv")(inner)), name="block")
    x = L.Input((2, 6, 6), name="picture")
    twice = block(block(x))
    return Model(x, L.Dense(2, name="answer")(L.Flatten(data_format="channels_last", name="flat")(L.Add(name="sum")([x, twice]))), name="outer")


def calculations():
    x, y = L.Input((4, 4, 3), name="x"), L.Input((4, 4, 3), name="y")
    scaled = (x / 127.5 - 1.0) * np.array([0.5, 0.25, 2.0], "float32")
    hard = scaled * (ops.relu6(scaled + 3.0) * (1.0 / 6.0))
    sums = 1.0 - (hard + y) * 2
    joined = ops.concatenate([ops.maximum(sums, y), ops.negative(ops.minimum(sums, x)), ops.multiply(x - y, y)], axis=-1)
    return Model([x, y], L.Dense(2, name="answer")(ops.softmax(ops.sigmoid(joined), axis=1)), name="calculations")


def activations_that_are_layers():
    return Sequential([
        L.Input((4, 4, 1), name="picture"), L.Conv2D(3, 2, activation=L.LeakyReLU(0.1), name="leaky"), L.Conv2D(3, 2, activation=L.ReLU(6.0), name="relu6"),
        L.Flatten(name="flat"), L.Dense(4, activation=L.ELU(0.5), name="elu"), L.Dense(3, activation=L.Softmax(), name="answer"),
    ], name="activations_that_are_layers")


def record():
    write("imports.json", [
        model("channels_first_flatten_first", lenet(FIRST), (2, 8, 7)),
        model("channels_first_flatten_last", lenet("channels_last"), (2, 8, 7), seed=2),
        model("channels_first_every_kind", every_kind, (3, 9, 8), seed=3),
        model("channels_first_there_and_back", there_and_back, (6, 5, 2), seed=4),
        model("channels_first_nested", nested, (2, 6, 6), seed=5),
        model("calculations", calculations, (4, 4, 3), (4, 4, 3), seed=6),
        model("activations_that_are_layers", activations_that_are_layers, (4, 4, 1), seed=7),
    ])


if __name__ == "__main__":
    record()
