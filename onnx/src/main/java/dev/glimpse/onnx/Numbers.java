package dev.glimpse.onnx;

/** Numbers in row-major order that are worked out while they are written, so that nothing needs a copy of them. */
@FunctionalInterface
interface Numbers {

    /** Where numbers go, one after another. */
    interface Target {

        /** One number. */
        void put(float number);

        /** Part of an array. */
        void put(float[] numbers, int from, int count);
    }

    void writeTo(Target target);

    /** These numbers. */
    static Numbers of(float... numbers) {
        return target -> target.put(numbers, 0, numbers.length);
    }

    /** A kernel whose last two axes are channels, [height, width, a, b], with these in front: [b, a, height, width]. */
    static Numbers kernel(int places, int a, int b, float[] numbers, Scale scaleOfA, Scale scaleOfB) {
        return target -> {
            float[] row = new float[a * places];
            for (int to = 0; to < b; to++) {
                for (int place = 0; place < places; place++) {
                    for (int from = 0; from < a; from++) {
                        double number = numbers[(place * a + from) * b + to];
                        row[from * places + place] = (float) (number * scaleOfA.at(from) * scaleOfB.at(to));
                    }
                }
                target.put(row, 0, row.length);
            }
        };
    }

    /** An array [height · width, channels] as [channels, height · width]. */
    static Numbers channelsFirst(int places, int channels, float[] numbers) {
        return kernel(places, 1, channels, numbers, Scale.ONE, Scale.ONE);
    }

    /** What numbers are multiplied with, index by index. */
    @FunctionalInterface
    interface Scale {

        /** Nothing changes. */
        Scale ONE = _ -> 1;

        double at(int index);
    }
}
