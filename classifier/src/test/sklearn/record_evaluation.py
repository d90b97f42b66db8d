"""Records what scikit-learn (and, for what it lacks, NumPy) makes of made-up probabilities.

Run: python classifier/src/test/sklearn/record_evaluation.py   (scikit-learn 1.9.1, numpy)
Writes classifier/src/test/resources/dev/glimpse/classifier/evaluation/sklearn.json.
"""

import json
import math
import pathlib

import numpy as np
from sklearn import metrics

TARGET = pathlib.Path(__file__).parents[1] / "resources/dev/glimpse/classifier/evaluation/sklearn.json"


def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).astype(np.float32)


def expected_calibration_error(truth, probabilities, bins=15):
    """Guo and others 2017, as in their published code: bins (low, high]."""
    confidence = probabilities.max(axis=1).astype(np.float64)
    right = probabilities.argmax(axis=1) == truth
    edges = np.linspace(0, 1, bins + 1)
    error = 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            error += abs(confidence[inside].mean() - right[inside].mean()) * inside.mean()
    return error


def wilson(hits, n, z=1.959963984540054):
    p = hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return [middle - half, middle + half]


def case(name, truth, probabilities):
    labels = list(range(probabilities.shape[1]))
    predicted = probabilities.argmax(axis=1)
    exact = probabilities.astype(np.float64)
    exact /= exact.sum(axis=1, keepdims=True)  # float32 rows miss 1 by 1e-7, of which scikit-learn warns
    clipped = np.clip(probabilities.astype(np.float64), 1e-7, 1 - 1e-7)
    each = metrics.precision_recall_fscore_support(truth, predicted, labels=labels, zero_division=0)
    report = metrics.classification_report(truth, predicted, output_dict=True, zero_division=0)
    result = {
        "name": name,
        "labels": len(labels),
        "truth": [int(t) for t in truth],
        "probabilities": [[float(np.format_float_positional(p, unique=True)) for p in row] for row in probabilities],
        "accuracy": float(metrics.accuracy_score(truth, predicted)),
        "wilson": wilson(int((truth == predicted).sum()), len(truth)),
        "logLoss": float(-np.mean(np.log(clipped[np.arange(len(truth)), truth]))),
        "sklearnLogLoss": float(metrics.log_loss(truth, clipped / clipped.sum(axis=1, keepdims=True), labels=labels)),
        "brier": float(metrics.brier_score_loss(truth, exact, labels=labels, scale_by_half=False)),
        "precision": each[0].tolist(),
        "recall": each[1].tolist(),
        "f1": each[2].tolist(),
        "support": each[3].tolist(),
        "macro": [report["macro avg"][k] for k in ("precision", "recall", "f1-score")],
        "weighted": [report["weighted avg"][k] for k in ("precision", "recall", "f1-score")],
        "confusion": metrics.confusion_matrix(truth, predicted, labels=labels).tolist(),
        "calibrationError": float(expected_calibration_error(truth, probabilities)),
    }
    if len(labels) > 5:
        result["top5"] = float(metrics.top_k_accuracy_score(truth, probabilities, k=5, labels=labels))
    return result


random = np.random.default_rng(20260823)

truth = random.integers(0, 4, 60)
ordinary = case("four labels", truth, softmax(random.normal(size=(60, 4)) * 1.5 + 2.0 * np.eye(4)[truth]))

truth = random.integers(0, 12, 80)
truth[truth == 7] = 6  # nobody has label 7, and nobody is given label 3 or (below) 9
logits = random.normal(size=(80, 12)) * 2 + 2.5 * np.eye(12)[truth]
logits[:, 3] = -20
logits[:, 9] = -20
truth[truth == 9] = 8  # label 9 does not occur at all
gaps = case("twelve labels, some never seen or never given", truth, softmax(logits))

truth = random.integers(0, 2, 25)
two = case("two labels", truth, softmax(random.normal(size=(25, 2)) + 3.0 * np.eye(2)[truth]))

TARGET.parent.mkdir(parents=True, exist_ok=True)
TARGET.write_text(json.dumps([ordinary, gaps, two], indent=None, separators=(",", ":")) + "\n")
print(TARGET, TARGET.stat().st_size, "bytes")
