package dev.glimpse.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** The type of a tensor's numbers. */
public enum DType {
    /** 32-bit floating point: what models compute with. */
    FLOAT32(ScalarType.Float, 4),
    /** 64-bit floating point: for checks that need it. */
    FLOAT64(ScalarType.Double, 8),
    /** 64-bit integers: what indices are. */
    INT64(ScalarType.Long, 8),
    /** 32-bit integers. */
    INT32(ScalarType.Int, 4),
    /** Unsigned bytes, 0 to 255: the values of pictures. */
    UINT8(ScalarType.Byte, 1),
    /** True or false: what comparisons give. */
    BOOL(ScalarType.Bool, 1);

    private static final DType[] ALL = values();

    private final ScalarType scalarType;
    private final int bytes;

    DType(ScalarType scalarType, int bytes) {
        this.scalarType = scalarType;
        this.bytes = bytes;
    }

    /** The bytes that one number takes. */
    public int bytes() {
        return bytes;
    }

    /** Whether the numbers can have a fractional part, and so a gradient. */
    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    ScalarType scalarType() {
        return scalarType;
    }

    static DType of(ScalarType scalarType) {
        for (DType type : ALL) {
            if (type.scalarType.value == scalarType.value) {
                return type;
            }
        }
        throw new TensorException("numbers of type " + scalarType.intern() + " have no place here; cast them first");
    }
}
