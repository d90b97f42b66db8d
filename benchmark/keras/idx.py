"""Reads MNIST's IDX files, gzipped or not."""

import gzip
import pathlib
import struct

import numpy as np


def read_idx(path):
    data = pathlib.Path(path).read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    zero, kind, rank = struct.unpack(">HBB", data[:4])
    if zero != 0 or kind != 8:
        raise SystemExit(f"{path}: not an IDX file of unsigned bytes")
    shape = struct.unpack(f">{rank}I", data[4 : 4 + 4 * rank])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def mnist(folder, split):
    """Pictures in 0..1 as float32 [n, 28, 28, 1] and one-hot labels [n, 10]; split is "train" or "t10k"."""
    folder = pathlib.Path(folder)

    def find(stem):
        for name in (stem, stem + ".gz"):
            if (folder / name).exists():
                return folder / name
        raise SystemExit(f"{folder} has no {stem} or {stem}.gz")

    x = read_idx(find(f"{split}-images-idx3-ubyte"))[..., None].astype("float32") / 255
    y = np.eye(10, dtype="float32")[read_idx(find(f"{split}-labels-idx1-ubyte"))]
    return x, y
