"""Records each layer's contract: configuration, output, gradients, and what training changes."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers as L
from keras import ops, saving

from recording import FLOAT32_TOLERANCE, FLOAT64_TOLERANCE, array, fill, numbers, plain, weight, write


def case(name, make, *shapes, training=False, dtype="float64", inputs=None, gradients=True, tolerance=None, facts=None):
    """One case; `make(**keywords)` builds the layer, twice: once as Keras does by default, once to compute in `dtype`."""
    seed = sum(map(ord, name))
    twin, layer = (make(name=name, dtype=d) for d in ("float32", dtype))
    several = len(shapes) > 1
    if inputs is None:
        inputs = [numbers(seed + i, shape) for i, shape in enumerate(shapes)]
    built = [(None, *shape[1:]) for shape in shapes]
    if not layer.built:
        for one in (twin, layer):
            one.build(built if several else built[0])
        fill(layer.weights, seed)
    recorded = [weight(v) for v in layer.weights if "seed" not in v.path]

    fed = [tf.Variable(x, dtype=dtype) for x in inputs]
    with tf.GradientTape() as tape:
        arguments = [tf.convert_to_tensor(x) for x in fed]
        output = layer(arguments if several else arguments[0], training=training)
        upstream = numbers(seed + 77, output.shape, -1.0, 1.0)
        total = tf.reduce_sum(tf.cast(output, "float64") * upstream)
    result = {
        "name": name,
        "config": saving.serialize_keras_object(twin),
        "dtype": dtype,
        "tolerance": tolerance or (FLOAT64_TOLERANCE if dtype == "float64" else FLOAT32_TOLERANCE),
        "training": training,
        "inputs": [array(x) for x in inputs],
        "outputShape": list(layer.compute_output_shape(built if several else built[0])),
        "weights": recorded,
        "outputs": [array(output)],
    }
    if gradients:
        trainable = [v for v in layer.trainable_weights]
        flowed = tape.gradient(total, fed + [v.value for v in trainable])
        result["upstream"] = array(upstream)
        result["inputGradients"] = [None if g is None else array(g) for g in flowed[: len(fed)]]
        result["weightGradients"] = [array(g, v.name) for v, g in zip(trainable, flowed[len(fed):])]
    if training and layer.non_trainable_weights:
        result["updatedWeights"] = [weight(v) for v in layer.weights if "seed" not in v.path]
    if facts:
        result["facts"] = facts
    return result


def of(kind, *positional, **keywords):
    return lambda **more: kind(*positional, **keywords, **more)


def dense():
    return [
        case("dense", of(L.Dense, 4), (3, 5)),
        case("dense_no_bias", of(L.Dense, 4, use_bias=False), (3, 5)),
        case("dense_relu", of(L.Dense, 6, activation="relu"), (3, 5)),
        case("dense_softmax", of(L.Dense, 4, activation="softmax"), (3, 5)),
        case("dense_sigmoid_regularized", of(L.Dense, 1, activation="sigmoid", kernel_regularizer="l2"), (3, 5)),
        case("dense_he_normal", of(L.Dense, 4, activation="tanh", kernel_initializer="he_normal", bias_initializer="ones"), (3, 5)),
        case("dense_on_sequence", of(L.Dense, 3, activation="tanh"), (2, 4, 5)),
        case("dense_on_pictures", of(L.Dense, 2, use_bias=False), (2, 3, 4, 5)),
        case("dense_constrained", of(L.Dense, 2, kernel_constraint=keras.constraints.MaxNorm(1.5), bias_constraint="non_neg"), (2, 3)),
        case("dense_constrained_unit", of(L.Dense, 2, kernel_constraint="unit_norm", bias_constraint=keras.constraints.MinMaxNorm(0.5, 2.0, 0.9)), (2, 3)),
        case("dense_activity", of(L.Dense, 2, activation="relu", activity_regularizer=keras.regularizers.L1(0.25)), (2, 3)),
    ]


def conv2d():
    c = L.Conv2D
    return [
        case("conv2d", of(c, 3, 3), (2, 5, 6, 2)),
        case("conv2d_same", of(c, 3, 3, padding="same"), (2, 5, 6, 2)),
        case("conv2d_same_stride_2_even", of(c, 2, 3, strides=2, padding="same"), (1, 6, 8, 2)),
        case("conv2d_same_stride_2_odd", of(c, 2, 3, strides=2, padding="same"), (1, 7, 5, 2)),
        case("conv2d_same_stride_3", of(c, 2, 3, strides=3, padding="same"), (1, 7, 8, 2)),
        case("conv2d_same_stride_2_kernel_1", of(c, 2, 1, strides=2, padding="same"), (1, 6, 5, 2)),
        case("conv2d_same_even_kernel", of(c, 2, 2, padding="same"), (1, 5, 4, 2)),
        case("conv2d_same_even_kernel_stride_2", of(c, 2, 4, strides=2, padding="same"), (1, 6, 7, 2)),
        case("conv2d_valid_stride_2", of(c, 2, 3, strides=2), (1, 6, 7, 2)),
        case("conv2d_uneven", of(c, 2, (2, 5), strides=(2, 1), padding="same"), (1, 5, 6, 2)),
        case("conv2d_uneven_valid", of(c, 2, (3, 2), strides=(1, 2)), (1, 5, 7, 2)),
        case("conv2d_dilated", of(c, 2, 3, dilation_rate=2), (1, 7, 6, 2)),
        case("conv2d_dilated_same", of(c, 2, 3, dilation_rate=(2, 3), padding="same"), (1, 7, 8, 2)),
        case("conv2d_groups", of(c, 4, 3, groups=2, padding="same"), (1, 4, 5, 6)),
        case("conv2d_groups_stride_2", of(c, 6, 3, groups=3, strides=2, padding="same"), (1, 6, 5, 3)),
        case("conv2d_constrained", of(c, 2, 2, kernel_constraint=keras.constraints.MaxNorm(2, axis=[0, 1, 2])), (1, 3, 3, 2)),
        case("conv2d_no_bias", of(c, 3, 3, use_bias=False), (1, 5, 4, 2)),
        case("conv2d_relu", of(c, 3, 3, activation="relu"), (2, 5, 4, 1)),
        case("conv2d_softmax", of(c, 3, 1, activation="softmax"), (1, 3, 4, 2)),
        case("conv2d_kernel_covers_all", of(c, 3, (4, 5), activation="tanh"), (2, 4, 5, 2)),
    ]


def conv2d_transpose():
    c = L.Conv2DTranspose
    return [
        case("conv2d_transpose", of(c, 2, 3), (1, 4, 5, 3)),
        case("conv2d_transpose_same", of(c, 2, 3, padding="same"), (1, 4, 5, 3)),
        case("conv2d_transpose_stride_2", of(c, 2, 3, strides=2), (1, 3, 4, 2)),
        case("conv2d_transpose_same_stride_2", of(c, 2, 3, strides=2, padding="same"), (1, 3, 4, 2)),
        case("conv2d_transpose_same_stride_2_kernel_4", of(c, 2, 4, strides=2, padding="same"), (1, 3, 4, 2)),
        case("conv2d_transpose_same_stride_2_kernel_5", of(c, 2, 5, strides=2, padding="same"), (1, 3, 4, 2)),
        case("conv2d_transpose_stride_2_kernel_2", of(c, 2, 2, strides=2), (1, 3, 4, 2)),
        case("conv2d_transpose_same_stride_2_kernel_2", of(c, 2, 2, strides=2, padding="same"), (1, 3, 4, 2)),
        case("conv2d_transpose_stride_3_kernel_2", of(c, 2, 2, strides=3), (1, 3, 2, 2)),
        case("conv2d_transpose_same_stride_3", of(c, 2, 3, strides=3, padding="same"), (1, 3, 2, 2)),
        case("conv2d_transpose_same_stride_3_kernel_5", of(c, 2, 5, strides=3, padding="same"), (1, 3, 2, 2)),
        case("conv2d_transpose_uneven", of(c, 2, (2, 3), strides=(3, 2), padding="same"), (1, 2, 4, 2)),
        case("conv2d_transpose_stride_2_output_padding", of(c, 2, 3, strides=2, output_padding=1), (1, 3, 4, 2)),
        case("conv2d_transpose_same_stride_2_output_padding", of(c, 2, 3, strides=2, padding="same", output_padding=1), (1, 3, 4, 2)),
        case("conv2d_transpose_same_stride_2_output_padding_0", of(c, 2, 3, strides=2, padding="same", output_padding=0), (1, 3, 4, 2)),
        case("conv2d_transpose_same_stride_3_output_padding", of(c, 2, 4, strides=3, padding="same", output_padding=(2, 1)), (1, 3, 2, 2)),
        case("conv2d_transpose_relu_no_bias", of(c, 2, 3, activation="relu", use_bias=False), (2, 3, 3, 2)),
    ]


def depthwise_conv2d():
    c = L.DepthwiseConv2D
    return [
        case("depthwise_conv2d", of(c, 3), (1, 5, 6, 3)),
        case("depthwise_conv2d_same", of(c, 3, padding="same"), (2, 4, 5, 2)),
        case("depthwise_conv2d_multiplier_2_same_stride_2", of(c, 3, depth_multiplier=2, strides=2, padding="same"), (1, 6, 6, 3)),
        case("depthwise_conv2d_same_stride_2_odd", of(c, 3, strides=2, padding="same"), (1, 7, 5, 3)),
        case("depthwise_conv2d_valid_stride_2", of(c, 3, strides=2, use_bias=False), (1, 7, 6, 2)),
        case("depthwise_conv2d_even_kernel", of(c, (2, 4), padding="same", activation="relu6"), (1, 5, 5, 2)),
        case("depthwise_conv2d_dilated", of(c, 3, dilation_rate=2, padding="same"), (1, 6, 7, 2)),
        case("depthwise_conv2d_one_channel_multiplier_3", of(c, 2, depth_multiplier=3), (1, 4, 4, 1)),
    ]


def separable_conv2d():
    c = L.SeparableConv2D
    return [
        case("separable_conv2d", of(c, 4, 3), (1, 5, 6, 3)),
        case("separable_conv2d_same_multiplier_2", of(c, 3, 3, padding="same", depth_multiplier=2), (1, 4, 5, 2)),
        case("separable_conv2d_same_stride_2_even", of(c, 3, 3, padding="same", strides=2), (1, 6, 6, 2)),
        case("separable_conv2d_same_stride_2_odd", of(c, 3, 3, padding="same", strides=2), (1, 7, 5, 2)),
        case("separable_conv2d_dilated", of(c, 3, 3, padding="same", dilation_rate=2), (1, 6, 5, 2)),
        case("separable_conv2d_relu_no_bias", of(c, 3, 3, activation="relu", use_bias=False), (2, 4, 5, 2)),
    ]


def pooling(kind, prefix):
    return [
        case(f"{prefix}", of(kind, 2), (2, 6, 4, 3)),
        case(f"{prefix}_odd", of(kind, 2), (1, 5, 7, 2)),
        case(f"{prefix}_same_odd", of(kind, 2, padding="same"), (1, 5, 7, 2)),
        case(f"{prefix}_3_stride_2", of(kind, 3, strides=2), (1, 7, 6, 2)),
        case(f"{prefix}_3_stride_2_same_even", of(kind, 3, strides=2, padding="same"), (1, 6, 8, 2)),
        case(f"{prefix}_3_stride_2_same_odd", of(kind, 3, strides=2, padding="same"), (1, 7, 5, 2)),
        case(f"{prefix}_3_stride_1_same", of(kind, 3, strides=1, padding="same"), (1, 4, 5, 2)),
        case(f"{prefix}_uneven", of(kind, (3, 2), strides=(1, 2), padding="same"), (1, 5, 5, 2)),
        case(f"{prefix}_gap", of(kind, 2, strides=3), (1, 7, 8, 2)),
    ]


def global_pooling(kind, prefix):
    return [
        case(f"{prefix}", of(kind), (2, 3, 4, 3)),
        case(f"{prefix}_keepdims", of(kind, keepdims=True), (2, 3, 2, 3)),
    ]


def flatten():
    return [
        case("flatten", of(L.Flatten), (2, 3, 2, 4)),
        case("flatten_flat", of(L.Flatten), (2, 5)),
        case("flatten_sequence", of(L.Flatten), (2, 3, 4)),
    ]


def reshape():
    return [
        case("reshape", of(L.Reshape, (2, 3, 2)), (2, 12)),
        case("reshape_inferred", of(L.Reshape, (-1, 4)), (2, 3, 2, 4)),
        case("reshape_inferred_last", of(L.Reshape, (3, -1)), (2, 2, 6)),
        case("reshape_flat", of(L.Reshape, (-1,)), (2, 3, 4)),
        case("reshape_squeeze_excite", of(L.Reshape, (1, 1, 5)), (3, 5)),
    ]


def permute():
    return [
        case("permute", of(L.Permute, (2, 1)), (2, 3, 4)),
        case("permute_channels_first", of(L.Permute, (3, 1, 2)), (2, 3, 4, 2)),
        case("permute_channels_last", of(L.Permute, (2, 3, 1)), (2, 2, 3, 4)),
        case("permute_nothing", of(L.Permute, (1, 2)), (2, 3, 4)),
    ]


def regularizing():
    def scales(kind, rate, shape):
        layer = kind(rate, seed=7)
        kept = np.unique(np.round(np.asarray(layer(np.ones(shape, "float32"), training=True)), 6))
        return {"trainingTimesInput": [plain(float(str(np.float32(v)))) for v in kept]}

    dropout = [
        case("dropout", of(L.Dropout, 0.25), (3, 5), facts=scales(L.Dropout, 0.25, (40, 40))),
        case("dropout_rate_0_training", of(L.Dropout, 0.0), (3, 5), training=True),
        case("dropout_noise_shape_open", of(L.Dropout, 0.5, noise_shape=(None, None, 1)), (2, 3, 4)),
        case("dropout_noise_shape", of(L.Dropout, 0.5, noise_shape=(None, 1, 1, 2), seed=3), (2, 3, 3, 2)),
    ]
    spatial = [
        case("spatial_dropout2d", of(L.SpatialDropout2D, 0.2), (2, 3, 3, 4), facts=scales(L.SpatialDropout2D, 0.2, (20, 3, 3, 20))),
        case("spatial_dropout2d_rate_0_training", of(L.SpatialDropout2D, 0.0), (2, 3, 3, 4), training=True),
    ]
    noise = [
        case("gaussian_noise", of(L.GaussianNoise, 0.1), (3, 5)),
        case("gaussian_noise_0_training", of(L.GaussianNoise, 0.0), (3, 5), training=True),
    ]
    return {"Dropout": dropout, "SpatialDropout2D": spatial, "GaussianNoise": noise}


def batch_normalization():
    b = L.BatchNormalization
    cases = []
    for training in (False, True):
        t = "_training" if training else ""
        cases += [
            case(f"batch_normalization{t}", of(b), (4, 3, 2, 3), training=training),
            case(f"batch_normalization_flat{t}", of(b), (5, 4), training=training),
            case(f"batch_normalization_no_scale{t}", of(b, scale=False), (4, 3, 2, 3), training=training),
            case(f"batch_normalization_no_center{t}", of(b, center=False, momentum=0.9, epsilon=1e-5), (4, 3, 2, 3), training=training),
            case(f"batch_normalization_bare{t}", of(b, center=False, scale=False, momentum=0.5), (4, 2, 3), training=training),
            case(f"batch_normalization_axis_1{t}", of(b, axis=1), (3, 2, 3, 4), training=training),
        ]
    cases.append(case("batch_normalization_frozen_training", of(b, trainable=False), (4, 3, 2, 3), training=True))
    return cases


def layer_normalization():
    n = L.LayerNormalization
    return [
        case("layer_normalization", of(n), (3, 5)),
        case("layer_normalization_pictures", of(n), (2, 2, 3, 4)),
        case("layer_normalization_axes", of(n, axis=[1, 2, 3], epsilon=1e-5), (2, 2, 3, 2)),
        case("layer_normalization_axis_1", of(n, axis=1), (2, 4, 3)),
        case("layer_normalization_no_scale", of(n, scale=False), (2, 6)),
        case("layer_normalization_no_center", of(n, center=False, epsilon=1e-6), (2, 6)),
    ]


def activations():
    relu = [
        case("relu", of(L.ReLU), (3, 8)),
        case("relu_6", of(L.ReLU, max_value=6.0), (2, 9), inputs=[numbers(5, (2, 9), -8.0, 9.0)]),
        case("relu_leaky_threshold", of(L.ReLU, max_value=1.5, negative_slope=0.1, threshold=0.5), (3, 8)),
        case("relu_slope", of(L.ReLU, negative_slope=0.25), (2, 2, 2, 3)),
    ]
    leaky = [
        case("leaky_relu", of(L.LeakyReLU), (3, 8)),
        case("leaky_relu_0_1", of(L.LeakyReLU, negative_slope=0.1), (2, 2, 2, 3)),
    ]
    prelu = [
        case("prelu", of(L.PReLU), (3, 5)),
        case("prelu_pictures", of(L.PReLU), (2, 2, 3, 2)),
        case("prelu_shared", of(L.PReLU, shared_axes=[1, 2]), (2, 2, 3, 4)),
        case("prelu_shared_1", of(L.PReLU, shared_axes=[1], alpha_initializer="ones"), (2, 2, 3, 2)),
    ]
    elu = [case("elu", of(L.ELU), (3, 8)), case("elu_alpha", of(L.ELU, alpha=0.5), (2, 2, 2, 3))]
    softmax = [
        case("softmax", of(L.Softmax), (3, 5)),
        case("softmax_axis_1", of(L.Softmax, axis=1), (2, 4, 3)),
        case("softmax_axes", of(L.Softmax, axis=[1, 2]), (2, 3, 2, 2)),
    ]
    names = (
        "celu elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_tanh leaky_relu linear log_sigmoid "
        "log_softmax mish relu relu6 selu sigmoid silu soft_shrink softmax softplus softsign sparse_plus sparse_sigmoid "
        "sparsemax squareplus tanh tanh_shrink threshold"
    ).split()
    activation = [case(f"activation_{n}", of(L.Activation, n), (3, 6)) for n in names if n not in ("glu", "threshold")]
    return {"ReLU": relu, "LeakyReLU": leaky, "PReLU": prelu, "ELU": elu, "Softmax": softmax, "Activation": activation}


def shaping():
    zero = [
        case("zero_padding2d", of(L.ZeroPadding2D), (1, 3, 2, 2)),
        case("zero_padding2d_2", of(L.ZeroPadding2D, 2), (1, 2, 3, 2)),
        case("zero_padding2d_uneven", of(L.ZeroPadding2D, (0, 2)), (1, 2, 3, 2)),
        case("zero_padding2d_sides", of(L.ZeroPadding2D, ((0, 1), (2, 1))), (1, 2, 3, 2)),
    ]
    crop = [
        case("cropping2d", of(L.Cropping2D, 1), (1, 4, 5, 2)),
        case("cropping2d_uneven", of(L.Cropping2D, (1, 0)), (1, 4, 3, 2)),
        case("cropping2d_sides", of(L.Cropping2D, ((0, 1), (2, 1))), (1, 4, 6, 2)),
    ]
    up = [
        case("up_sampling2d", of(L.UpSampling2D), (1, 2, 3, 2)),
        case("up_sampling2d_uneven", of(L.UpSampling2D, (3, 1)), (1, 2, 3, 2)),
        case("up_sampling2d_bilinear", of(L.UpSampling2D, 2, interpolation="bilinear"), (1, 3, 2, 2), dtype="float32"),
        case("up_sampling2d_bilinear_uneven", of(L.UpSampling2D, (2, 3), interpolation="bilinear"), (1, 2, 3, 1), dtype="float32"),
    ]
    return {"ZeroPadding2D": zero, "Cropping2D": crop, "UpSampling2D": up}


def merging():
    result = {}
    for kind in (L.Add, L.Multiply, L.Average, L.Maximum, L.Minimum, L.Subtract):
        n = kind.__name__.lower()
        cases = [
            case(n, of(kind), (2, 3, 2, 2), (2, 3, 2, 2)),
            case(f"{n}_broadcast", of(kind), (2, 3, 2, 4), (2, 1, 1, 4)),
            case(f"{n}_broadcast_channel", of(kind), (2, 3, 2, 1), (2, 3, 2, 3)),
        ]
        if kind is not L.Subtract:
            cases.append(case(f"{n}_three", of(kind), (3, 4), (3, 4), (3, 4)))
        result[kind.__name__] = cases
    result["Concatenate"] = [
        case("concatenate", of(L.Concatenate), (2, 2, 3, 2), (2, 2, 3, 1)),
        case("concatenate_axis_1", of(L.Concatenate, axis=1), (2, 2, 3), (2, 1, 3)),
        case("concatenate_axis_minus_2", of(L.Concatenate, axis=-2), (2, 2, 3, 2), (2, 2, 1, 2)),
        case("concatenate_three", of(L.Concatenate), (3, 2), (3, 1), (3, 3)),
    ]
    return result


def preprocessing():
    rescaling = [
        case("rescaling", of(L.Rescaling, 1 / 255), (1, 2, 3, 3), inputs=[np.round(numbers(3, (1, 2, 3, 3), 0, 255))]),
        case("rescaling_offset", of(L.Rescaling, 1 / 127.5, offset=-1), (1, 2, 3, 3), inputs=[np.round(numbers(4, (1, 2, 3, 3), 0, 255))]),
        case("rescaling_channels", of(L.Rescaling, [0.5, 0.25, 2.0], offset=[1.0, 0.0, -1.0]), (1, 2, 3, 3)),
    ]
    normalization = [
        case("normalization", of(L.Normalization, mean=[0.5, -0.25, 1.0], variance=[1.0, 4.0, 0.25]), (2, 2, 2, 3)),
        case("normalization_scalar", of(L.Normalization, mean=3.0, variance=2.0), (2, 5)),
        case("normalization_axis_none", of(L.Normalization, axis=None, mean=1.5, variance=0.25), (2, 2, 3)),
        case("normalization_axis_1", of(L.Normalization, axis=1, mean=[0.5, -0.5], variance=[2.0, 0.5]), (2, 2, 3)),
        case("normalization_invert", of(L.Normalization, mean=[0.5, -0.25, 1.0], variance=[1.0, 4.0, 0.25], invert=True), (2, 3)),
        case("normalization_zero_variance", of(L.Normalization, mean=[0.5, 0.25], variance=[0.0, 1.0]), (2, 2)),
        normalization_of_samples(),
    ]
    r = L.Resizing
    resizing = []
    for how in ("bilinear", "nearest"):
        resizing += [
            case(f"resizing_{how}_up", of(r, 5, 7, interpolation=how), (1, 3, 4, 2), dtype="float32"),
            case(f"resizing_{how}_down", of(r, 3, 4, interpolation=how), (1, 7, 6, 2), dtype="float32"),
            case(f"resizing_{how}_down_uneven", of(r, 2, 9, interpolation=how), (1, 5, 4, 1), dtype="float32"),
            case(f"resizing_{how}_same_size", of(r, 3, 4, interpolation=how), (1, 3, 4, 1), dtype="float32"),
        ]
    resizing += [
        case("resizing_crop_wide", of(r, 3, 3, crop_to_aspect_ratio=True), (1, 4, 7, 2), dtype="float32"),
        case("resizing_crop_tall", of(r, 3, 4, crop_to_aspect_ratio=True), (1, 8, 5, 1), dtype="float32"),
        case("resizing_pad_wide", of(r, 4, 4, pad_to_aspect_ratio=True), (1, 4, 8, 1), dtype="float32"),
        case("resizing_pad_tall_value", of(r, 4, 6, pad_to_aspect_ratio=True, fill_value=0.5), (1, 7, 5, 1), dtype="float32"),
    ]
    return {"Rescaling": rescaling, "Normalization": normalization, "Resizing": resizing}


def normalization_of_samples():
    """A layer that learnt its mean and variance: they are weights then, not configuration."""
    samples = numbers(9, (6, 3))

    def make(**more):
        layer = L.Normalization(**more)
        layer.adapt(samples.astype(more["dtype"]))
        return layer

    result = case("normalization_adapted", make, (2, 3))
    return result | {"facts": {"adaptedTo": array(samples)}}


def augmenting():
    """Random layers: the identity outside training, and the direction and filling of a transformation whose range is one point."""
    def identity(name, kind, *arguments, **keywords):
        return case(name, of(kind, *arguments, **keywords), (2, 4, 5, 3), dtype="float32", inputs=[np.round(numbers(8, (2, 4, 5, 3), 0, 255))], gradients=False)

    picture = [np.round(numbers(6, (1, 6, 5, 1), 0, 255))]

    def pinned(name, kind, *arguments, **keywords):
        return case(name, of(kind, *arguments, **keywords), (1, 6, 5, 1), dtype="float32", inputs=picture, gradients=False, training=True, tolerance=2e-3)

    def at(name, make, transformation):
        result = case(name, make, (1, 6, 5, 1), dtype="float32", inputs=picture, gradients=False)
        layer = make(name=name, dtype="float32")
        output = layer.transform_images(ops.convert_to_tensor(picture[0], "float32"), transformation, training=True)
        return result | {"training": True, "tolerance": 2e-3, "outputs": [array(output)], "facts": {k: array(v) for k, v in transformation.items() if hasattr(v, "shape")}}

    flip = [identity("random_flip", L.RandomFlip), identity("random_flip_horizontal", L.RandomFlip, "horizontal"), identity("random_flip_vertical", L.RandomFlip, "vertical", seed=5)]
    rotation = [identity("random_rotation", L.RandomRotation, 0.1)]
    zoom = [identity("random_zoom", L.RandomZoom, 0.2), identity("random_zoom_uneven", L.RandomZoom, 0.2, (-0.3, -0.1))]
    translation = [identity("random_translation", L.RandomTranslation, 0.1, 0.2)]
    for fill in ("reflect", "constant", "nearest", "wrap"):
        rotation.append(pinned(f"random_rotation_{fill}", L.RandomRotation, (0.1, 0.1), fill_mode=fill, fill_value=7.0))
        zoom.append(pinned(f"random_zoom_out_{fill}", L.RandomZoom, (0.4, 0.4), fill_mode=fill, fill_value=7.0))
        translation.append(pinned(f"random_translation_{fill}", L.RandomTranslation, (0.3, 0.3), (-0.25, -0.25), fill_mode=fill, fill_value=7.0))
    rotation += [
        pinned("random_rotation_quarter", L.RandomRotation, (0.25, 0.25), fill_mode="constant"),
        pinned("random_rotation_back_nearest", L.RandomRotation, (-0.125, -0.125), fill_mode="constant", interpolation="nearest"),
    ]
    zoom += [
        pinned("random_zoom_in", L.RandomZoom, (-0.4, -0.4)),
        pinned("random_zoom_in_width", L.RandomZoom, (0.0, 0.0), (-0.5, -0.5), fill_mode="constant"),
        pinned("random_zoom_out_nearest_pixel", L.RandomZoom, (0.5, 0.5), fill_mode="constant", interpolation="nearest"),
    ]
    translation += [
        pinned("random_translation_whole_pixels", L.RandomTranslation, (1 / 3, 1 / 3), (0.2, 0.2), fill_mode="constant"),
        pinned("random_translation_nearest_pixel", L.RandomTranslation, (0.3, 0.3), (0.3, 0.3), fill_mode="constant", interpolation="nearest"),
    ]
    contrast = [identity("random_contrast", L.RandomContrast, 0.2), identity("random_contrast_uneven", L.RandomContrast, (0.1, 0.3))]
    for factor in (0.5, 1.5):
        contrast.append(at(f"random_contrast_at_{factor}".replace(".", "_"), of(L.RandomContrast, 0.5), {"contrast_factor": np.full((1, 1, 1, 1), factor, "float32")}))
    brightness = [identity("random_brightness", L.RandomBrightness, 0.2)]
    brightness += [
        pinned("random_brightness_up", L.RandomBrightness, (0.25, 0.25)),
        pinned("random_brightness_down", L.RandomBrightness, (-0.5, -0.5)),
        case("random_brightness_unit_range", of(L.RandomBrightness, (0.25, 0.25), value_range=(0.0, 1.0)), (1, 3, 3, 1), dtype="float32", inputs=[numbers(2, (1, 3, 3, 1), 0.0, 0.99)], gradients=False, training=True),
    ]
    return {
        "RandomFlip": flip, "RandomRotation": rotation, "RandomZoom": zoom, "RandomTranslation": translation,
        "RandomContrast": contrast, "RandomBrightness": brightness,
    }


def record():
    files = {
        "Dense": dense(), "Conv2D": conv2d(), "Conv2DTranspose": conv2d_transpose(), "DepthwiseConv2D": depthwise_conv2d(),
        "SeparableConv2D": separable_conv2d(),
        "MaxPooling2D": pooling(L.MaxPooling2D, "max_pooling2d"), "AveragePooling2D": pooling(L.AveragePooling2D, "average_pooling2d"),
        "GlobalAveragePooling2D": global_pooling(L.GlobalAveragePooling2D, "global_average_pooling2d"),
        "GlobalMaxPooling2D": global_pooling(L.GlobalMaxPooling2D, "global_max_pooling2d"),
        "Flatten": flatten(), "Reshape": reshape(), "Permute": permute(), **regularizing(),
        "BatchNormalization": batch_normalization(), "LayerNormalization": layer_normalization(), **activations(),
        **shaping(), **merging(), **preprocessing(), **augmenting(),
    }
    for kind, cases in files.items():
        write(f"layer/{kind}.json", cases)


if __name__ == "__main__":
    record()
