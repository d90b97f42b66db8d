"""Records every function of keras.activations and its gradient."""

import keras
import numpy as np
import tensorflow as tf

from recording import FLOAT64_TOLERANCE, array, numbers, write

PLAIN = (
    "celu elu exponential gelu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu linear log_sigmoid "
    "log_softmax mish relu relu6 selu sigmoid silu soft_shrink softmax softplus softsign sparse_plus sparse_sigmoid "
    "sparsemax squareplus swish tanh tanh_shrink"
).split()
VARIED = [
    ("glu", {}), ("threshold", {"threshold": 0.5, "default_value": -0.1}),
    ("celu", {"alpha": 0.5}), ("elu", {"alpha": 0.5}), ("gelu", {"approximate": True}), ("hard_shrink", {"threshold": 1.0}),
    ("leaky_relu", {"negative_slope": 0.05}), ("relu", {"negative_slope": 0.1, "max_value": 3.0, "threshold": 0.5}),
    ("soft_shrink", {"threshold": 1.0}), ("softmax", {"axis": 0}), ("squareplus", {"b": 1.0}),
]


def case(name, arguments):
    seed = sum(map(ord, name))
    shape = (4, 12)
    far = numbers(seed, shape, -7.3, 7.7)
    x = tf.Variable(far, dtype="float64")
    with tf.GradientTape() as tape:
        y = getattr(keras.activations, name)(tf.convert_to_tensor(x), **arguments)
        upstream = numbers(seed + 1, y.shape, -1.0, 1.0)
        total = tf.reduce_sum(y * upstream)
    return {
        "name": name,
        "arguments": arguments,
        "tolerance": FLOAT64_TOLERANCE,
        "input": array(far),
        "output": array(y),
        "upstream": array(upstream),
        "inputGradient": array(tape.gradient(total, x)),
    }


def extremes(name):
    """Far from zero, where a careless formula overflows."""
    far = np.array([[-800.0, -90.0, -30.0, 30.0, 90.0, 800.0]])
    y = getattr(keras.activations, name)(tf.constant(far))
    return {"name": name, "arguments": {}, "tolerance": FLOAT64_TOLERANCE, "input": array(far), "output": array(y)}


def record():
    cases = [case(name, {}) for name in PLAIN] + [case(name, arguments) for name, arguments in VARIED]
    cases += [extremes(name) for name in ("sigmoid", "log_sigmoid", "softplus", "softmax", "log_softmax", "silu", "tanh", "mish")]
    write("activations.json", cases)


if __name__ == "__main__":
    record()
