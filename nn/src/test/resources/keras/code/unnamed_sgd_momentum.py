import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input(shape=(6, 6, 1), name="input_layer"),
        layers.Conv2D(2, (3, 3), activation="relu", name="conv2d"),
        layers.Conv2D(3, (2, 2), name="conv2d_1"),
        layers.BatchNormalization(name="batch_normalization"),
        layers.BatchNormalization(name="batch_normalization_1"),
        layers.MaxPooling2D((2, 2), name="max_pooling2d"),
        layers.Flatten(name="flatten"),
        layers.Dense(4, name="dense"),
        layers.Dense(4, name="dense_1"),
        layers.Dense(2, activation="softmax", name="dense_2"),
    ],
    name="sequential",
)
