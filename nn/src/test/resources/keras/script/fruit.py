from keras.models import Sequential
from keras.layers import (Dense, Dropout, Flatten, Conv2D, MaxPooling2D,
                          Activation, BatchNormalization)
from keras.layers import LeakyReLU
from keras.optimizers import RMSprop

# image size to scale down to (original images are 100 x 100 px)
img_width, img_height = 20, 20
target_size = (img_width, img_height)
# RGB = 3 channels
channels = 3
fruit_list = ["Kiwi", "Banana", "Apricot", "Avocado", "Cocos", "Clementine", "Mandarine", "Orange",
              "Limes", "Lemon", "Peach", "Plum", "Raspberry", "Strawberry", "Pineapple", "Pomegranate"]
output_n = len(fruit_list)

model = Sequential()
model.add(Conv2D(filters=32, kernel_size=(3, 3), padding="same",
                 input_shape=(img_width, img_height, channels)))
model.add(Activation("relu"))

model.add(Conv2D(filters=16, kernel_size=(3, 3), padding="same"))
model.add(LeakyReLU(0.5))
model.add(BatchNormalization())

model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Dropout(0.25))

model.add(Flatten())
model.add(Dense(100))
model.add(Activation("relu"))
model.add(Dropout(0.5))
model.add(Dense(output_n))
model.add(Activation("softmax"))

model.compile(loss="categorical_crossentropy",
              optimizer=RMSprop(learning_rate=0.0001, weight_decay=1e-6), metrics=["accuracy"])
