import keras
from keras import layers

left = keras.Input(shape=(3,), name="left")
right = keras.Input(shape=(3,), name="right")
twin = layers.Dense(4, activation="tanh", name="twin")
twin_output = twin(left)
twin_output_2 = twin(right)
difference = layers.Subtract(name="difference")([twin_output, twin_output_2])
distance = layers.Dense(1, name="distance")(difference)
model = keras.Model(inputs=[left, right], outputs=distance, name="siamese")
