"""Records losses: value and gradient, smoothed, from logits, weighted, and at the clipped ends."""

import keras
import numpy as np
import tensorflow as tf
from keras import losses, saving

from recording import FLOAT64_TOLERANCE, array, numbers, write


def case(name, kind, y_true, y_pred, sample_weight=None, **arguments):
    loss = kind(**arguments, dtype="float64")
    twin = kind(**arguments)
    predictions = tf.Variable(y_pred, dtype="float64")
    with tf.GradientTape() as tape:
        value = loss(tf.constant(y_true), tf.convert_to_tensor(predictions), sample_weight=sample_weight)
        total = tf.reduce_sum(value)
    result = {
        "name": name,
        "config": saving.serialize_keras_object(twin),
        "arguments": arguments,
        "tolerance": FLOAT64_TOLERANCE,
        "yTrue": array(y_true),
        "yPred": array(y_pred),
        "value": array(value),
        "gradient": array(tape.gradient(total, predictions)),
    }
    if sample_weight is not None:
        result["sampleWeight"] = array(sample_weight)
    return result


def one_hot(classes, count):
    return np.eye(count)[np.asarray(classes)]


def probabilities(seed, shape):
    raw = np.exp(numbers(seed, shape))
    return np.round(raw / raw.sum(-1, keepdims=True), 6)


def regression():
    cases = []
    t, p = numbers(1, (4, 3)), numbers(2, (4, 3))
    w = np.array([1.0, 0.5, 0.0, 2.0])
    for n, kind in (("mse", losses.MeanSquaredError), ("mae", losses.MeanAbsoluteError), ("huber", losses.Huber)):
        cases += [
            case(n, kind, t, p),
            case(f"{n}_weighted", kind, t, p, w),
            case(f"{n}_sum", kind, t, p, reduction="sum"),
            case(f"{n}_sum_weighted", kind, t, p, w, reduction="sum"),
            case(f"{n}_mean_with_sample_weight", kind, t, p, w, reduction="mean_with_sample_weight"),
            case(f"{n}_none_weighted", kind, t, p, w, reduction="none"),
            case(f"{n}_pictures", kind, numbers(3, (2, 2, 3, 2)), numbers(4, (2, 2, 3, 2))),
            case(f"{n}_one_output_targets_flat", kind, numbers(5, (4,)), numbers(6, (4, 1))),
        ]
    cases.append(case("huber_delta_0_5", losses.Huber, t, p, delta=0.5))
    return cases


def binary():
    k = losses.BinaryCrossentropy
    t = np.array([[0.0], [1.0], [1.0], [0.0], [1.0]])
    p = np.array([[0.1], [0.8], [0.35], [0.6], [0.99]])
    ends = np.array([[0.0], [1.0], [0.0], [1.0], [1e-9]])
    logits = numbers(7, (5, 1), -4.0, 4.0)
    far = np.array([[-60.0], [60.0], [-60.0], [45.0], [300.0]])
    w = np.array([1.0, 0.5, 2.0, 0.0, 1.5])
    labels = np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
    return [
        case("bce", k, t, p),
        case("bce_at_the_ends", k, t, ends),
        case("bce_weighted", k, t, p, w),
        case("bce_smoothed", k, t, p, label_smoothing=0.1),
        case("bce_logits", k, t, logits, from_logits=True),
        case("bce_logits_far", k, t, far, from_logits=True),
        case("bce_logits_smoothed_weighted", k, t, logits, w, from_logits=True, label_smoothing=0.2),
        case("bce_several_labels", k, labels, np.array([[0.7, 0.2, 0.9], [0.4, 0.1, 0.3]])),
        case("bce_several_labels_weighted_none", k, labels, np.array([[0.7, 0.2, 0.9], [0.4, 0.1, 0.3]]), np.array([0.5, 2.0]), reduction="none"),
        case("bce_targets_flat", k, t[:, 0], p),
    ]


def categorical():
    k = losses.CategoricalCrossentropy
    t = one_hot([0, 2, 1, 3], 4)
    p = probabilities(8, (4, 4))
    ends = np.array([[1.0, 0, 0, 0], [1.0, 0, 0, 0], [0, 0.5, 0.5, 0], [0.25, 0.25, 0.25, 0.25]])
    unscaled = np.abs(numbers(9, (4, 4)))
    logits = numbers(10, (4, 4), -4.0, 4.0)
    far = numbers(11, (4, 4), -300.0, 300.0)
    w = np.array([1.0, 0.5, 0.0, 2.0])
    return [
        case("cce", k, t, p),
        case("cce_at_the_ends", k, t, ends),
        case("cce_rows_not_summing_to_one", k, t, unscaled),
        case("cce_weighted", k, t, p, w),
        case("cce_weighted_sum", k, t, p, w, reduction="sum"),
        case("cce_smoothed", k, t, p, label_smoothing=0.1),
        case("cce_logits", k, t, logits, from_logits=True),
        case("cce_logits_far", k, t, far, from_logits=True),
        case("cce_logits_smoothed_weighted", k, t, logits, w, from_logits=True, label_smoothing=0.2),
        case("cce_soft_targets", k, probabilities(12, (4, 4)), p),
        case("cce_pictures", k, one_hot([[0, 1], [2, 1]], 3), probabilities(13, (2, 2, 3))),
    ]


def sparse():
    k = losses.SparseCategoricalCrossentropy
    t = np.array([0, 2, 1, 3])
    p = probabilities(14, (4, 4))
    ends = np.array([[1.0, 0, 0, 0], [1.0, 0, 0, 0], [0, 0.5, 0.5, 0], [0.25, 0.25, 0.25, 0.25]])
    logits = numbers(15, (4, 4), -4.0, 4.0)
    w = np.array([1.0, 0.5, 0.0, 2.0])
    return [
        case("scce", k, t, p),
        case("scce_targets_in_a_column", k, t[:, None], p),
        case("scce_at_the_ends", k, t, ends),
        case("scce_rows_not_summing_to_one", k, t, np.abs(numbers(16, (4, 4)))),
        case("scce_weighted", k, t, p, w),
        case("scce_logits", k, t, logits, from_logits=True),
        case("scce_logits_weighted", k, t, logits, w, from_logits=True),
        case("scce_logits_far", k, t, numbers(17, (4, 4), -300.0, 300.0), from_logits=True),
        case("scce_pictures", k, np.array([[0, 1], [2, 1]]), probabilities(18, (2, 2, 3))),
        case("scce_ignored_class", k, t, p, ignore_class=1),
    ]


def record():
    # "auto" clipping: Keras clips probabilities at keras.config.epsilon(), 1e-7, also in float64.
    write("losses.json", regression() + binary() + categorical() + sparse(), epsilon=keras.config.epsilon())


if __name__ == "__main__":
    record()
