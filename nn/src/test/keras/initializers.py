"""Records initializers (fans, limits, measured statistics) and regularizers (penalty and gradient)."""

import math

import keras
import numpy as np
import tensorflow as tf
from keras import initializers as I
from keras import regularizers as R
from keras import saving
from keras.src.initializers.random_initializers import compute_fans

from recording import array, numbers, plain, write

SHAPES = {
    "dense": (400, 300), "conv": (3, 3, 64, 128), "conv_odd": (5, 2, 40, 100), "depthwise": (3, 3, 512, 2), "transposed": (3, 3, 128, 64), "vector": (40000,),
}


def case(name, kind, shape_name, **arguments):
    shape = SHAPES[shape_name]
    initializer = kind(**arguments)
    values = np.asarray(kind(**arguments, seed=11)(shape, dtype="float32"), dtype="float64") if "Random" in str(kind.__mro__) else np.asarray(initializer(shape))
    fan_in, fan_out = compute_fans(shape)
    result = {
        "name": f"{name}_{shape_name}", "config": saving.serialize_keras_object(initializer), "of": shape_name, "shape": list(shape),
        "fanIn": plain(fan_in), "fanOut": plain(fan_out),
        "measured": {"min": plain(values.min()), "max": plain(values.max()), "mean": plain(values.mean()), "std": plain(values.std())},
    }
    if isinstance(initializer, I.VarianceScaling):
        n = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}[initializer.mode]
        variance = initializer.scale / max(1.0, n)
        result["distribution"] = initializer.distribution
        if initializer.distribution == "uniform":
            result["limit"] = math.sqrt(3 * variance)
        elif initializer.distribution == "truncated_normal":
            # drawn with this deviation and cut at two of it, which leaves sqrt(variance)
            result["stddevBeforeTruncation"] = math.sqrt(variance) / 0.87962566103423978
            result["limit"] = 2 * result["stddevBeforeTruncation"]
        result["std"] = math.sqrt(variance)
    return result


def orthogonal(shape, gain):
    drawn = np.asarray(I.Orthogonal(gain=gain, seed=3)(shape), dtype="float64")
    flat = drawn.reshape(-1, shape[-1])
    gram = flat.T @ flat if flat.shape[0] >= flat.shape[1] else flat @ flat.T
    return {
        "name": f"orthogonal_{'x'.join(map(str, shape))}_{gain}", "config": saving.serialize_keras_object(I.Orthogonal(gain=gain)), "shape": list(shape),
        "gramOf": "columns" if flat.shape[0] >= flat.shape[1] else "rows", "gramDiagonal": plain(round(gain * gain, 12)),
        "measuredGramError": plain(np.abs(gram - gain * gain * np.eye(len(gram))).max()),
    }


def initializers():
    cases = []
    for n, kind in (
        ("glorot_uniform", I.GlorotUniform), ("glorot_normal", I.GlorotNormal), ("he_uniform", I.HeUniform), ("he_normal", I.HeNormal),
        ("lecun_uniform", I.LecunUniform), ("lecun_normal", I.LecunNormal),
    ):
        cases += [case(n, kind, s) for s in SHAPES]
    cases += [
        case("variance_scaling_normal", I.VarianceScaling, "conv", scale=2.0, mode="fan_out", distribution="untruncated_normal"),
        case("variance_scaling_uniform", I.VarianceScaling, "dense", scale=0.5, mode="fan_avg", distribution="uniform"),
        case("random_normal", I.RandomNormal, "dense"), case("random_normal_wide", I.RandomNormal, "dense", mean=1.0, stddev=0.5),
        case("random_uniform", I.RandomUniform, "dense"), case("random_uniform_uneven", I.RandomUniform, "dense", minval=0.0, maxval=2.0),
        case("truncated_normal", I.TruncatedNormal, "dense"), case("truncated_normal_wide", I.TruncatedNormal, "dense", mean=1.0, stddev=0.5),
        case("zeros", I.Zeros, "dense"), case("ones", I.Ones, "dense"), case("constant", I.Constant, "dense", value=0.3),
        orthogonal((6, 4), 1.0), orthogonal((4, 6), 1.0), orthogonal((3, 3, 2, 5), 1.5),
    ]
    cases.append({"name": "identity", "config": saving.serialize_keras_object(I.Identity(gain=2.0)), "shape": [3, 4], "values": array(np.asarray(I.Identity(gain=2.0)((3, 4))))})
    return cases


def regularizers():
    cases = []
    for n, regularizer in (
        ("l1", R.L1()), ("l1_0_1", R.L1(0.1)), ("l2", R.L2()), ("l2_0_5", R.L2(0.5)), ("l1_l2", R.L1L2(l1=0.01, l2=0.02)), ("l1_l2_default", R.L1L2()),
    ):
        x = numbers(3, (3, 4))
        v = tf.Variable(x, dtype="float64")
        with tf.GradientTape() as tape:
            penalty = tf.cast(regularizer(tf.convert_to_tensor(v)), "float64")
        g = tape.gradient(penalty, v)
        cases.append({
            "name": n, "config": saving.serialize_keras_object(regularizer), "tolerance": 1e-6,  # Keras keeps the factors in float32
            "weights": array(x), "penalty": plain(penalty.numpy()), "gradient": array(np.zeros_like(x) if g is None else g),
        })
    for word in ("l1", "l2"):
        cases.append({"name": f"word_{word}", "word": word, "config": saving.serialize_keras_object(keras.regularizers.get(word))})
    return cases


def record():
    write("initializers.json", initializers())
    write("regularizers.json", regularizers())


if __name__ == "__main__":
    record()
