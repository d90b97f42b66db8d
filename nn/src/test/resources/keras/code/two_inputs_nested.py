import keras
from keras import layers

picture = keras.Input(shape=(4, 4, 2), name="picture")
block = keras.Sequential(
    [
        keras.Input(shape=(4, 4, 2), name="block_in"),
        layers.Conv2D(3, (3, 3), padding="same", activation="relu", name="inner_conv"),
        layers.BatchNormalization(name="inner_norm"),
    ],
    name="block",
)
block_output = block(picture)
skip = layers.Conv2D(3, (1, 1), name="skip")(picture)
joined = layers.Add(name="joined")([block_output, skip])
facts = keras.Input(shape=(3,), name="facts")
pooled = layers.GlobalAveragePooling2D(name="pooled")(joined)
side = layers.Dense(3, activation="tanh", name="side")(facts)
merged = layers.Concatenate(name="merged")([pooled, side])
answer = layers.Dense(2, activation="softmax", name="answer")(merged)
model = keras.Model(inputs=[picture, facts], outputs=answer, name="two_inputs")
