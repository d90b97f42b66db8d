"""The rival: the course's CNN on MNIST in Keras with TensorFlow. Time of `fit` per sample, and accuracy if asked.

    benchmark/keras/python course_cnn.py MNIST_FOLDER                      time per sample, one thread
    benchmark/keras/python course_cnn.py MNIST_FOLDER --accuracy --epochs 1 --seeds 3
"""

import argparse
import json
import os
import statistics
import sys
import time


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mnist", help="folder with the four IDX files, gzipped or not")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--samples", type=int, default=6400, help="samples in each timed fit (default 6400)")
    parser.add_argument("--repeats", type=int, default=7, help="timed fits; the median counts (default 7)")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--optimizer", default="rmsprop", choices=["rmsprop", "adam", "sgd"])
    parser.add_argument("--jit", action="store_true", help="compile with XLA (Keras does not by itself on a CPU)")
    parser.add_argument("--accuracy", action="store_true", help="train on all 60,000 and report accuracy on the 10,000")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="trainings to average for --accuracy")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    return parser.parse_args()


def build(keras, options):
    layers = keras.layers
    model = keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(options.optimizer, "categorical_crossentropy", metrics=["accuracy"], jit_compile=True if options.jit else "auto")
    return model


def timed(keras, options, x, y):
    keras.utils.set_random_seed(1)
    model = build(keras, options)
    x, y = x[: options.samples], y[: options.samples]
    model.fit(x[: 32 * options.batch], y[: 32 * options.batch], batch_size=options.batch, verbose=0)  # traces the graph
    times = []
    for _ in range(options.repeats):
        begin = time.perf_counter()
        model.fit(x, y, batch_size=options.batch, verbose=0)
        times.append(1000 * (time.perf_counter() - begin) / len(x))
    return model.count_params(), times


def accuracies(keras, options, x, y, test):
    results = []
    for seed in range(options.seeds):
        keras.utils.set_random_seed(seed)
        model = build(keras, options)
        begin = time.perf_counter()
        model.fit(x, y, batch_size=options.batch, epochs=options.epochs, verbose=0)
        seconds = time.perf_counter() - begin
        results.append(model.evaluate(*test, batch_size=256, verbose=0, return_dict=True)["accuracy"])
        print(f"seed {seed}: {100 * results[-1]:.2f} % after {options.epochs} epoch(s), {seconds:.0f} s", file=sys.stderr)
    return results


def main():
    options = arguments()
    os.environ["OMP_NUM_THREADS"] = str(options.threads)
    os.environ["KERAS_BACKEND"] = "tensorflow"
    os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

    import keras
    import tensorflow as tf

    from idx import mnist

    tf.config.threading.set_intra_op_parallelism_threads(options.threads)
    tf.config.threading.set_inter_op_parallelism_threads(options.threads)
    x, y = mnist(options.mnist, "train")
    report = {"keras": keras.__version__, "tensorflow": tf.__version__, "threads": options.threads, "batch": options.batch, "optimizer": options.optimizer, "jit": options.jit}
    if options.accuracy:
        found = accuracies(keras, options, x, y, mnist(options.mnist, "t10k"))
        report |= {"epochs": options.epochs, "accuracies": found, "accuracy": statistics.mean(found)}
        text = f"accuracy {100 * report['accuracy']:.2f} % (mean of {len(found)}, {options.epochs} epoch(s))"
    else:
        parameters, times = timed(keras, options, x, y)
        report |= {"parameters": parameters, "samples": options.samples, "msPerSample": statistics.median(times), "allMsPerSample": times}
        text = f"{report['msPerSample']:.3f} ms/sample (median of {len(times)}, {min(times):.3f} to {max(times):.3f}; {parameters:,} parameters)"
    if options.json:
        print(json.dumps(report))
    else:
        print(f"Keras {keras.__version__}, TensorFlow {tf.__version__}, {options.threads} thread(s), batch {options.batch}, {options.optimizer}: {text}")


if __name__ == "__main__":
    main()
