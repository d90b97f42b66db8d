"""Five steps on one batch: for every optimizer, loss, regularizer, constraint and kind of layer that learns."""

import pathlib

import h5py
import keras
import numpy as np
from keras import Model, Sequential
from keras import constraints as C
from keras import layers as L
from keras import losses
from keras import optimizers as O
from keras import regularizers as R
from keras.optimizers import schedules as S

from exchange import all_heard, all_told, single, told
from recording import fill, numbers

ALL = {}
BATCH = 6
STEPS, BEFORE_SAVING = 5, 3


def training(name, optimizer, loss, build, *targets, loss_weights=None):
    ALL[name] = (build, optimizer, loss, targets, loss_weights)


def classes(count=3):
    return np.eye(count)[np.arange(BATCH) % count]


def network(**of_dense):
    """Everything that learns goes through smooth functions: where rounding decides on a side, weights would part."""
    return lambda: Sequential([
        L.Input((6, 5, 2)), L.Conv2D(4, 3, strides=2, padding="same", activation="tanh"), L.BatchNormalization(momentum=0.9), L.GlobalAveragePooling2D(),
        L.Dense(5, activation="tanh", **of_dense), L.Dense(3, activation="softmax"),
    ])


def optimized(name, make):
    training(f"optimizer_{name}", make, "categorical_crossentropy", network(), classes())


for name, kind in (("sgd", O.SGD), ("rmsprop", O.RMSprop), ("adam", O.Adam), ("adamw", O.AdamW), ("adagrad", O.Adagrad)):
    optimized(name, lambda kind=kind: kind())
    optimized(f"{name}_clipnorm", lambda kind=kind: kind(0.01, clipnorm=0.05))
    optimized(f"{name}_clipvalue", lambda kind=kind: kind(0.01, clipvalue=0.01))
    optimized(f"{name}_global_clipnorm", lambda kind=kind: kind(0.01, global_clipnorm=0.1))
    optimized(f"{name}_weight_decay", lambda kind=kind: kind(0.01, weight_decay=0.05))
optimized("sgd_momentum", lambda: O.SGD(0.05, momentum=0.9))
optimized("sgd_nesterov", lambda: O.SGD(0.05, momentum=0.9, nesterov=True))
optimized("rmsprop_momentum", lambda: O.RMSprop(0.01, rho=0.8, momentum=0.9, epsilon=1e-5))
optimized("rmsprop_centered", lambda: O.RMSprop(0.01, centered=True, epsilon=1e-3))
optimized("rmsprop_centered_momentum", lambda: O.RMSprop(0.01, centered=True, momentum=0.5, epsilon=1e-3))
optimized("adam_amsgrad", lambda: O.Adam(0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-4, amsgrad=True))
optimized("adamw_amsgrad", lambda: O.AdamW(0.01, weight_decay=0.1, amsgrad=True))
optimized("adagrad_start", lambda: O.Adagrad(0.1, initial_accumulator_value=0.5, epsilon=1e-3))
optimized("exponential_decay", lambda: O.Adam(S.ExponentialDecay(0.05, 2, 0.5)))
optimized("exponential_staircase", lambda: O.SGD(S.ExponentialDecay(0.5, 2, 0.5, staircase=True), momentum=0.5))
optimized("cosine", lambda: O.RMSprop(S.CosineDecay(0.01, 4, alpha=0.1)))
optimized("cosine_warm_up", lambda: O.AdamW(S.CosineDecay(0.0, 3, warmup_target=0.05, warmup_steps=2)))
optimized("piecewise", lambda: O.Adagrad(S.PiecewiseConstantDecay([1, 3], [0.3, 0.2, 0.1])))


def judged(name, loss, units, activation, target):
    def build():
        return Sequential([L.Input((6, 5, 2)), L.Conv2D(4, 3, activation="tanh"), L.BatchNormalization(), L.Flatten(), L.Dense(units, activation=activation)])

    training(f"loss_{name}", lambda: O.SGD(0.1, momentum=0.5), loss, build, target)


