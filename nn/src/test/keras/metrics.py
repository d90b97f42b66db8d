"""Records metrics over several batches, and which accuracy the word "accuracy" means."""

import numpy as np
from keras import metrics as M
from keras import ops, saving
from keras.src.trainers.compile_utils import get_metric

from recording import array, numbers, write


def case(name, kind, updates, **arguments):
    dtype = "float32" if "TopK" in kind.__name__ else "float64"  # TensorFlow's in_top_k is float32 only
    metric = kind(**arguments, dtype=dtype)
    results, recorded = [], []
    for update in updates:
        y_true, y_pred, weight = (*update, None)[:3]
        metric.update_state(y_true, np.asarray(y_pred, dtype), sample_weight=weight)
        results.append(array(np.asarray(metric.result(), dtype="float64")))
        recorded.append({"yTrue": array(y_true), "yPred": array(y_pred)} | ({} if weight is None else {"sampleWeight": array(weight)}))
    metric.reset_state()
    return {
        "name": name,
        "config": saving.serialize_keras_object(kind(**arguments)),
        "tolerance": 1e-6,
        "updates": recorded,
        "results": results,
        "resultAfterReset": array(np.asarray(metric.result(), dtype="float64")),
    }


def binary_batches(weighted=False, shape=(6, 1)):
    rng = np.random.default_rng(5)
    batches = []
    for i in range(3):
        t = rng.integers(0, 2, shape).astype("float64")
        p = np.round(np.clip(0.35 * t + rng.uniform(0, 0.65, shape), 0, 1), 3)
        batches.append((t, p, np.round(rng.uniform(0, 2, shape[0]), 2)) if weighted else (t, p))
    return batches


def class_batches(sparse, weighted=False, classes=5):
    rng = np.random.default_rng(6)
    batches = []
    for i in range(3):
        t = rng.integers(0, classes, 4)
        p = np.round(rng.dirichlet(np.ones(classes), 4), 4)
        t_given = t if sparse else np.eye(classes)[t]
        batches.append((t_given, p, np.round(rng.uniform(0, 2, 4), 2)) if weighted else (t_given, p))
    return batches


def accuracies():
    cases = [
        case("binary_accuracy", M.BinaryAccuracy, binary_batches()),
        case("binary_accuracy_weighted", M.BinaryAccuracy, binary_batches(True)),
        case("binary_accuracy_threshold", M.BinaryAccuracy, binary_batches(), threshold=0.7),
        case("binary_accuracy_on_the_threshold", M.BinaryAccuracy, [(np.array([[1.0], [0.0]]), np.array([[0.5], [0.5]]))]),
        case("binary_accuracy_several_labels", M.BinaryAccuracy, binary_batches(shape=(3, 4))),
    ]
    for weighted in (False, True):
        w = "_weighted" if weighted else ""
        cases += [
            case(f"categorical_accuracy{w}", M.CategoricalAccuracy, class_batches(False, weighted)),
            case(f"sparse_categorical_accuracy{w}", M.SparseCategoricalAccuracy, class_batches(True, weighted)),
            case(f"top_k_categorical_accuracy{w}", M.TopKCategoricalAccuracy, class_batches(False, weighted), k=2),
            case(f"sparse_top_k_categorical_accuracy{w}", M.SparseTopKCategoricalAccuracy, class_batches(True, weighted), k=3),
        ]
    tied = np.array([[0.4, 0.4, 0.2], [0.3, 0.3, 0.4], [0.1, 0.1, 0.8]])
    cases += [
        case("sparse_categorical_accuracy_tied", M.SparseCategoricalAccuracy, [(np.array([0, 1, 2]), tied), (np.array([1, 2, 2]), tied)]),
        case("sparse_top_k_tied", M.SparseTopKCategoricalAccuracy, [(np.array([0, 1, 0]), tied), (np.array([1, 0, 1]), tied)], k=2),
        case("sparse_categorical_accuracy_column", M.SparseCategoricalAccuracy, [(np.array([[0], [1], [2]]), tied)]),
        case("top_k_default_of_7", M.TopKCategoricalAccuracy, class_batches(False, classes=7)),
    ]
    return cases


