"""The judge: does Python's Keras open what Glimpse wrote, and predict the same?

    judge.sh judge.py [--tolerance 1e-5] FILE.keras|FOLDER …

Beside each NAME.keras stands NAME.json: {"inputs": [array, …], "outputs": [array, …]}, where an array is
{"shape": […], "values": […]} or {"shape": […], "file": "NAME.in0.bin"} (raw little-endian float32 beside it), in row-major
order with a batch axis. An optional "weights": [array, …] is compared too, in the order of Keras's `model.weights`, and an
optional "summary": {"parameters": n}. An optional "then": {"targets": [array, …], "batchSize", "epochs", "outputs": [array, …]} trains
on from the file, in order, as it was compiled, and compares what is predicted after that (to ten times the tolerance). Exit code 1 on any difference or refusal, 2 on bad arguments.
"""

import argparse
import json
import os
import pathlib
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np


def read(array, folder):
    if "file" in array:
        flat = np.fromfile(folder / array["file"], "<f4")
    else:
        flat = np.array(array["values"], "float32")
    return flat.reshape(array["shape"])


def difference(mine, theirs, what):
    """The largest difference, absolute below 1 and relative above."""
    mine, theirs = np.asarray(mine, "float64"), np.asarray(theirs, "float64")
    if mine.shape != theirs.shape:
        raise ValueError(f"{what}: Glimpse has shape {list(mine.shape)}, Keras {list(theirs.shape)}")
    if mine.size == 0:
        return 0.0
    apart = np.abs(mine - theirs) / np.maximum(1.0, np.abs(theirs))
    return float("inf") if np.isnan(apart).any() else float(apart.max())


def several(value):
    return list(value) if isinstance(value, (list, tuple)) else list(value.values()) if isinstance(value, dict) else [value]


def predictions(model, inputs):
    return several(model.predict(inputs if len(inputs) > 1 else inputs[0], verbose=0))


def trained_on(model, inputs, then, folder):
    targets = [read(a, folder) for a in then["targets"]]
    model.fit(
        inputs if len(inputs) > 1 else inputs[0], targets if len(targets) > 1 else targets[0],
        batch_size=then["batchSize"], epochs=then["epochs"], shuffle=False, verbose=0,
    )
    expected = [read(a, folder) for a in then["outputs"]]
    return max(difference(e, p, f"output {i} after training on") for i, (e, p) in enumerate(zip(expected, predictions(model, inputs))))


def judge(path):
    beside = path.with_suffix(".json")
    if not beside.exists():
        raise ValueError(f"{beside.name} is missing: it holds the inputs and Glimpse's outputs")
    record = json.loads(beside.read_text())
    model = keras.saving.load_model(path, safe_mode=True)
    inputs = [read(a, path.parent) for a in record["inputs"]]
    outputs = [read(a, path.parent) for a in record["outputs"]]
    predicted = predictions(model, inputs)
    if len(predicted) != len(outputs):
        raise ValueError(f"Glimpse has {len(outputs)} outputs, Keras {len(predicted)}")
    worst = max(difference(o, p, f"output {i}") for i, (o, p) in enumerate(zip(outputs, predicted)))
    weights = [read(a, path.parent) for a in record.get("weights", [])]
    if weights and len(weights) != len(model.weights):
        raise ValueError(f"Glimpse has {len(weights)} weights, Keras {len(model.weights)}")
    for mine, theirs in zip(weights, model.weights):
        worst = max(worst, difference(mine, theirs.numpy(), theirs.path))
    if "then" in record:
        worst = max(worst, trained_on(model, inputs, record["then"], path.parent) / 10)
    expected = record.get("summary", {}).get("parameters")
    if expected is not None and expected != model.count_params():
        raise ValueError(f"Glimpse counts {expected:,} parameters, Keras {model.count_params():,}")
    return model.count_params(), worst


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--tolerance", type=float, default=1e-5)
    options = parser.parse_args()
    files = []
    for path in options.paths:
        if path.is_dir():
            files += sorted(path.glob("*.keras"))
        elif path.exists():
            files.append(path)
        else:
            parser.error(f"there is no {path}")
    if not files:
        parser.error("there is no .keras file in " + ", ".join(map(str, options.paths)))

    width = max(len(f.stem) for f in files)
    print(f"{'file':{width}}  {'parameters':>10}  {'difference':>10}  verdict (Keras {keras.__version__}, tolerance {options.tolerance:g})")
    wrong = 0
    for file in files:
        try:
            parameters, worst = judge(file)
            same = worst <= options.tolerance
            print(f"{file.stem:{width}}  {parameters:>10,}  {worst:>10.2e}  {'same' if same else 'DIFFERENT'}")
        except Exception as problem:
            same = False
            lines = [line for line in str(problem).splitlines() if line.strip()] or [type(problem).__name__]
            print(f"{file.stem:{width}}  {'':>10}  {'':>10}  REFUSED: {lines[0][:300]}")
        wrong += not same
        keras.utils.clear_session()
    print(f"{len(files) - wrong} of {len(files)} the same")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
