import keras
from keras import layers

picture = keras.Input(shape=(12, 12, 3), name="picture")
rescaling = layers.Rescaling(1 / 127.5, offset=-1.0, name="rescaling")(picture)
normalization = layers.Normalization(
    axis=[-1],
    mean=[0.1, 0.2, 0.3],
    variance=[1.0, 2.0, 0.5],
    name="normalization",
)(rescaling)
resizing = layers.Resizing(10, 10, name="resizing")(normalization)
flip = layers.RandomFlip("horizontal", seed=1, name="flip")(resizing)
rotation = layers.RandomRotation(0.1, name="rotation")(flip)
zoom = layers.RandomZoom(0.2, name="zoom")(rotation)
translation = layers.RandomTranslation(0.1, 0.1, name="translation")(zoom)
contrast = layers.RandomContrast((0.0, 0.2), name="contrast")(translation)
brightness = layers.RandomBrightness(0.1, value_range=(-3.0, 3.0), name="brightness")(contrast)
noise = layers.GaussianNoise(0.1, name="noise")(brightness)
padding = layers.ZeroPadding2D(((1, 0), (0, 1)), name="padding")(noise)
conv = layers.Conv2D(
    4,
    (3, 3),
    strides=(2, 2),
    padding="same",
    kernel_regularizer=keras.regularizers.L2(),
    name="conv",
)(padding)
norm = layers.BatchNormalization(name="norm")(conv)
relu = layers.ReLU(max_value=6.0, name="relu")(norm)
depthwise = layers.DepthwiseConv2D((3, 3), depth_multiplier=2, padding="same", name="depthwise")(relu)
prelu = layers.PReLU(shared_axes=[1, 2], name="prelu")(depthwise)
separable = layers.SeparableConv2D(8, (3, 3), padding="same", activation="silu", name="separable")(relu)
added = layers.Add(name="added")([prelu, separable])
maxima = layers.GlobalMaxPooling2D(name="maxima")(added)
gate = layers.Dense(8, activation="sigmoid", name="gate")(maxima)
reshape = layers.Reshape((1, 1, 8), name="reshape")(gate)
multiplied = layers.Multiply(name="multiplied")([added, reshape])
spatial_dropout = layers.SpatialDropout2D(0.1, name="spatial_dropout")(multiplied)
up = layers.UpSampling2D(interpolation="bilinear", name="up")(spatial_dropout)
cropping = layers.Cropping2D(((1, 2), (2, 1)), name="cropping")(up)
transposed = layers.Conv2DTranspose(
    6,
    (3, 3),
    strides=(2, 2),
    padding="same",
    use_bias=False,
    name="transposed",
)(cropping)
layer_norm = layers.LayerNormalization(name="layer_norm")(transposed)
elu = layers.ELU(alpha=0.5, name="elu")(layer_norm)
leaky = layers.LeakyReLU(negative_slope=0.1, name="leaky")(elu)
average_pool = layers.AveragePooling2D((3, 3), strides=(2, 2), padding="same", name="average_pool")(leaky)
max_pool = layers.MaxPooling2D((2, 2), name="max_pool")(spatial_dropout)
means = layers.GlobalAveragePooling2D(name="means")(average_pool)
flat = layers.Flatten(name="flat")(max_pool)
joined = layers.Concatenate(name="joined")([means, flat])
a = layers.Dense(5, activation="tanh", name="a")(joined)
b = layers.Dense(5, activation="gelu", name="b")(joined)
difference = layers.Subtract(name="difference")([a, b])
larger = layers.Maximum(name="larger")([a, b])
averaged = layers.Average(name="averaged")([difference, larger])
dropout = layers.Dropout(0.2, name="dropout")(averaged)
softplus = layers.Activation("softplus", name="softplus")(dropout)
answer = layers.Dense(4, trainable=False, name="answer")(softplus)
softmax = layers.Softmax(name="softmax")(answer)
model = keras.Model(inputs=picture, outputs=softmax, name="every_layer")
