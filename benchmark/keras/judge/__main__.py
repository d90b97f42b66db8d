"""The judge: Python's Keras, asked by Glimpse's tests.

    python benchmark/keras/judge

Reads one question a line, {"ask": NAME, …}, and answers each with one line of JSON; {"error": …} if it could not. What
NAME may be are the functions under QUESTIONS. The tests that ask are in benchmark/src/test/java, package keras.
"""

import json
import os
import pathlib
import sys
import traceback

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

# The answers go where standard output went; whatever else is printed goes to standard error.
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

RECORDERS = pathlib.Path(__file__).resolve().parents[3] / "nn" / "src" / "test" / "keras"
sys.path.append(str(RECORDERS))

import keras
import tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)

import architectures
import files
import graphs
import scripts
import trainings
import zoo

QUESTIONS = {
    "versions": lambda: {"keras": keras.__version__, "backend": "tensorflow " + tf.__version__},
    "architectures": lambda: {"names": list(architectures.ALL)},
    "trainings": lambda: {"names": list(trainings.ALL)},
    "applications": lambda: {"names": list(architectures.APPLICATIONS)},
    "small_applications": lambda: {"names": list(architectures.SMALL_APPLICATIONS)},
    "save": files.save,
    "application": files.application,
    "small_application": files.small_application,
    "open": files.opened,
    "fill": files.filled,
    "refused": files.refused,
    "train": trainings.train,
    "train_on": trainings.train_on,
    "h5_slots": trainings.h5_slots,
    "onnx": graphs.run,
    "code": scripts.code,
    "known_network": scripts.known_network,
    "pictures": scripts.pictures,
    "networks": lambda: {"names": list(zoo.NETWORKS)},
    "network": zoo.network,
}


def answer(question):
    keras.utils.clear_session()
    keras.utils.set_random_seed(1)
    try:
        return QUESTIONS[question.pop("ask")](**question)
    except Exception as problem:
        traceback.print_exc()
        return {"error": f"{type(problem).__name__}: {str(problem).strip()[:2000]}"}


for line in sys.stdin:
    answers.write(json.dumps(answer(json.loads(line))) + "\n")
    answers.flush()
