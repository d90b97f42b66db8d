"""Records whole trainings: initial weights, batches in order, losses, final weights and slots."""

import keras
import numpy as np
from keras import Model, Sequential
from keras import layers as L
from keras import optimizers as O
from keras import saving

from recording import FLOAT64_TOLERANCE, array, fill, numbers, plain, write


def weights(model):
    return [array(v, v.path, trainable=bool(v.trainable)) for v in model.weights]


def training(name, build, x, y, optimizer, loss, epochs=2, batch_size=4, seed=1, metrics=None, test=None, sample_weight=None, **fit):
    """Trains in the given order in float64, and asks the trained model again."""
    keras.utils.clear_session()
    loss_weights = fit.pop("loss_weights", None)
    tolerance = fit.pop("tolerance", FLOAT64_TOLERANCE * 100)
    twin = build()
    keras.utils.clear_session()
    keras.config.set_floatx("float64")
    try:
        model = build()
        fill(model.weights, seed)
        model.compile(optimizer(), loss, metrics=metrics, loss_weights=loss_weights, run_eagerly=True)
        before = weights(model)
        untouched = model.predict(x, verbose=0)
        steps = []

        class Steps(keras.callbacks.Callback):
            def on_train_batch_end(self, batch, logs=None):
                steps.append({k: plain(v) for k, v in logs.items()})

        history = model.fit(
            x, y, epochs=epochs, batch_size=batch_size, shuffle=False, verbose=0, callbacks=[Steps()],
            validation_data=test, sample_weight=sample_weight, **fit,
        )
        after = model.predict(x, verbose=0)
        result = {
            "name": name,
            "config": saving.serialize_keras_object(twin),
            "compile": {"optimizer": saving.serialize_keras_object(optimizer()), "loss": loss, "metrics": metrics, "lossWeights": loss_weights},
            "fit": {"epochs": epochs, "batchSize": batch_size, **{k: {str(c): w for c, w in v.items()} for k, v in fit.items()}},
            "tolerance": tolerance,
            "x": arrays(x), "y": arrays(y),
            "initialWeights": before,
            "initialPredictions": arrays(untouched),
            "runningLogsOfSteps": steps,
            "history": {k: [plain(v) for v in vs] for k, vs in history.history.items()},
            "finalWeights": weights(model),
            "finalPredictions": arrays(after),
            "slots": [array(v, v.name, path=v.path) for v in model.optimizer.variables],
        }
        if test is not None:
            result["validation"] = {"x": arrays(test[0]), "y": arrays(test[1])} | ({"sampleWeight": array(test[2])} if len(test) == 3 else {})
        if sample_weight is not None:
            result["sampleWeight"] = array(sample_weight)
        result["evaluation"] = {k: plain(v) for k, v in model.evaluate(x, y, batch_size=batch_size, verbose=0, return_dict=True, sample_weight=sample_weight).items()}
        return result
    finally:
        keras.config.set_floatx("float32")


def arrays(value):
    return [array(v) for v in (value if isinstance(value, (list, tuple)) else [value])]


def one_hot(count, classes):
    return np.eye(classes)[np.arange(count) % classes]


def two_inputs_nested():
    block = Sequential([L.Input((4, 4, 2), name="block_in"), L.Conv2D(3, 3, padding="same", activation="relu", name="inner_conv"), L.BatchNormalization(name="inner_norm")], name="block")
    picture, facts = L.Input((4, 4, 2), name="picture"), L.Input((3,), name="facts")
    shared = L.Conv2D(3, 1, name="skip")(picture)
    joined = L.Add(name="joined")([block(picture), shared])
    pooled = L.GlobalAveragePooling2D(name="pooled")(joined)
    side = L.Dense(3, activation="tanh", name="side")(facts)
    merged = L.Concatenate(name="merged")([pooled, side])
    return Model([picture, facts], L.Dense(2, activation="softmax", name="answer")(merged), name="two_inputs")


def shared_layer():
    left, right = L.Input((3,), name="left"), L.Input((3,), name="right")
    twin = L.Dense(4, activation="tanh", name="twin")
    return Model([left, right], L.Dense(1, name="distance")(L.Subtract(name="difference")([twin(left), twin(right)])), name="siamese")


def nested_called_twice():
    inner = L.Input((3,), name="inner_in")
    block = Model(inner, L.Dense(3, activation="elu", name="inner_dense")(inner), name="block")
    x = L.Input((3,), name="x")
    return Model(x, L.Dense(1, name="out")(block(block(x))), name="twice")


