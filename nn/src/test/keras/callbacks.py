"""Records what early stopping and reduce-on-plateau do with a given sequence of values."""

import keras
import numpy as np
from keras import callbacks as C

from recording import plain, write

FALLING = [1.0, 0.8, 0.79, 0.795, 0.7, 0.71, 0.72, 0.7, 0.69, 0.695, 0.7, 0.71, 0.72, 0.73]
RISING = [0.5, 0.6, 0.6, 0.61, 0.55, 0.7, 0.69, 0.7, 0.705, 0.7, 0.6, 0.65, 0.7, 0.69]
STUCK = [0.5] * 12


def model():
    one = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    one.compile(keras.optimizers.SGD(0.1), "mse", metrics=["accuracy"])
    one.evaluate(np.zeros((1, 1)), np.zeros((1, 1)), verbose=0)  # only built metrics tell which way is better
    return one


def early(name, values, monitor="val_loss", **arguments):
    callback = C.EarlyStopping(monitor=monitor, restore_best_weights=True, **arguments)
    watched = model()
    callback.set_model(watched)
    watched.stop_training = False
    callback.on_train_begin()
    epochs = []
    for epoch, value in enumerate(values):
        watched.set_weights([np.array([[float(epoch)]], "float32")])  # the weight tells the epoch it is of
        callback.on_epoch_end(epoch, {monitor: value})
        epochs.append({"value": value, "wait": int(callback.wait), "stop": bool(watched.stop_training)})
        if watched.stop_training:
            break
    callback.on_train_end()
    return {
        "name": name, "callback": "EarlyStopping", "monitor": monitor, "arguments": arguments, "epochs": epochs,
        "epochsRun": len(epochs), "best": plain(callback.best) if callback.best is not None else None,
        "bestEpoch": int(callback.best_epoch), "weightsOfEpoch": int(watched.get_weights()[0][0, 0]),
    }


def plateau(name, values, monitor="val_loss", rate=0.1, **arguments):
    keras.config.set_floatx("float64")
    callback = C.ReduceLROnPlateau(monitor=monitor, **arguments)
    watched = model()
    watched.optimizer.learning_rate = rate
    callback.set_model(watched)
    callback.on_train_begin()
    epochs = []
    for epoch, value in enumerate(values):
        callback.on_epoch_end(epoch, {monitor: value})
        epochs.append({"value": value, "learningRateAfter": plain(watched.optimizer.learning_rate.numpy()), "wait": int(callback.wait), "cooldown": int(callback.cooldown_counter)})
    keras.config.set_floatx("float32")
    return {"name": name, "callback": "ReduceLROnPlateau", "monitor": monitor, "learningRate": rate, "arguments": arguments, "tolerance": 1e-9, "epochs": epochs}


def record():
    write("callbacks.json", [
        early("stop_at_once", FALLING),
        early("stop_patience_3", FALLING, patience=3),
        early("stop_never", FALLING[:9], patience=5),
        early("stop_min_delta", FALLING, patience=3, min_delta=0.05),
        early("stop_min_delta_negative_given", FALLING, patience=2, min_delta=-0.05),
        early("stop_rising_auto", RISING, monitor="val_accuracy", patience=3),
        early("stop_rising_max", RISING, monitor="val_score", mode="max", patience=3, min_delta=0.02),
        early("stop_name_auto_is_min", RISING, monitor="val_loss", mode="auto", patience=3),
        early("stop_baseline_missed", FALLING, patience=4, baseline=0.5),
        early("stop_baseline_reached", FALLING, patience=4, baseline=0.75),
        early("stop_start_from_4", RISING, monitor="val_accuracy", mode="max", patience=2, start_from_epoch=4),
        early("stop_equal_is_no_improvement", STUCK, patience=2),
        plateau("plateau", FALLING, patience=2, factor=0.5),
        plateau("plateau_default", STUCK),
        plateau("plateau_stuck", STUCK, patience=2, factor=0.1),
        plateau("plateau_cooldown", STUCK, patience=2, factor=0.5, cooldown=2),
        plateau("plateau_cooldown_1", STUCK, patience=1, factor=0.5, cooldown=1),
        plateau("plateau_minimum", STUCK, patience=1, factor=0.2, min_lr=0.002),
        plateau("plateau_min_delta", FALLING, patience=2, factor=0.5, min_delta=0.05),
        plateau("plateau_rising", RISING, monitor="val_accuracy", mode="max", patience=2, factor=0.5),
        plateau("plateau_rising_auto", RISING, monitor="val_accuracy", patience=2, factor=0.5),
    ])


if __name__ == "__main__":
    record()
