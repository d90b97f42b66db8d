# nested Sequential models, a list of layers, names for numbers
from keras import Sequential, Input
from keras.layers import *

width, height, channels = 16, 12, 1
encoder = Sequential([
    Input(shape=(height, width, channels)),
    Conv2D(4, (3, 3), activation='elu', padding='same'),
    MaxPooling2D((2, 2)),
], name='encoder')

decoder = Sequential(name='decoder')
decoder.add(Conv2DTranspose(4, 3, strides=(2, 2), padding='same', activation='relu'))
decoder.add(ZeroPadding2D(((1, 0), (0, 1))))
decoder.add(Cropping2D(((1, 0), (0, 1))))
decoder.add(UpSampling2D(2, interpolation='bilinear'))
decoder.add(AveragePooling2D(2))
decoder.add(Conv2D(1, 3, padding='same', activation='sigmoid'))

model = Sequential([encoder, Dropout(0.1), decoder, Flatten(), Dense(3, "softmax")])
model.build((None, height, width, channels))
