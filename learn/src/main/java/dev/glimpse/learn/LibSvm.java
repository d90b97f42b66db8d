package dev.glimpse.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * LibSVM, on standardised vectors, with kernels that are worked out before it is asked.
 *
 * <p>LibSVM keeps an object for each number and multiplies them one by one. What it works on are only the likenesses of vectors
 * with each other; {@link Products} finds those in vector instructions.
 */
final class LibSvm {

    /** A likeness is an object that two rows share, and each refers to it. */
    private static final long BYTES = 24 / 2 + 4;

    static {
        svm.svm_set_print_string_function(line -> {});
    }

    private LibSvm() {}

    /** One machine for each two classes; the lesson has at least two. */
    static Kernel pairs(Lesson lesson, double c, double gamma) {
        Scaling scaling = Scaling.of(lesson.rows());
        Rows rows = scaling.apply(lesson.rows());
        var terms = new Terms(rows, scaling, (float) gamma);
        var members = new int[lesson.outputs()][];
        for (int one = 0; one < members.length; one++) {
            int wanted = one;
            members[one] = IntStream.range(0, rows.count())
                    .filter(row -> lesson.labels()[row] == wanted)
                    .toArray();
        }
        for (int one = 0; one < members.length; one++) {
            for (int other = one + 1; other < members.length; other++) {
                int[] both = IntStream.concat(Arrays.stream(members[one]), Arrays.stream(members[other]))
                        .toArray();
                var sides = new double[both.length];
                Arrays.fill(sides, -1);
                Arrays.fill(sides, 0, members[one].length, 1);
                terms.add(both, train(rows, both, sides, (float) gamma, options(svm_parameter.C_SVC, c)));
            }
        }
        return terms.kernel();
    }

    static Kernel number(Rows given, double[] targets, double c, double gamma) {
        Scaling scaling = Scaling.of(given);
        Rows rows = scaling.apply(given);
        var terms = new Terms(rows, scaling, (float) gamma);
        int[] all = IntStream.range(0, rows.count()).toArray();
        terms.add(all, train(rows, all, targets, (float) gamma, options(svm_parameter.EPSILON_SVR, c)));
        return terms.kernel();
    }

    private static svm_parameter options(int type, double c) {
        var options = new svm_parameter();
        options.svm_type = type;
        options.kernel_type = svm_parameter.PRECOMPUTED;
        options.C = c;
        options.p = 0.1;
        options.eps = 1e-3;
        options.cache_size = 64;
        options.shrinking = 1;
        return options;
    }

    private static svm_model train(Rows all, int[] numbers, double[] targets, float gamma, svm_parameter options) {
        int count = numbers.length;
        long bytes = (long) count * count * BYTES;
        long most = Runtime.getRuntime().maxMemory();
        if (bytes > most / 10 * 7) {
            throw new LearnException(
                    ("svm compares each vector with each other: %,d of them need %,d MB, and Java may use %,d MB."
                                    + " Take linear-svm or forest, teach with fewer vectors, or let Java use more (-Xmx)")
                            .formatted(count, bytes >> 20, most >> 20));
        }
        Rows rows = Lesson.pick(all, numbers);
        var problem = new svm_problem();
        problem.l = count;
        problem.y = targets;
        problem.x = nodes(rows, gamma);
        return svm.svm_train(problem, options);
    }

    private static svm_node[][] nodes(Rows rows, float gamma) {
        int count = rows.count();
        float[] squares = Products.squares(rows);
        var nodes = new svm_node[count][count + 1];
        int together = 256;
        for (int first = 0; first < count; first += together) {
            int some = Math.min(together, count - first);
            int from = first;
            Rows block = Lesson.pick(
                    rows, IntStream.range(0, some).map(i -> from + i).toArray());
            float[][] likeness =
                    Kernel.likeness(block, Arrays.copyOfRange(squares, first, first + some), rows, squares, gamma);
            for (int i = 0; i < some; i++) {
                int row = first + i;
                nodes[row][0] = node(row + 1);
                for (int column = 0; column <= row; column++) {
                    svm_node shared = node(column == row ? 1 : likeness[i][column]);
                    nodes[row][column + 1] = shared;
                    nodes[column][row + 1] = shared;
                }
            }
        }
        return nodes;
    }

    private static svm_node node(double value) {
        var node = new svm_node();
        node.value = value;
        return node;
    }

    /** The machines' terms, one machine after the other, over the vectors that any of them needs. */
    private static final class Terms {

        private final Rows rows;
        private final Scaling scaling;
        private final float gamma;
        private final List<Integer> ends = new ArrayList<>();
        private final List<Integer> which = new ArrayList<>();
        private final List<Float> weights = new ArrayList<>();
        private final List<Float> biases = new ArrayList<>();

        Terms(Rows rows, Scaling scaling, float gamma) {
            this.rows = rows;
            this.scaling = scaling;
            this.gamma = gamma;
        }

        void add(int[] numbers, svm_model model) {
            for (int i = 0; i < model.l; i++) {
                which.add(numbers[model.sv_indices[i] - 1]);
                weights.add((float) model.sv_coef[0][i]);
            }
            ends.add(which.size());
            biases.add((float) -model.rho[0]);
        }

        Kernel kernel() {
            int[] kept = which.stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .distinct()
                    .toArray();
            Rows support = Lesson.pick(rows, kept);
            return new Kernel(
                    scaling,
                    gamma,
                    support,
                    Products.squares(support),
                    ends.stream().mapToInt(Integer::intValue).toArray(),
                    which.stream()
                            .mapToInt(number -> Arrays.binarySearch(kept, number))
                            .toArray(),
                    floats(weights),
                    floats(biases));
        }

        private static float[] floats(List<Float> numbers) {
            var floats = new float[numbers.size()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = numbers.get(i);
            }
            return floats;
        }
    }
}
