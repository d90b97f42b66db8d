import keras
from keras import layers

x = keras.Input(shape=(5,), name="x")
trunk = layers.Dense(4, activation="relu", name="trunk")(x)
kind = layers.Dense(3, activation="softmax", name="kind")(trunk)
size = layers.Dense(1, name="size")(trunk)
model = keras.Model(inputs=x, outputs=[kind, size], name="two_outputs")
