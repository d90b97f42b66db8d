package dev.glimpse.nn.script;

import java.util.List;

/** Texts as their users write them. */
final class Texts {

    /** What KerasUI proposes for a new dataset; it appends the output layer itself. */
    static final String KERASUI = """
            model.add(Conv2D(32, (3, 3), input_shape=(256,256,1)))
            model.add(Activation('relu'))
            model.add(MaxPooling2D(pool_size=(2, 2)))
            model.add(BatchNormalization())

            model.add(Conv2D(64, (3, 3), activation='relu'))
            model.add(MaxPooling2D(pool_size=(2, 2)))
            model.add(BatchNormalization())

            model.add(Conv2D(128, kernel_size=(3, 3), activation='relu'))
            model.add(MaxPooling2D(pool_size=(2, 2)))
            model.add(BatchNormalization())

            model.add(Conv2D(128, (3, 3), activation='relu'))
            model.add(MaxPooling2D(pool_size=(2, 2)))
            model.add(BatchNormalization())

            model.add(Conv2D(64, (3, 3), activation='relu'))
            model.add(MaxPooling2D(pool_size=(2, 2)))
            model.add(BatchNormalization())

            model.add(Dropout(0.2))
            model.add(Flatten())
            model.add(Dense(256, activation='relu'))
            model.add(Dropout(0.2))
            model.add(Dense(64, activation='relu'))
            """;

    /** The network of a workshop on fruits, with its numbers as names. */
    static final String FRUIT = """
            from keras.models import Sequential
            from keras.layers import (Dense, Dropout, Flatten, Conv2D, MaxPooling2D,
                                      Activation, BatchNormalization)
            from keras.layers import LeakyReLU

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
                          optimizer=RMSprop(lr=0.0001, decay=1e-6), metrics=["accuracy"])
            """;

    /** Two pictures of different size and a shared layer, which a functional model joins. */
    static final String TWO_INPUTS = """
            import tensorflow as tf
            from tensorflow import keras
            from tensorflow.keras import layers as L

            left = keras.Input(shape=(32, 32, 3), name='left')
            right = tf.keras.layers.Input((16, 16, 1), name='right')
            a = L.Rescaling(1./255)(left)
            a = L.Conv2D(8, 3, strides=2, padding='same', activation=tf.nn.relu)(a)
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
            """;

    static final List<String> ALL = List.of(KERASUI, FRUIT, TWO_INPUTS);

    private Texts() {}
}
