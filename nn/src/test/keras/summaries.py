"""Records Keras's own summaries into ../resources/keras/config, for terminals narrow and wide: python summaries.py"""

import os

import keras
from keras import layers as L
from keras import saving

from recording import write


def course():
    return keras.Sequential([
        L.Input((28, 28, 1)), L.Conv2D(32, 3, activation="relu"), L.Conv2D(64, 3, activation="relu"), L.MaxPooling2D(2),
        L.Dropout(0.25), L.Flatten(), L.Dense(64, activation="relu"), L.Dropout(0.5), L.Dense(10, activation="softmax"),
    ])


def chain():
    picture = L.Input((32, 32, 3), name="a_picture_with_quite_a_long_name_that_has_to_be_cut_somewhere")
    x = L.Normalization()(picture)
    x = L.SeparableConv2D(8, 3, name="separable")(x)
    x = L.BatchNormalization()(x)
    return keras.Model(picture, L.Dense(3)(L.GlobalAveragePooling2D()(x)), name="chain")


def graph():
    picture, extra = L.Input((16, 16, 3)), L.Input((4,), name="extra")
    backbone = keras.Sequential([L.Input((16, 16, 3)), L.Conv2D(4, 3), L.BatchNormalization()], name="backbone")
    backbone.trainable = False
    inner = L.Input((4,))
    head = keras.Model(inner, [L.Dense(4)(inner), L.Dense(2)(inner)], name="head_with_two_outputs")
    shared = L.Dense(4, name="shared")
    one, small = head(shared(L.GlobalAveragePooling2D()(backbone(picture))))
    two = shared(extra)
    joined = L.Concatenate()([one, small, two])
    return keras.Model([picture, extra], [L.Dense(1000000, name="wide")(joined), L.Add()([one, two])])


def vgg16():
    return keras.applications.VGG16(weights=None)


def record():
    cases = []
    for build in (course, chain, graph, vgg16):
        keras.utils.clear_session()
        model = build()
        summaries = []
        for columns in (60, 80, 200):
            os.environ["COLUMNS"] = str(columns)
            lines = []
            model.summary(print_fn=lambda text, line_break=True: lines.append(text))
            summaries.append({"lineLength": columns - 4, "text": "\n".join(lines).rstrip("\n")})
        cases.append({"name": build.__name__, "config": saving.serialize_keras_object(model), "summaries": summaries})
    write("config/summaries.json", cases)


if __name__ == "__main__":
    record()