def two_outputs():
    x = L.Input((5,), name="x")
    trunk = L.Dense(4, activation="relu", name="trunk")(x)
    return Model(x, [L.Dense(3, activation="softmax", name="kind")(trunk), L.Dense(1, name="size")(trunk)], name="two_outputs")


def small_cnn():
    return Sequential([
        L.Input((6, 6, 1), name="picture"), L.Conv2D(3, 3, activation="relu", name="conv"), L.BatchNormalization(name="norm"), L.MaxPooling2D(2, name="pool"),
        L.Flatten(name="flat"), L.Dense(3, activation="softmax", name="answer"),
    ], name="small_cnn")


def frozen():
    return Sequential([
        L.Input((5, 5, 2), name="picture"), L.Conv2D(3, 3, trainable=False, name="conv"), L.BatchNormalization(trainable=False, name="norm"),
        L.ReLU(name="relu"), L.BatchNormalization(name="thawed_norm"), L.Flatten(name="flat"), L.Dense(2, name="answer"),
    ], name="frozen")


def fine_tuned():
    """The end of a backbone with its head: a frozen front, then layers that learn around batch normalizations that are all frozen."""
    x = L.Input((6, 6, 2), name="picture")
    y = L.Conv2D(3, 3, trainable=False, name="front_conv")(x)
    y = L.ReLU(name="front_relu")(L.BatchNormalization(trainable=False, name="front_norm")(y))
    z = L.DepthwiseConv2D(3, padding="same", use_bias=False, name="block_dw")(y)
    z = L.ReLU(name="block_relu")(L.BatchNormalization(trainable=False, name="block_dw_norm")(z))
    z = L.BatchNormalization(trainable=False, name="block_norm")(L.Conv2D(3, 1, use_bias=False, name="block_conv")(z))
    pooled = L.GlobalAveragePooling2D(name="pooled")(L.Add(name="joined")([y, z]))
    return Model(x, L.Dense(3, activation="softmax", name="answer")(L.Dense(5, activation="relu", name="hidden")(pooled)), name="fine_tuned")


def regularized():
    return Sequential([
        L.Input((4,), name="x"), L.Dense(3, activation="tanh", kernel_regularizer=keras.regularizers.L2(0.05), bias_regularizer=keras.regularizers.L1(0.02), name="hidden"),
        L.Dense(1, kernel_regularizer=keras.regularizers.L1L2(0.01, 0.02), name="answer"),
    ], name="regularized")


def constrained():
    """Each constraint once, and weights that violate it from the beginning."""
    c = keras.constraints
    return Sequential([
        L.Input((5, 5, 2), name="picture"), L.Conv2D(3, 2, kernel_constraint=c.MaxNorm(0.8, axis=[0, 1, 2]), bias_constraint="non_neg", name="conv"), L.Flatten(name="flat"),
        L.Dense(4, activation="tanh", kernel_constraint=c.UnitNorm(), bias_constraint=c.MaxNorm(0.3), name="hidden"),
        L.Dense(2, kernel_constraint=c.MinMaxNorm(0.5, 0.9, 0.7), name="middle"), L.Dense(1, kernel_constraint="non_neg", name="answer"),
    ], name="constrained")


def costly_outputs():
    """What layers make costs something: before a pooling, after a softmax that the loss could do without, within a model."""
    r = keras.regularizers
    inner = Sequential([L.Input((3,), name="inner_in"), L.Dense(4, activation="relu", activity_regularizer=r.L1(0.05), name="inner_dense")], name="inner")
    return Sequential([
        L.Input((4, 4, 1), name="picture"), L.Conv2D(2, 3, activation="relu", padding="same", activity_regularizer=r.L2(0.03), name="conv"), L.MaxPooling2D(2, name="pool"),
        L.Flatten(name="flat"), L.Dense(3, name="hidden"), inner, L.Dense(3, activation="softmax", activity_regularizer=r.L1L2(0.02, 0.04), name="answer"),
    ], name="costly_outputs")


def classifier():
    return Sequential([L.Input((4,), name="x"), L.Dense(6, activation="relu", name="hidden"), L.Dense(3, activation="softmax", name="answer")], name="classifier")


def detector():
    return Sequential([L.Input((4,), name="x"), L.Dense(5, activation="gelu", name="hidden"), L.Dense(1, activation="sigmoid", name="answer")], name="detector")


def course_cnn():
    """The course's network on 8x8 pictures, dropout at rate 0 so that its training is certain."""
    return Sequential([
        L.Input((8, 8, 1), name="picture"), L.Conv2D(4, 3, activation="relu", name="conv"), L.Conv2D(5, 3, activation="relu", name="conv_1"), L.MaxPooling2D(2, name="pool"),
        L.Dropout(0.0, name="dropout"), L.Flatten(name="flat"), L.Dense(6, activation="relu", name="dense"), L.Dropout(0.0, name="dropout_1"), L.Dense(4, activation="softmax", name="answer"),
    ], name="course")