truth = (np.arange(2 * BATCH).reshape(BATCH, 2) % 3 == 0).astype(float)
far = numbers(3, (BATCH, 2), -3.0, 3.0)
kinds = (np.arange(BATCH) % 3).astype(float)
for name, loss in (("mse", "mean_squared_error"), ("mae", "mean_absolute_error"), ("huber", "huber")):
    judged(name, loss, 2, None, far)
judged("bce", "binary_crossentropy", 2, "sigmoid", truth)
judged("bce_smooth", losses.BinaryCrossentropy(label_smoothing=0.1), 2, "sigmoid", truth)
judged("bce_logits", losses.BinaryCrossentropy(from_logits=True), 2, None, truth)
judged("cce", "categorical_crossentropy", 3, "softmax", classes())
judged("cce_smooth", losses.CategoricalCrossentropy(label_smoothing=0.2), 3, "softmax", classes())
judged("cce_logits", losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1), 3, None, classes())
judged("sparse", "sparse_categorical_crossentropy", 3, "softmax", kinds)
judged("sparse_logits", losses.SparseCategoricalCrossentropy(from_logits=True), 3, None, kinds)


def held(name, **of_dense):
    training(name, lambda: O.SGD(0.2), "categorical_crossentropy", network(**of_dense), classes())


held("regularizer_l1", kernel_regularizer=R.L1(0.05), bias_regularizer=R.L1(0.02))
held("regularizer_l2", kernel_regularizer="l2", bias_regularizer=R.L2(0.1))
held("regularizer_l1_l2", kernel_regularizer=R.L1L2(0.02, 0.03))


def every_regularized():
    """All places where Keras takes a regularizer for a weight."""
    r = R.L2(0.03)
    return Sequential([
        L.Input((6, 6, 2)), L.Conv2D(3, 3, padding="same", activation="tanh", kernel_regularizer=r, bias_regularizer=r),
        L.DepthwiseConv2D(3, depthwise_regularizer=r, bias_regularizer=r), L.BatchNormalization(beta_regularizer=r, gamma_regularizer=r),
        L.SeparableConv2D(3, 2, depthwise_regularizer=r, pointwise_regularizer=r, bias_regularizer=r), L.LayerNormalization(beta_regularizer=r, gamma_regularizer=r),
        L.Conv2DTranspose(2, 2, activation="tanh", kernel_regularizer=r, bias_regularizer=r), L.PReLU(alpha_regularizer=r, shared_axes=[1, 2]),
        L.Flatten(), L.Dense(3, activation="softmax", kernel_regularizer=r),
    ])


training("regularizer_everywhere", lambda: O.SGD(0.1), "categorical_crossentropy", every_regularized, classes())
held("constraint_max_norm", kernel_constraint=C.MaxNorm(0.5), bias_constraint="max_norm")
held("constraint_max_norm_axis", kernel_constraint=C.MaxNorm(0.7, axis=1))
held("constraint_non_neg", kernel_constraint="non_neg", bias_constraint=C.NonNeg())
held("constraint_unit_norm", kernel_constraint="unit_norm")
held("constraint_min_max_norm", kernel_constraint=C.MinMaxNorm(0.8, 0.9, rate=0.5))


def learning_layers():
    """Every layer that has weights to learn, and most of those between them."""
    x = L.Input((9, 8, 3))
    y = L.Rescaling(0.5, 0.1)(L.GaussianNoise(0.0)(x))
    y = L.Conv2D(4, 3, strides=2, padding="same", activation="gelu")(y)
    z = L.SeparableConv2D(4, 3, depth_multiplier=2, padding="same", activation="softplus")(y)
    y = L.DepthwiseConv2D(3, padding="same", activation="silu")(y)
    y = L.PReLU(shared_axes=[1, 2])(L.Multiply()([L.LayerNormalization()(y), L.BatchNormalization(scale=False)(z)]))
    y = L.Conv2DTranspose(3, 3, strides=2, padding="same", activation="tanh")(L.AveragePooling2D(3, strides=1, padding="same")(y))
    y = L.Conv2D(4, 3, dilation_rate=2, groups=1, activation="elu")(L.UpSampling2D(2, interpolation="bilinear")(y))
    y = L.SpatialDropout2D(0.0)(L.BatchNormalization(center=False, momentum=0.5)(y))
    gate = L.Dense(4, activation="sigmoid")(L.GlobalAveragePooling2D()(y))
    y = L.Add()([L.GlobalAveragePooling2D()(y), gate, L.Dense(4, use_bias=False)(L.Flatten()(y))])
    return Model(x, L.Dense(3, activation="softmax")(L.Dropout(0.0)(y)))


