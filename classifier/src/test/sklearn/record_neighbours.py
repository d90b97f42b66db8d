"""Records what scikit-learn's nearest neighbours make of made-up vectors.

Run: python classifier/src/test/sklearn/record_neighbours.py   (scikit-learn 1.9.1, numpy)
Writes classifier/src/test/resources/dev/glimpse/classifier/neighbour/sklearn.json.
"""

import json
import pathlib

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

TARGET = pathlib.Path(__file__).parents[1] / "resources/dev/glimpse/classifier/neighbour/sklearn.json"
K = 7


def case(metric, vectors, labels, others):
    model = KNeighborsClassifier(n_neighbors=K, metric=metric, algorithm="brute").fit(vectors, labels)
    distances, samples = model.kneighbors(others)
    return {
        "distance": metric,
        "k": K,
        "samples": samples.tolist(),
        "distances": distances.tolist(),
        "probabilities": model.predict_proba(others).tolist(),
    }


random = np.random.default_rng(1)
labels = random.integers(0, 4, 300)
centres = random.normal(0, 1, (4, 13))
vectors = (centres[labels] + random.normal(0, 1, (300, 13))).astype(np.float32)
vectors[17] = 0  # it has no direction
others = np.concatenate([vectors[:5] + np.float32(0.1), random.normal(0, 2, (15, 13))]).astype(np.float32)
TARGET.parent.mkdir(parents=True, exist_ok=True)
TARGET.write_text(
    json.dumps(
        {
            "vectors": vectors.tolist(),
            "labels": labels.tolist(),
            "others": others.tolist(),
            "cases": [
                case(metric, vectors.astype(np.float64), labels, others.astype(np.float64))
                for metric in ["cosine", "euclidean"]
            ],
        },
        separators=(",", ":"),
    )
    + "\n"
)
