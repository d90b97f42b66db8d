import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input(shape=(8, 8, 1), name="picture"),
        layers.Conv2D(4, (3, 3), activation="relu", name="conv"),
        layers.Conv2D(5, (3, 3), activation="relu", name="conv_1"),
        layers.MaxPooling2D((2, 2), name="pool"),
        layers.Dropout(0.0, name="dropout"),
        layers.Flatten(name="flat"),
        layers.Dense(6, activation="relu", name="dense"),
        layers.Dropout(0.0, name="dropout_1"),
        layers.Dense(4, activation="softmax", name="answer"),
    ],
    name="course",
)
