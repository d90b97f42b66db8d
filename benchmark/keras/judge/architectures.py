"""What is judged: one architecture for each class of layers, whole networks, and what Glimpse has to refuse."""

import json

import keras
import numpy as np
from keras import Model, Sequential
from keras import layers as L

import archives
import models
from recording import OUT, numbers

ALL = {}
BATCH = 2

# Keras computes its threshold from the wrong sum, in all of its engines: its rows do not sum to 1.
LEFT_OUT = {"activation_sparsemax"}


def named(build, name=None):
    ALL[name or build.__name__] = build
    return build


def every_case_of(file):
    """All recorded cases of a class of layers beside each other: one input or more and one output for each."""
    def build():
        inputs, outputs = [], []
        for case in json.loads(file.read_text())["cases"]:
            if case["name"] in LEFT_OUT:
                continue
            own = [L.Input(array["shape"][1:]) for array in case["inputs"]]
            layer = keras.saving.deserialize_keras_object(case["config"])
            inputs += own
            outputs.append(layer(own if len(own) > 1 else own[0]))
        return Model(inputs, outputs)

    return build


for one in sorted((OUT / "layer").glob("*.json")):
    named(every_case_of(one), "each_" + one.stem)

for one in (
    archives.every_layer, archives.unnamed, models.two_inputs_nested, models.shared_layer, models.nested_called_twice,
    models.two_outputs, models.small_cnn, models.frozen, models.regularized, models.course_cnn,
):
    named(one)


@named
def teachable_machine():
    """Sequential in Sequential around a functional backbone, two deep, as its export has it; the last layer without bias."""
    picture = L.Input((33, 31, 3))
    x = L.Conv2D(8, 3, strides=2, padding="same", use_bias=False)(picture)
    x = L.ReLU(6.0)(L.BatchNormalization(momentum=0.999)(x))
    y = L.DepthwiseConv2D(3, padding="same", use_bias=False)(x)
    y = L.ReLU(6.0)(L.BatchNormalization()(y))
    y = L.BatchNormalization()(L.Conv2D(8, 1, use_bias=False)(y))
    backbone = Model(picture, L.Add()([x, y]))
    return Sequential([
        Sequential([backbone, L.GlobalAveragePooling2D()]),
        Sequential([L.Input((8,)), L.Dense(10, activation="relu"), L.Dense(3, activation="softmax", use_bias=False)]),
    ])


@named
def odd_sizes():
    """Strides and dilation on sides of 13 and 11, "same" and "valid", with pooling in between."""
    x = L.Input((13, 11, 3))
    y = L.Conv2D(4, 3, strides=2, padding="same", activation="relu")(x)
    y = L.SeparableConv2D(6, 3, strides=2, padding="same", depth_multiplier=2)(y)
    z = L.Conv2D(6, (5, 4), dilation_rate=(2, 1), padding="same", activation="elu")(x)
    z = L.MaxPooling2D(3, strides=4, padding="same")(z)
    z = L.AveragePooling2D(2, strides=1, padding="same")(z)
    z = L.DepthwiseConv2D((2, 3), depth_multiplier=1, padding="same", dilation_rate=2)(z)
    return Model(x, L.Dense(3)(L.Flatten()(L.Add()([y, z]))))


@named
def squeeze_and_excite():
    """keepdims, broadcasting, groups and hard activations."""
    x = L.Input((9, 7, 4))
    y = L.Conv2D(8, 3, groups=2, padding="same", activation="hard_silu")(x)
    gate = L.GlobalAveragePooling2D(keepdims=True)(y)
    gate = L.Conv2D(2, 1, activation="relu")(gate)
    gate = L.Conv2D(8, 1, activation="hard_sigmoid")(gate)
    y = L.Multiply()([y, gate])
    peak = L.GlobalMaxPooling2D(keepdims=True)(y)
    return Model(x, L.Reshape((-1,))(L.Concatenate(axis=-1)([peak, L.GlobalAveragePooling2D(keepdims=True)(y)])))


