"""The known networks with random weights: what Keras's own make of a picture, given pixels from 0 to 255."""

import pathlib

import h5py
import keras
import numpy as np
from keras import layers as L
from keras.src.legacy.saving import legacy_h5_format

import files
from exchange import all_told, told

A = keras.applications


def squeezenet(input_shape, include_top, pooling=None, weights=None):
    """SqueezeNet 1.1 as its authors' Caffe definition has it; Keras has none."""

    def fire(x, squeezed, name):
        s = L.Conv2D(squeezed, 1, activation="relu", name=f"{name}_squeeze1x1")(x)
        one = L.Conv2D(4 * squeezed, 1, activation="relu", name=f"{name}_expand1x1")(s)
        three = L.Conv2D(4 * squeezed, 3, padding="same", activation="relu", name=f"{name}_expand3x3")(s)
        return L.Concatenate(name=f"{name}_concat")([one, three])

    picture = L.Input(input_shape)
    x = L.Conv2D(64, 3, strides=2, activation="relu", name="conv1")(picture)
    x = L.MaxPooling2D(3, 2)(x)
    x = fire(fire(x, 16, "fire2"), 16, "fire3")
    x = L.MaxPooling2D(3, 2)(x)
    x = fire(fire(x, 32, "fire4"), 32, "fire5")
    x = L.MaxPooling2D(3, 2)(x)
    for number, squeezed in ((6, 48), (7, 48), (8, 64), (9, 64)):
        x = fire(x, squeezed, f"fire{number}")
    if include_top:
        x = L.Conv2D(1000, 1, activation="relu", name="conv10")(x)
        x = L.Softmax()(L.GlobalAveragePooling2D()(x))
    elif pooling == "avg":
        x = L.GlobalAveragePooling2D()(x)
    elif pooling == "max":
        x = L.GlobalMaxPooling2D()(x)
    return keras.Model(picture, x)


# The network's name in Glimpse; how Keras builds it, and what its own preprocessing is.
NETWORKS = {
    "vgg16": (A.VGG16, A.vgg16, {}),
    "vgg19": (A.VGG19, A.vgg19, {}),
    "resnet50": (A.ResNet50, A.resnet50, {}),
    "resnet101": (A.ResNet101, A.resnet, {}),
    "resnet50_v2": (A.ResNet50V2, A.resnet_v2, {}),
    "xception": (A.Xception, A.xception, {}),
    "inception_v3": (A.InceptionV3, A.inception_v3, {}),
    "mobilenet_v3_small": (A.MobileNetV3Small, A.mobilenet_v3, {}),
    "mobilenet_v3_large": (A.MobileNetV3Large, A.mobilenet_v3, {}),
    "efficientnet_b0": (A.EfficientNetB0, A.efficientnet, {}),
    "densenet121": (A.DenseNet121, A.densenet, {}),
    "squeezenet": (squeezenet, A.imagenet_utils, {}),
}
for alpha in (1, 0.75, 0.5, 0.25):
    NETWORKS["mobilenet" + ("" if alpha == 1 else f"_{alpha}")] = (A.MobileNet, A.mobilenet, {"alpha": alpha})
for alpha in (1, 1.4, 1.3, 0.75, 0.5, 0.35):
    NETWORKS["mobilenet_v2" + ("" if alpha == 1 else f"_{alpha}")] = (A.MobileNetV2, A.mobilenet_v2, {"alpha": alpha})


def prepared(name, pictures):
    """Pixels as the network's own preprocessing gives them."""
    return NETWORKS[name][1].preprocess_input(pictures.copy())


def network(name, folder, top, pooling, height, width):
    """Builds a network, fills it, writes its weights as Keras's applications are published, and looks at a picture."""
    build, _, kinds = NETWORKS[name]
    ending = {"include_top": True} if top else {"include_top": False, "pooling": None if pooling == "none" else pooling}
    model = build(weights=None, input_shape=(height, width, 3), **ending, **kinds)
    files.gently_filled(model)
    file = pathlib.Path(folder) / f"{name}.weights.legacy.h5"
    with h5py.File(file, "w") as saved:
        legacy_h5_format.save_weights_to_hdf5_group(saved, model)
    pixels = np.random.default_rng(5).uniform(0, 255, (1, height, width, 3)).round().astype("float32")
    return {
        "parameters": model.count_params(),
        "weights": str(file),
        "inputs": [told(pixels)],
        "outputs": all_told(files.predicted(model, [prepared(name, pixels)])),
    }