def shared_and_nested():
    """A shared layer, a nested model called twice, two inputs and two outputs."""
    a, b = L.Input((4,), name="a"), L.Input((4,), name="b")
    inner = Sequential([L.Input((4,)), L.Dense(4, activation="tanh", name="dense"), L.BatchNormalization(name="norm")], name="inner")
    shared = L.Dense(4, activation="tanh", name="dense")
    x, y = inner(shared(a)), inner(shared(b))
    return Model([a, b], [L.Dense(3, activation="softmax", name="kind")(L.Concatenate()([x, y])), L.Dense(1, name="far")(L.Subtract()([x, y]))])


def half_frozen():
    backbone = Sequential([L.Input((6, 5, 2)), L.Conv2D(4, 3, activation="tanh"), L.BatchNormalization()], name="backbone")
    backbone.trainable = False
    return Sequential([L.Input((6, 5, 2)), backbone, L.BatchNormalization(), L.Flatten(), L.Dense(3, activation="softmax")])


training("layers_that_learn", lambda: O.SGD(0.1, momentum=0.9), "categorical_crossentropy", learning_layers, classes())
# An epsilon of 1e-3, or Adam would make whole steps of what rounding leaves of a gradient that is all but zero.
training("shared_and_nested", lambda: O.Adam(0.01, epsilon=1e-3), ["categorical_crossentropy", "mean_squared_error"], shared_and_nested, classes(), numbers(4, (BATCH, 1)), loss_weights=[1.0, 0.5])
training("half_frozen", lambda: O.Adam(0.01), "categorical_crossentropy", half_frozen, classes())


def steps(model, x, y, count):
    model.run_eagerly = True
    return [float(np.ravel(model.train_on_batch(single(x), single(y)))[0]) for _ in range(count)]


def state(model, losses):
    return {
        "losses": losses,
        "weights": all_told([v.numpy() for v in model.weights]),
        "slots": [told(v.numpy()) | {"path": v.path} for v in model.optimizer.variables],
    }


def train(name, folder):
    """Saves the model as it begins and in the middle of its training, and tells how it ends."""
    build, optimizer, loss, targets, loss_weights = ALL[name]
    model = build()
    fill(model.weights, sum(map(ord, name)))
    for v in model.trainable_weights:
        if "kernel" in v.name:
            v.assign(v.numpy() / np.sqrt(max(1, np.prod(v.shape[:-1]))))
    model.compile(optimizer(), loss, loss_weights=loss_weights, run_eagerly=True)
    model.optimizer.build(model.trainable_variables)
    x = [numbers(40 + i, (BATCH, *one.shape[1:])).astype("float32") for i, one in enumerate(model.inputs)]
    y = [np.asarray(one, "float32") for one in targets]
    stem = pathlib.Path(folder) / name
    model.save(f"{stem}.keras")
    before = steps(model, x, y, BEFORE_SAVING)
    model.save(f"{stem}.{BEFORE_SAVING}.keras")
    model.save(f"{stem}.{BEFORE_SAVING}.h5")
    answer = {"inputs": all_told(x), "targets": all_told(y), "steps": STEPS, "before": BEFORE_SAVING}
    return answer | state(model, before + steps(model, x, y, STEPS - BEFORE_SAVING))


def train_on(file, inputs, targets, count):
    """Opens a compiled model and goes on where it was left."""
    model = keras.saving.load_model(file, safe_mode=True)
    if model.optimizer is None:
        raise ValueError("the file says nothing of an optimizer")
    return state(model, steps(model, all_heard(inputs), all_heard(targets), count))


def h5_slots(file):
    """What an HDF5 file says that the optimizer remembers, in its order."""
    with h5py.File(file) as content:
        slots = content["optimizer_weights"]
        return {"slots": all_told([slots[name][()] for name in slots.attrs["weight_names"]])}
