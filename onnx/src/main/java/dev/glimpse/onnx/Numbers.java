package dev.glimpse.onnx;

/** Numbers in row-major order that are worked out while they are written, so that nothing needs a copy of them. */
@FunctionalInterface
interface Numbers {

    /** As many numbers as a line of the processor's cache has. */
    int TOGETHER = 16;

    /** Where numbers go, one after another. */
    @FunctionalInterface
    interface Target {

        /** Part of an array. */
        void put(float[] numbers, int from, int count);
    }

    void writeTo(Target target);

    /** These numbers. */
    static Numbers of(float... numbers) {
        return target -> target.put(numbers, 0, numbers.length);
    }

    /**
     * A kernel whose last two axes are channels, [places, a, b], with these in front: [b, a, places].
     *
     * <p>Columns are read several at a time, so that what is fetched from memory together is used together.
     */
    static Numbers kernel(int places, int a, int b, float[] numbers, Scale scaleOfA, Scale scaleOfB) {
        return target -> {
            int count = a * places;
            float[] columns = new float[Math.min(b, TOGETHER) * count];
            for (int first = 0; first < b; first += TOGETHER) {
                int together = Math.min(TOGETHER, b - first);
                for (int place = 0; place < places; place++) {
                    for (int from = 0; from < a; from++) {
                        int source = (place * a + from) * b + first;
                        int to = from * places + place;
                        for (int i = 0; i < together; i++) {
                            columns[i * count + to] = numbers[source + i];
                        }
                    }
                }
                if (scaleOfA != Scale.ONE || scaleOfB != Scale.ONE) {
                    for (int i = 0; i < together; i++) {
                        scale(columns, i * count, places, a, scaleOfA, scaleOfB.at(first + i));
                    }
                }
                target.put(columns, 0, together * count);
            }
        };
    }

    private static void scale(float[] numbers, int start, int places, int a, Scale scaleOfA, double scaleOfB) {
        int at = start;
        for (int from = 0; from < a; from++) {
            double factor = scaleOfA.at(from) * scaleOfB;
            for (int place = 0; place < places; place++, at++) {
                numbers[at] = (float) (numbers[at] * factor);
            }
        }
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