@named
def shared_at_two_sizes():
    """One convolution and one normalization on pictures of different sizes."""
    small, large = L.Input((6, 5, 3), name="small"), L.Input((9, 10, 3), name="large")
    conv, norm = L.Conv2D(4, 3, strides=2, padding="same", name="shared"), L.BatchNormalization(name="shared_norm")
    ends = [L.GlobalAveragePooling2D()(L.LeakyReLU(0.2)(norm(conv(x)))) for x in (small, large)]
    return Model([small, large], L.Dense(2, activation="sigmoid")(L.Concatenate()(ends)))


@named
def nested_with_several():
    """A nested model of two inputs and two outputs, called twice, once with its inputs changed around."""
    a, b = L.Input((4,), name="a"), L.Input((4,), name="b")
    mixed = L.Add()([L.Dense(4, name="of_a")(a), L.Dense(4, name="of_b", activation="tanh")(b)])
    inner = Model([a, b], [L.Dense(4, name="one")(mixed), L.Dense(4, name="other")(mixed)], name="inner")
    x, y = L.Input((4,), name="x"), L.Input((4,), name="y")
    one, other = inner([x, y])
    again, last = inner([other, one])
    return Model([x, y], [L.Subtract()([again, x]), last, one])


@named
def three_deep():
    """Models in models in models, all with layers of the same names."""
    def block(depth):
        x = L.Input((5,), name="in")
        y = L.Dense(5, activation="tanh", name="dense")(x)
        if depth:
            y = block(depth - 1)(y)
        return Model(x, L.BatchNormalization(name="norm")(L.Add(name="add")([x, y])), name="block")

    return block(3)


@named
def axes():
    """Axes given in every way: from the front, from the back, several."""
    x = L.Input((4, 5, 6))
    parts = [
        L.BatchNormalization(axis=1)(x), L.BatchNormalization(axis=-2)(x), L.LayerNormalization(axis=[1, 2])(x), L.LayerNormalization(axis=-2)(x),
        L.Softmax(axis=1)(x), L.Softmax(axis=[-1, -2])(x), L.PReLU(shared_axes=[1])(x), L.PReLU(shared_axes=[1, 3])(x),
    ]
    return Model(x, [L.Concatenate(axis=1)(parts[:4]), L.Concatenate(axis=-2)(parts[4:])])


@named
def without_an_input():
    """A Sequential that learnt its input's shape when it was built."""
    model = Sequential([L.Conv2D(3, 2), L.Flatten(), L.Dense(2)])
    model.build((None, 5, 4, 2))
    return model


@named
def inputs_that_are_outputs():
    """An input handed through, and a layer whose output is given twice."""
    x, y = L.Input((3,), name="x"), L.Input((3,), name="y")
    z = L.Dense(3, name="z")(L.Multiply()([x, y]))
    return Model([x, y], [z, y, L.ReLU()(z), z])


@named
def by_name():
    """Inputs and outputs in dictionaries."""
    left, right = L.Input((3,), name="left"), L.Input((2,), name="right")
    y = L.Concatenate()([left, right])
    return Model({"left": left, "right": right}, {"far": L.Dense(2, name="far")(y), "near": L.Dense(1, name="near")(y)})


@named
def frozen_inside():
    """A frozen backbone with a head that learns, and a layer frozen alone."""
    backbone = Sequential([L.Input((8, 8, 3)), L.Conv2D(4, 3), L.BatchNormalization(), L.ReLU()], name="backbone")
    backbone.trainable = False
    return Sequential([L.Input((8, 8, 3)), L.Rescaling(1 / 127.5, -1), backbone, L.GlobalMaxPooling2D(), L.Dense(4, trainable=False), L.Dense(2)])


@named
def generator():
    """Upwards: dense, reshape, transposed convolutions with odd strides, and upsampling."""
    return Sequential([
        L.Input((7,)), L.Dense(24, use_bias=False), L.BatchNormalization(), L.LeakyReLU(), L.Reshape((2, 3, 4)),
        L.Conv2DTranspose(3, 5, strides=2, padding="same", use_bias=False), L.BatchNormalization(scale=False), L.UpSampling2D((2, 1), interpolation="bilinear"),
        L.Conv2DTranspose(2, (3, 2), strides=(3, 2), activation="tanh"), L.Cropping2D(((1, 0), (0, 2))),
    ])


# Channels first: TensorFlow has no such convolutions on a processor, so a twin with channels last is asked in its place.

FIRST = {}


def in_both(build):
    FIRST[build.__name__] = build
    return named(lambda: build("channels_first"), build.__name__)


