"""Records optimizers (trajectories and slots) and learning-rate schedules."""

import keras
import numpy as np
from keras import optimizers as O
from keras import saving
from keras.optimizers import schedules as S

from recording import FLOAT64_TOLERANCE, array, numbers, scalar, write

SHAPES = [(3, 2), (2,)]


def float64(make):
    """Runs with Keras's default type float64, so that the learning rate too is kept in it."""
    keras.config.set_floatx("float64")
    try:
        return make()
    finally:
        keras.config.set_floatx("float32")


def gradient(step, i, scale):
    """Seeded gradients; one entry is zero throughout, as a dead unit's is."""
    g = numbers(100 * step + i, SHAPES[i], -scale, scale)
    g[0] = np.where(np.arange(g[0].size).reshape(g[0].shape) == 0, 0.0, g[0])
    return g


def trajectory(name, make, steps=6, scale=1.0, tolerance=FLOAT64_TOLERANCE):
    keras.utils.clear_session()
    config = saving.serialize_keras_object(make())

    def run():
        keras.utils.clear_session()
        optimizer = make()
        variables = [keras.Variable(numbers(i + 1, s), dtype="float64", name=n) for i, (s, n) in enumerate(zip(SHAPES, ("kernel", "bias")))]
        initial = [array(v, v.name) for v in variables]
        optimizer.build(variables)
        taken = []
        for step in range(steps):
            rate = scalar(optimizer.learning_rate)
            gradients = [gradient(step, i, scale) for i in range(2)]
            optimizer.apply([keras.ops.convert_to_tensor(g) for g in gradients])
            taken.append({"learningRate": rate, "gradients": [array(g) for g in gradients], "variables": [array(v) for v in variables]})
        return {
            "name": name,
            "config": config,
            "tolerance": tolerance,
            "variables": initial,
            "steps": taken,
            "slots": [array(v, v.name, path=v.path) for v in optimizer.variables],
        }

    return float64(run)


def optimizers():
    t = trajectory
    cases = [
        t("sgd", lambda: O.SGD(0.1)), t("sgd_default", lambda: O.SGD()),
        t("sgd_momentum", lambda: O.SGD(0.1, momentum=0.9)),
        t("sgd_nesterov", lambda: O.SGD(0.1, momentum=0.9, nesterov=True)),
        t("sgd_weight_decay", lambda: O.SGD(0.1, momentum=0.5, weight_decay=0.01)),
        t("rmsprop", lambda: O.RMSprop()), t("rmsprop_rho", lambda: O.RMSprop(0.01, rho=0.8)),
        t("rmsprop_momentum", lambda: O.RMSprop(0.01, momentum=0.9)),
        t("rmsprop_centered", lambda: O.RMSprop(0.01, centered=True)),
        t("rmsprop_centered_momentum", lambda: O.RMSprop(0.01, centered=True, momentum=0.9, epsilon=1e-4)),
        t("adam", lambda: O.Adam()), t("adam_amsgrad", lambda: O.Adam(0.01, amsgrad=True)),
        t("adam_betas", lambda: O.Adam(0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-3)),
        t("adam_weight_decay", lambda: O.Adam(0.01, weight_decay=0.02)),
        t("adamw", lambda: O.AdamW()), t("adamw_decay", lambda: O.AdamW(0.01, weight_decay=0.1)),
        t("adamw_amsgrad", lambda: O.AdamW(0.01, weight_decay=0.1, amsgrad=True)),
        t("adagrad", lambda: O.Adagrad()), t("adagrad_start", lambda: O.Adagrad(0.1, initial_accumulator_value=0.5, epsilon=1e-3)),
    ]
    for n, kind in (("sgd", O.SGD), ("adam", O.Adam)):
        cases += [
            t(f"{n}_clipnorm", lambda: kind(0.1, clipnorm=1.0), scale=3.0),
            t(f"{n}_global_clipnorm", lambda: kind(0.1, global_clipnorm=1.5), scale=3.0),
            t(f"{n}_clipvalue", lambda: kind(0.1, clipvalue=0.75), scale=3.0),
            t(f"{n}_clipnorm_not_reached", lambda: kind(0.1, clipnorm=50.0), scale=1.0, steps=2),
        ]
    # Keras computes schedules in float32, whatever the default type.
    cases += [
        t("sgd_exponential_decay", lambda: O.SGD(S.ExponentialDecay(0.1, decay_steps=2, decay_rate=0.5)), steps=5, tolerance=1e-6),
        t("adam_piecewise", lambda: O.Adam(S.PiecewiseConstantDecay([1, 3], [0.1, 0.05, 0.01])), steps=6, tolerance=1e-6),
        t("rmsprop_cosine", lambda: O.RMSprop(S.CosineDecay(0.0, 4, warmup_target=0.01, warmup_steps=2)), steps=8, tolerance=1e-6),
    ]
    return cases


def schedule(name, make, steps):
    config = saving.serialize_keras_object(make())
    values = float64(lambda: [scalar(make()(np.float64(step))) for step in steps])
    return {"name": name, "config": config, "tolerance": 1e-7, "steps": list(steps), "values": values}


def schedules():
    s, r = schedule, range(0, 26)
    return [
        s("exponential", lambda: S.ExponentialDecay(0.1, 10, 0.5), r),
        s("exponential_staircase", lambda: S.ExponentialDecay(0.1, 10, 0.5, staircase=True), r),
        s("cosine", lambda: S.CosineDecay(0.1, 20), r),
        s("cosine_alpha", lambda: S.CosineDecay(0.1, 20, alpha=0.1), r),
        s("cosine_warmup", lambda: S.CosineDecay(0.0, 15, warmup_target=0.1, warmup_steps=5), r),
        s("cosine_warmup_alpha", lambda: S.CosineDecay(0.02, 15, alpha=0.25, warmup_target=0.1, warmup_steps=5), r),
        s("piecewise", lambda: S.PiecewiseConstantDecay([5, 10, 20], [1.0, 0.5, 0.25, 0.125]), r),
    ]


def record():
    write("optimizers.json", optimizers())
    write("schedules.json", schedules())


if __name__ == "__main__":
    record()