def record():
    sgd = lambda: O.SGD(0.05)
    classes = np.array([0, 2, 1, 1, 0, 2, 2, 1, 0, 0])
    truth = (np.arange(10) % 2).astype("float64")[:, None]
    write("models.json", [
        training("two_inputs_nested_sgd_3_steps", two_inputs_nested, [numbers(1, (12, 4, 4, 2)), numbers(2, (12, 3))], one_hot(12, 2), sgd, "categorical_crossentropy", epochs=1, metrics=["accuracy"]),
        training("siamese_shared_layer", shared_layer, [numbers(3, (8, 3)), numbers(4, (8, 3))], numbers(5, (8, 1)), sgd, "mean_squared_error", metrics=["mean_absolute_error"]),
        training("nested_called_twice", nested_called_twice, numbers(6, (8, 3)), numbers(7, (8, 1)), lambda: O.Adam(0.01), "mean_squared_error"),
        training("two_outputs_loss_weights", two_outputs, numbers(8, (8, 5)), [one_hot(8, 3), numbers(9, (8, 1))], sgd, ["categorical_crossentropy", "mean_squared_error"], loss_weights=[1.0, 0.25], metrics=[["accuracy"], ["mean_absolute_error"]]),
        training("small_cnn_adam_uneven_last_batch", small_cnn, numbers(10, (10, 6, 6, 1)), classes, lambda: O.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"], test=(numbers(11, (6, 6, 6, 1)), classes[:6])),
        training("frozen_layers", frozen, numbers(12, (8, 5, 5, 2)), numbers(13, (8, 2)), lambda: O.SGD(0.05, momentum=0.9), "mean_squared_error"),
        training("fine_tuned_sgd", fine_tuned, numbers(28, (12, 6, 6, 2)), one_hot(12, 3), lambda: O.SGD(0.05, momentum=0.9), "categorical_crossentropy", metrics=["accuracy"]),
        training("fine_tuned_adam", fine_tuned, numbers(28, (12, 6, 6, 2)), one_hot(12, 3), lambda: O.Adam(0.01), "categorical_crossentropy", metrics=["accuracy"]),
        training("regularized", regularized, numbers(14, (8, 4)), numbers(15, (8, 1)), sgd, "mean_squared_error", metrics=["mean_squared_error"], test=(numbers(16, (4, 4)), numbers(17, (4, 1))), tolerance=1e-6),
        training("constrained", constrained, numbers(24, (8, 5, 5, 2)), numbers(25, (8, 1)), lambda: O.SGD(0.02), "mean_squared_error"),
        training("costly_outputs", costly_outputs, numbers(26, (10, 4, 4, 1)), np.eye(3)[classes], sgd, "categorical_crossentropy", metrics=["accuracy"], test=(numbers(27, (6, 4, 4, 1)), np.eye(3)[classes[:6]]), tolerance=1e-6),
        training("class_weights", classifier, numbers(18, (10, 4)), classes, sgd, "sparse_categorical_crossentropy", metrics=["accuracy"], test=(numbers(19, (6, 4)), classes[:6]), class_weight={0: 1.0, 1: 3.0, 2: 0.5}),
        training("class_weights_one_hot", classifier, numbers(18, (10, 4)), np.eye(3)[classes], sgd, "categorical_crossentropy", class_weight={0: 1.0, 1: 3.0, 2: 0.5}),
        training("sample_weights", classifier, numbers(20, (10, 4)), np.eye(3)[classes], sgd, "categorical_crossentropy", metrics=["accuracy"], sample_weight=np.array([1, 2, 0, 0.5, 1, 1, 3, 1, 0, 0.25])),
        training("binary_rmsprop", detector, numbers(21, (10, 4)), truth, lambda: O.RMSprop(0.01), "binary_crossentropy", metrics=["accuracy", "precision", "recall", "auc"]),
        training("binary_adamw_clipped", detector, numbers(22, (10, 4)), truth, lambda: O.AdamW(0.01, weight_decay=0.05, global_clipnorm=0.1), "binary_crossentropy"),
        training("course_cnn_rmsprop", course_cnn, numbers(23, (8, 8, 8, 1)), one_hot(8, 4), lambda: O.RMSprop(), "categorical_crossentropy", metrics=["accuracy"], epochs=3),
    ])


if __name__ == "__main__":
    record()
