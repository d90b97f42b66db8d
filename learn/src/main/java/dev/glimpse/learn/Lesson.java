package dev.glimpse.learn;

import java.util.Arrays;

/**
 * What a learner is taught: vectors and their classes, of those classes only that have vectors.
 *
 * @param labels one for each row, 0 to below the length of {@code present}
 * @param present the classes that have rows, ascending
 * @param classes how many classes there are, those without rows too
 */
record Lesson(Rows rows, int[] labels, int[] present, int classes) {

    static Lesson of(Rows rows, int[] labels, int classes) {
        if (labels.length != rows.count()) {
            throw new IllegalArgumentException(labels.length + " labels for " + rows.count() + " rows");
        }
        demandRows(rows);
        var counts = new int[classes];
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("label " + label + " of " + classes + " classes");
            }
            counts[label]++;
        }
        var place = new int[classes];
        var present = new int[classes];
        int size = 0;
        for (int one = 0; one < classes; one++) {
            place[one] = size;
            if (counts[one] > 0) {
                present[size++] = one;
            }
        }
        return new Lesson(
                rows,
                Arrays.stream(labels).map(label -> place[label]).toArray(),
                Arrays.copyOf(present, size),
                classes);
    }

    /** Refuses what nothing can be learnt from. */
    static void demandRows(Rows rows) {
        if (rows.count() == 0) {
            throw new LearnException("There are no vectors to learn from: give at least one");
        }
        demandFinite(rows);
    }

    static void demandFinite(Rows rows) {
        float[] values = rows.values();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new LearnException(
                        "Vectors have to be finite numbers, but number %d of vector %d is %s: leave that vector out"
                                .formatted(i % rows.length() + 1, i / rows.length() + 1, values[i]));
            }
        }
    }

    static void demandTargets(Rows rows, float[] targets) {
        if (targets.length != rows.count()) {
            throw new IllegalArgumentException(targets.length + " targets for " + rows.count() + " rows");
        }
        demandRows(rows);
        for (int i = 0; i < targets.length; i++) {
            if (!Float.isFinite(targets[i])) {
                throw new LearnException(
                        "Numbers to learn have to be finite, but that of vector %d is %s: leave that vector out"
                                .formatted(i + 1, targets[i]));
            }
        }
    }

    /** How many classes have rows. */
    int outputs() {
        return present.length;
    }

    /** A model of this lesson. */
    Learnt model(Body body, Link link, float slope) {
        return new Learnt(rows.length(), classes, present, link, slope, body);
    }

    /** The model where only one class has rows: it is the only answer there is. */
    Learnt onlyOne() {
        return model(new Constant(new float[] {1}), Link.PROBABILITIES, 1);
    }

    /** The same with only some of the rows. */
    Lesson only(int[] numbers) {
        return new Lesson(
                pick(rows, numbers),
                Arrays.stream(numbers).map(number -> labels[number]).toArray(),
                present,
                classes);
    }

    static Rows pick(Rows rows, int[] numbers) {
        int length = rows.length();
        var values = new float[numbers.length * length];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(rows.values(), numbers[i] * length, values, i * length, length);
        }
        return new Rows(length, values);
    }
}
