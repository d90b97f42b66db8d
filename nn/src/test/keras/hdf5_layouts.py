"""Files as h5py writes them, in every layout that an HDF5 reader has to know: python hdf5_layouts.py"""

import json
import pathlib

import h5py
import ml_dtypes
import numpy as np

FOLDER = pathlib.Path(__file__).parent / "../resources/keras/hdf5layout"


def numbers(*shape, dtype="float32"):
    """Numbers that every type holds exactly: 0, 1, 2 ... modulo 120."""
    count = int(np.prod(shape))
    return (np.arange(count) % 120).astype(dtype).reshape(shape)


def describe(group, prefix=""):
    """Shapes and values of all arrays, texts of all attributes."""
    found = {"arrays": {}, "texts": {}, "groups": []}
    for name in sorted(group):
        link = group.get(name, getlink=True)
        if not isinstance(link, h5py.HardLink):
            continue
        member = group[name]
        path = f"{prefix}/{name}"
        if isinstance(member, h5py.Group):
            found["groups"].append(path)
            inner = describe(member, path)
            found["arrays"].update(inner["arrays"])
            found["texts"].update(inner["texts"])
            found["groups"] += inner["groups"]
        else:
            value = member[()]
            if member.attrs.get("dtype") == "bfloat16":
                value = np.asarray(value).view(ml_dtypes.bfloat16)
            value = np.asarray(value).astype("float64")
            found["arrays"][path] = {"shape": list(value.shape), "values": value.ravel().tolist()}
    for name, value in group.attrs.items():
        texts = [value] if np.ndim(value) == 0 else list(value)
        if texts and isinstance(texts[0], (bytes, str)):
            found["texts"][f"{prefix}@{name}"] = [t.decode() if isinstance(t, bytes) else t for t in texts]
    return found


def fill(file):
    types = file.create_group("types")
    for dtype in ("<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "<i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "<u1", "<u2", "<u4", "<u8"):
        types[dtype.replace("<", "little_").replace(">", "big_")] = numbers(3, 4, dtype=dtype)
    types["negative"] = -numbers(5, dtype="i4")
    brain = types.create_dataset("bfloat16", data=numbers(3, 4).astype(ml_dtypes.bfloat16).view("V2"))
    brain.attrs["dtype"] = "bfloat16"
    types["one"] = np.float32(7)
    types["whole"] = np.int64(7)
    types["none"] = numbers(0, 3)

    layouts = file.create_group("layouts")
    layouts["contiguous"] = numbers(7, 11, 3)
    create = layouts.create_dataset
    create("pieces", data=numbers(7, 11, 3), chunks=(2, 4, 3))
    create("one_piece", data=numbers(7, 11, 3), chunks=(7, 11, 3))
    create("one_packed_piece", data=numbers(7, 11, 3), chunks=(7, 11, 3), compression="gzip")
    create("packed", data=numbers(7, 11, 3), chunks=(3, 5, 2), compression="gzip", compression_opts=9)
    create("shuffled", data=numbers(7, 11, 3), chunks=(3, 5, 2), compression="gzip", shuffle=True)
    create("checked", data=numbers(7, 11, 3), chunks=(3, 5, 2), compression="gzip", shuffle=True, fletcher32=True)
    create("checked_alone", data=numbers(7, 11, 3), chunks=(3, 5, 2), fletcher32=True)
    create("many_pieces", data=numbers(1100), chunks=(1,))
    create("growing_both_ways", data=numbers(23, 9), chunks=(2, 2), maxshape=(None, None))
    compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    compact.set_layout(h5py.h5d.COMPACT)
    space = h5py.h5s.create_simple((4, 5))
    h5py.h5d.create(layouts.id, b"compact", h5py.h5t.IEEE_F32LE, space, compact).write(
        h5py.h5s.ALL, h5py.h5s.ALL, numbers(4, 5))

    many = file.create_group("many")
    empty = file.create_group("empty")
    for i in range(300):
        many[f"layer_{i}_with_a_name_that_is_rather_long"] = empty

    texts = file.create_group("texts")
    texts.attrs["variable"] = "größer"
    texts.attrs["empty"] = ""
    texts.attrs["fixed"] = np.bytes_("fixed")
    texts.attrs["list"] = [b"conv2d/kernel:0", b"conv2d/bias:0"]
    texts.attrs["variable_list"] = ["a", "bc", ""]
    texts.attrs["number"] = 3
    texts.attrs["long"] = "x" * 40_000
    crowded = file.create_group("crowded")
    for i in range(40):
        crowded.attrs[f"attribute_{i}"] = f"text {i}"


def record(name, **options):
    path = FOLDER / f"{name}.h5"
    path.unlink(missing_ok=True)
    with h5py.File(path, "w", **options) as file:
        fill(file)
    with h5py.File(path) as file:
        return describe(file)


def refused():
    path = FOLDER / "refused.h5"
    path.unlink(missing_ok=True)
    with h5py.File(path, "w", libver="latest") as file:
        file["there"] = numbers(4)
        file["soft"] = h5py.SoftLink("/there")
        file["external"] = h5py.ExternalLink("other.h5", "/there")
        file.create_dataset("outside", shape=(4,), dtype="f4", external=[("other.bin", 0, 16)])
        layout = h5py.VirtualLayout(shape=(4,), dtype="f4")
        layout[:] = h5py.VirtualSource("other.h5", "there", shape=(4,))
        file.create_virtual_dataset("virtual", layout)
        file.create_dataset("lzf", data=numbers(64), compression="lzf")
        file.create_dataset("growing", data=numbers(64), chunks=(8,), maxshape=(None,))
        file.create_dataset("unwritten", shape=(1000, 1000), dtype="f4")
        file.create_dataset("holes", shape=(64,), dtype="f4", chunks=(8,))[:8] = 1
        file.create_dataset("records", data=np.zeros(3, dtype=[("a", "f4"), ("b", "i4")]))
        file.create_dataset("text", data="text")
        file.create_dataset("zeros", data=np.zeros((30_000, 1000), "f4"), chunks=(30_000, 1000), compression="gzip")
        file["type"] = np.dtype("f4")


def packed_model():
    """A model of Keras, in the newest layout and compressed."""
    options = {"chunks": True, "compression": "gzip", "shuffle": True, "fletcher32": True}

    def copy(source, target):
        for name, value in source.attrs.items():
            target.attrs[name] = value
        for name in source:
            if isinstance(source[name], h5py.Group):
                copy(source[name], target.create_group(name))
            else:
                target.create_dataset(name, data=source[name][()], **(options if source[name].size > 1 else {}))

    with h5py.File(FOLDER / "../hdf5/graph_rmsprop.h5") as source, h5py.File(FOLDER / "model_graph_rmsprop.h5", "w", libver="latest") as target:
        copy(source, target)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    earliest = record("earliest", libver="earliest")
    latest = record("latest", libver="latest")
    assert earliest == latest
    (FOLDER / "expected.json").write_text(json.dumps(latest) + "\n")
    refused()
    packed_model()


if __name__ == "__main__":
    main()