@in_both
def channels_first_cnn(data_format):
    d = {"data_format": data_format}
    return Sequential([
        shaped(data_format, 9, 8, 3), L.Conv2D(4, 3, padding="same", **d), L.BatchNormalization(axis=channels(data_format)), L.ReLU(), L.MaxPooling2D(2, **d),
        L.SeparableConv2D(5, 3, **d), L.SpatialDropout2D(0.2, **d), L.AveragePooling2D(2, padding="same", **d), L.Flatten(**d), L.Dense(3),
    ])


@in_both
def channels_first_graph(data_format):
    d = {"data_format": data_format}
    x = shaped(data_format, 7, 9, 3)
    y = L.Conv2D(4, 3, strides=2, padding="same", **d)(L.ZeroPadding2D(((1, 0), (0, 2)), **d)(x))
    z = L.DepthwiseConv2D(3, strides=2, padding="same", depth_multiplier=2, **d)(L.ZeroPadding2D(((1, 0), (0, 2)), **d)(x))
    y = L.Concatenate(axis=channels(data_format))([y, L.ELU()(z)])
    y = L.BatchNormalization(axis=channels(data_format))(L.UpSampling2D(2, **d)(y))
    y = L.Conv2DTranspose(4, 3, strides=2, padding="same", **d)(L.Cropping2D(((1, 0), (2, 1)), **d)(y))
    return Model(x, [L.GlobalAveragePooling2D(**d)(y), L.GlobalMaxPooling2D(**d)(y)])


def channels(data_format):
    return 1 if data_format == "channels_first" else -1


def shaped(data_format, height, width, depth):
    return L.Input((depth, height, width) if data_format == "channels_first" else (height, width, depth))


def last(pictures):
    """Pictures with their channels moved last."""
    return np.moveaxis(pictures, 1, -1) if pictures.ndim == 4 else pictures


def twin(name, model):
    """What can be asked in the place of a model: itself, or the same with channels last."""
    if name not in FIRST:
        return model
    keras.utils.clear_session()  # names are counted anew
    same = FIRST[name]("channels_last")
    same.set_weights(model.get_weights())
    return same


def inputs(name, model):
    """Seeded numbers for each input; a picture that is rescaled has pixels."""
    high = 255.0 if name in ("every_layer", "frozen_inside") else 2.0
    return [
        numbers(sum(map(ord, name)) + i, (BATCH, *(5 if n is None else n for n in x.shape[1:])), 0.0 if high > 2 else -2.0, high).astype("float32")
        for i, x in enumerate(model.inputs)
    ]


# Judged by their JSON and their counts; the small ones, with the shape of their pictures, as files too.
APPLICATIONS = dict.fromkeys(["VGG16", "ResNet50", "ResNet50V2", "Xception", "InceptionV3", "DenseNet121", "NASNetMobile", "EfficientNetB0"])
APPLICATIONS["MobileNetV3Small"] = (224, 224, 3)
SMALL_APPLICATIONS = {"MobileNet": (64, 64, 3), "MobileNetV2": (96, 96, 3), "MobileNetV3Large": (65, 63, 3)}
# Calculations between layers become layers in Glimpse.
WITH_OPERATIONS = {"MobileNetV3Large"}


def on(x, layer):
    return Model(x, layer(x))


# What Glimpse does not know: how it is built, and a word that its refusal has to have.
UNKNOWN = {
    "lambda": (lambda: on(L.Input((3,)), L.Lambda(lambda x: x * 2)), "Lambda"),
    "lstm": (lambda: on(L.Input((5, 3)), L.LSTM(2)), "LSTM"),
    "half": (lambda: on(L.Input((3,)), L.Dense(2, dtype="float16")), "float16"),
    "double": (lambda: on(L.Input((3,)), L.Dense(2, dtype="float64")), "float64"),
    "bfloat16": (lambda: on(L.Input((3,)), L.Dense(2, dtype="bfloat16")), "bfloat16"),
    "embedding": (lambda: on(L.Input((4,), dtype="int32"), L.Embedding(10, 2)), "Embedding"),
    "operation": (lambda: (lambda x: Model(x, keras.ops.sin(L.Dense(2)(x))))(L.Input((3,))), "sin"),
}
