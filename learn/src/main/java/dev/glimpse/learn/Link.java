package dev.glimpse.learn;

/** How what was answered becomes probabilities. */
enum Link {
    /** The answers are probabilities. */
    PROBABILITIES("probabilities"),
    /** One answer for each class against the rest: their sigmoids, made to add up to 1. */
    SIGMOIDS("sigmoids"),
    /** One answer for each class: softmax of the answers times the slope. */
    SOFTMAX("softmax"),
    /**
     * One answer for each two classes, above 0 for the first: the sigmoid of it times the slope is how probable the first is of
     * the two, and a class is as probable as the geometric mean over its pairs, squared so that of two it is the sigmoid itself.
     */
    PAIRS("pairs");

    private final String word;

    Link(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** How many answers there have to be for so many classes. */
    long answers(int classes) {
        return this == PAIRS ? (long) classes * (classes - 1) / 2 : classes;
    }

    double[] probabilities(float[] answers, int classes, double slope) {
        var logs = new double[classes];
        switch (this) {
            case PROBABILITIES -> {
                var all = new double[classes];
                double sum = 0;
                for (int one = 0; one < classes; one++) {
                    all[one] = Math.max(0, answers[one]);
                    sum += all[one];
                }
                for (int one = 0; one < classes; one++) {
                    all[one] = sum > 0 ? all[one] / sum : 1.0 / classes;
                }
                return all;
            }
            case SIGMOIDS -> {
                for (int one = 0; one < classes; one++) {
                    logs[one] = logOfSigmoid(slope * answers[one]);
                }
            }
            case SOFTMAX -> {
                for (int one = 0; one < classes; one++) {
                    logs[one] = slope * answers[one];
                }
            }
            case PAIRS -> {
                int pair = 0;
                for (int one = 0; one < classes; one++) {
                    for (int other = one + 1; other < classes; other++) {
                        logs[one] += 2.0 / classes * logOfSigmoid(slope * answers[pair]);
                        logs[other] += 2.0 / classes * logOfSigmoid(-slope * answers[pair]);
                        pair++;
                    }
                }
            }
        }
        return softmax(logs);
    }

    private static double logOfSigmoid(double x) {
        return x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x));
    }

    private static double[] softmax(double[] logs) {
        double most = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            most = Math.max(most, log);
        }
        double sum = 0;
        for (int one = 0; one < logs.length; one++) {
            logs[one] = Math.exp(logs[one] - most);
            sum += logs[one];
        }
        for (int one = 0; one < logs.length; one++) {
            logs[one] /= sum;
        }
        return logs;
    }
}
