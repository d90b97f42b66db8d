import keras
from keras import layers

x = keras.Input(shape=(3,), name="x")
inner_in = keras.Input(shape=(3,), name="inner_in")
inner_dense = layers.Dense(3, activation="elu", name="inner_dense")(inner_in)
block = keras.Model(inputs=inner_in, outputs=inner_dense, name="block")
block_output = block(x)
block_output_2 = block(block_output)
out = layers.Dense(1, name="out")(block_output_2)
model = keras.Model(inputs=x, outputs=out, name="twice")
