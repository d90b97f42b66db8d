"""A small residual network, as Keras's guides write one."""
import keras
from keras import layers, regularizers
from keras.layers import (
    Conv2D,
    BatchNormalization as BN,  # short
)

img_size = (24, 24)
filters = [8, 16]
decay = regularizers.l2(1e-4)
common = {"padding": "same", "kernel_initializer": "he_normal", "kernel_regularizer": decay}

inputs = keras.Input(shape=img_size + (3,))
x = layers.Rescaling(1.0 / 255)(inputs)
x = Conv2D(filters[0], 3, strides=2, **common)(x)
x = BN()(x); x = layers.Activation("relu")(x)
previous = x

x = layers.SeparableConv2D(filters[1], 3, padding="same")(x)
x = BN(momentum=.9, epsilon=1e-5)(x)
x = layers.LeakyReLU(negative_slope=2 ** -3)(x)
x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
residual = layers.Conv2D(filters=filters[-1], kernel_size=1, strides=2,
                         padding="same")(previous)
x = layers.add([x, residual])

backbone = keras.Model(inputs, x, name="backbone")

picture = keras.Input((24, 24, 3), name="picture")
y = backbone(picture)
y = layers.GlobalAveragePooling2D()(y)
y = layers.Dropout(1 - 0.5)(y)
units = len(filters) * 10 // 3 % 5
outputs = layers.Dense(units + 2, activation=keras.activations.softmax, name="answer")(y)
model = keras.Model(inputs=picture, outputs=outputs, name="residual")
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="categorical_crossentropy",
              metrics=["accuracy"])
model.summary()
