"""ONNX files: what the checker says, and what onnxruntime computes."""

import onnx
import onnxruntime

from exchange import all_heard, all_told


def run(file, inputs):
    onnx.checker.check_model(file, full_check=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    fed = dict(zip((i.name for i in session.get_inputs()), all_heard(inputs)))
    if len(fed) != len(inputs):
        raise ValueError(f"the graph has {len(fed)} inputs, the model {len(inputs)}")
    return {"outputs": all_told(session.run(None, fed))}
