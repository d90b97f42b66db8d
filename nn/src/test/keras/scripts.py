"""Runs the texts in ../resources/keras/script, and records what Keras makes of each: scripts.json.

KerasUI runs its text with `model = Sequential()` and everything of keras.layers in scope, and appends the output layer.
"""

import json

import keras

from recording import OUT, write


def model(text, name):
    keras.utils.clear_session()
    names = {"model": keras.Sequential(), **{n: getattr(keras.layers, n) for n in dir(keras.layers)}}
    exec(compile(text, name, "exec"), names)
    made = names["model"]
    if name == "kerasui":
        made.add(keras.layers.Dense(2, activation="softmax"))
    return made


def record():
    cases = []
    for file in sorted((OUT / "script").glob("*.py")):
        made = model(file.read_text(), file.stem)
        config = json.loads(made.to_json())
        config.pop("compile_config", None)
        trainable = sum(int(w.numpy().size) for w in made.trainable_weights)
        cases.append({"name": file.stem, "parameters": made.count_params(), "trainable": trainable, "config": config})
    write("scripts.json", cases)


if __name__ == "__main__":
    record()
