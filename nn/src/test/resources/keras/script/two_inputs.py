import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers as L

left = keras.Input(shape=(32, 32, 3), name='left')
right = tf.keras.layers.Input((16, 16, 1), name='right')
a = L.Rescaling(1./255)(left)
a = L.Conv2D(8, 3, strides=2, padding='same', activation=keras.activations.relu)(a)
b = L.Conv2D(8, (3, 3), padding="same", use_bias=False)(right)
b = L.BatchNormalization(momentum=0.9)(b)
b = L.ReLU(6.0)(b)
x = L.add([a, b])
x = L.concatenate([x, b], axis=-1)
shared = L.Dense(4, kernel_initializer='he_normal', name='shared')
u = shared(L.GlobalAveragePooling2D()(x))
v = shared(L.GlobalMaxPooling2D()(x))
out = L.Dense(3, activation='softmax')(L.Subtract()([u, v]))
model = keras.Model(inputs=[left, right], outputs=out, name="two")
model.summary()