def errors():
    cases = []
    for n, kind in (("mse", M.MeanSquaredError), ("mae", M.MeanAbsoluteError)):
        cases += [
            case(n, kind, [(numbers(i, (3, 2)), numbers(i + 9, (3, 2))) for i in range(3)]),
            case(f"{n}_weighted", kind, [(numbers(i, (3, 2)), numbers(i + 9, (3, 2)), np.array([1.0, 0.0, 2.5])) for i in range(2)]),
            case(f"{n}_uneven_batches", kind, [(numbers(1, (5, 1)), numbers(2, (5, 1))), (numbers(3, (2, 1)), numbers(4, (2, 1)))]),
        ]
    return cases


def retrieval():
    cases = []
    for n, kind in (("precision", M.Precision), ("recall", M.Recall)):
        cases += [
            case(n, kind, binary_batches()),
            case(f"{n}_weighted", kind, binary_batches(True)),
            case(f"{n}_threshold", kind, binary_batches(), thresholds=0.7),
            case(f"{n}_thresholds", kind, binary_batches(), thresholds=[0.2, 0.5, 0.8]),
            case(f"{n}_top_2", kind, class_batches(False), top_k=2),
            case(f"{n}_class_1", kind, class_batches(False), class_id=1, thresholds=0.3),
            case(f"{n}_of_classes", kind, class_batches(False)),
            case(f"{n}_none_found", kind, [(np.array([[0.0], [0.0]]), np.array([[0.1], [0.2]]))]),
        ]
    for curve in ("ROC", "PR"):
        c = curve.lower()
        cases += [
            case(f"auc_{c}", M.AUC, binary_batches(), curve=curve),
            case(f"auc_{c}_weighted", M.AUC, binary_batches(True), curve=curve),
            case(f"auc_{c}_50", M.AUC, binary_batches(), curve=curve, num_thresholds=50),
            case(f"auc_{c}_minoring", M.AUC, binary_batches(), curve=curve, num_thresholds=20, summation_method="minoring"),
            case(f"auc_{c}_majoring", M.AUC, binary_batches(), curve=curve, num_thresholds=20, summation_method="majoring"),
            case(f"auc_{c}_of_classes", M.AUC, class_batches(False), curve=curve),
            case(f"auc_{c}_labels_apart", M.AUC, binary_batches(shape=(4, 3)), curve=curve, multi_label=True),
        ]
    cases += [
        case("auc_ends", M.AUC, [(np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.0, 0.5, 0.3, 1.0]))]),
        case("auc_thresholds", M.AUC, binary_batches(), thresholds=[0.25, 0.5, 0.75]),
        case("auc_one_class_only", M.AUC, [(np.array([1.0, 1.0]), np.array([0.2, 0.9]))]),
    ]
    return cases


def meanings():
    """What compile(metrics=["accuracy"]) becomes, by the shapes of targets and predictions."""
    rows = []
    for word in ("accuracy", "acc"):
        for t, p in (((8, 1), (8, 1)), ((8,), (8, 1)), ((8, 5), (8, 5)), ((8, 1), (8, 5)), ((8,), (8, 5)), ((8, 2), (8, 2)), ((4, 3, 3), (4, 3, 3, 5)), ((4, 3, 3, 5), (4, 3, 3, 5))):
            metric = get_metric(word, ops.zeros(t), ops.zeros(p))
            rows.append({"word": word, "yTrue": list(t), "yPred": list(p), "metric": type(metric).__name__, "name": metric.name})
    return rows


def record():
    write("metrics.json", accuracies() + errors() + retrieval(), meanings=meanings())


if __name__ == "__main__":
    record()
