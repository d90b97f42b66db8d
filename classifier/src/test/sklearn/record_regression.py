"""Records what scikit-learn's logistic regression makes of made-up vectors.

Run: python classifier/src/test/sklearn/record_regression.py   (scikit-learn 1.9.1, numpy)
Writes classifier/src/test/resources/dev/glimpse/classifier/regression/sklearn.json.

Vectors are brought to mean 0 and deviation 1 first, by StandardScaler; what is recorded is folded back, so that it is about
vectors as they are. Biases are recorded with mean 0 over the classes: one number more for each of them changes nothing.
"""

import json
import pathlib

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

TARGET = pathlib.Path(__file__).parents[1] / "resources/dev/glimpse/classifier/regression/sklearn.json"
PENALTIES = [1, 0.1, 0.01, 0.001]


def fitted(vectors, labels, weights, penalty, others):
    scaler = StandardScaler().fit(vectors)
    total = sum(weights[label] for label in labels)
    model = LogisticRegression(
        C=1 / (penalty * total), class_weight=dict(enumerate(weights)), tol=1e-12, max_iter=100_000
    ).fit(scaler.transform(vectors), labels)
    kernel = (model.coef_ / scaler.scale_).T
    bias = model.intercept_ - scaler.mean_ @ kernel
    return {
        "penalty": penalty,
        "kernel": kernel.tolist(),
        "bias": (bias - bias.mean()).tolist(),
        "probabilities": model.predict_proba(scaler.transform(others)).tolist(),
    }


def case(name, random, weights):
    labels = np.array([0] * 30 + [1] * 20 + [2] * 10)
    centres = random.normal(0, 1, (3, 5))
    vectors = centres[labels] + random.normal(0, 1, (60, 5))
    vectors = vectors * [1, 30, 0.02, 1, 1] + [0, 500, 0, -2, 0]
    vectors[:, 4] = 7  # it says nothing
    vectors = vectors.astype(np.float32).astype(np.float64)
    others = vectors[::6] + 0.1
    return {
        "name": name,
        "vectors": vectors.tolist(),
        "labels": labels.tolist(),
        "weights": weights,
        "others": others.tolist(),
        "fits": [fitted(vectors, labels, weights, penalty, others) for penalty in PENALTIES],
    }


random = np.random.default_rng(1)
cases = [case("every sample counts the same", random, [1, 1, 1]), case("every class counts the same", random, [2 / 3, 1, 2])]
TARGET.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
