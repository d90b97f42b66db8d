package dev.glimpse.classifier.regression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The minimizer L-BFGS: it goes downhill in the direction that the last few gradients say leads to the bottom, and as far as
 * the strong Wolfe conditions want.
 *
 * @param tolerance it is done when no part of the gradient is larger than this
 * @param iterations how many steps it takes at most
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal and Wright, Numerical Optimization, algorithms 7.4, 7.5,
 *     3.5 and 3.6</a>
 */
record Lbfgs(double tolerance, int iterations) {

    private static final int MEMORY = 10;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int TRIES = 25;

    /** A smooth function of many numbers. */
    @FunctionalInterface
    interface Smooth {

        /** The value at a point; the gradient there is written into the second array. */
        double at(double[] point, double[] gradient);
    }

    /**
     * Where it came to.
     *
     * @param point the numbers
     * @param value of the function there
     * @param gradient the largest part of the gradient there
     * @param iterations how many steps it took
     * @param evaluations how often the function was asked
     */
    record Minimum(double[] point, double value, double gradient, int iterations, int evaluations) {}

    /** The bottom of a function, or as near to it as the function's own precision and the number of steps allow. */
    Minimum minimize(Smooth function, double[] start) {
        Place here = new Place(function, start.clone(), new Count());
        Deque<Pair> memory = new ArrayDeque<>();
        int steps = 0;
        while (steps < iterations && here.steepest() > tolerance) {
            double[] direction = direction(memory, here.gradient);
            double slope = dot(direction, here.gradient);
            if (!(slope < 0)) {
                memory.clear();
                direction = negated(here.gradient);
                slope = dot(direction, here.gradient);
            }
            double first = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
            Place next = new Search(here, direction, slope).from(first);
            if (!(next.value < here.value)) {
                break;
            }
            Pair pair = Pair.between(here, next);
            if (pair.curvature > 1e-10 * dot(pair.changes, pair.changes)) {
                memory.addLast(pair);
                if (memory.size() > MEMORY) {
                    memory.removeFirst();
                }
            }
            here = next;
            steps++;
        }
        return new Minimum(here.point, here.value, here.steepest(), steps, here.count.evaluations);
    }

    private static final class Count {
        private int evaluations;
    }

    /** A point with what the function is there. */
    private static final class Place {
        private final Smooth function;
        private final Count count;
        private final double[] point;
        private final double[] gradient;
        private final double value;

        Place(Smooth function, double[] point, Count count) {
            this.function = function;
            this.count = count;
            this.point = point;
            this.gradient = new double[point.length];
            this.value = function.at(point, gradient);
            count.evaluations++;
        }

        Place ahead(double[] direction, double step) {
            double[] there = point.clone();
            for (int i = 0; i < there.length; i++) {
                there[i] += step * direction[i];
            }
            return new Place(function, there, count);
        }

        double steepest() {
            double most = 0;
            for (double part : gradient) {
                most = Math.max(most, Math.abs(part));
            }
            return most;
        }
    }

    /** How the gradient changed over one step. */
    private record Pair(double[] moves, double[] changes, double curvature) {

        static Pair between(Place from, Place to) {
            double[] moves = new double[from.point.length];
            double[] changes = new double[moves.length];
            for (int i = 0; i < moves.length; i++) {
                moves[i] = to.point[i] - from.point[i];
                changes[i] = to.gradient[i] - from.gradient[i];
            }
            return new Pair(moves, changes, dot(moves, changes));
        }
    }

    /** Downhill, as the remembered pairs bend it. */
    private static double[] direction(Deque<Pair> memory, double[] gradient) {
        double[] direction = negated(gradient);
        double[] shares = new double[memory.size()];
        int place = memory.size();
        for (Iterator<Pair> newestFirst = memory.descendingIterator(); newestFirst.hasNext(); ) {
            Pair pair = newestFirst.next();
            place--;
            shares[place] = dot(pair.moves, direction) / pair.curvature;
            add(direction, -shares[place], pair.changes);
        }
        if (!memory.isEmpty()) {
            Pair last = memory.getLast();
            double scale = last.curvature / dot(last.changes, last.changes);
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= scale;
            }
        }
        for (Pair pair : memory) {
            add(direction, shares[place] - dot(pair.changes, direction) / pair.curvature, pair.moves);
            place++;
        }
        return direction;
    }

    /** The way along one direction. */
    private record Search(Place start, double[] direction, double slope) {

        /** A place that is low and flat enough, or the lowest that was found. */
        Place from(double firstStep) {
            double before = 0;
            Place low = start;
            double step = firstStep;
            for (int i = 0; i < TRIES; i++) {
                Place there = start.ahead(direction, step);
                if (isTooHigh(there, step) || (i > 0 && there.value >= low.value)) {
                    return between(low, before, there, step);
                }
                double slopeThere = dot(there.gradient, direction);
                if (Math.abs(slopeThere) <= -CURVATURE * slope) {
                    return there;
                }
                if (slopeThere >= 0) {
                    return between(there, step, low, before);
                }
                before = step;
                low = there;
                step *= 2;
            }
            return low;
        }

        private Place between(Place lowest, double lowStep, Place highest, double highStep) {
            Place low = lowest;
            Place high = highest;
            double at = lowStep;
            double end = highStep;
            for (int i = 0; i < TRIES; i++) {
                double step = cubic(at, low, end, high);
                Place there = start.ahead(direction, step);
                if (isTooHigh(there, step) || there.value >= low.value) {
                    high = there;
                    end = step;
                    continue;
                }
                double slopeThere = dot(there.gradient, direction);
                if (Math.abs(slopeThere) <= -CURVATURE * slope) {
                    return there;
                }
                if (slopeThere * (end - at) >= 0) {
                    high = low;
                    end = at;
                }
                low = there;
                at = step;
            }
            return low;
        }

        private boolean isTooHigh(Place there, double step) {
            return !(there.value <= start.value + SUFFICIENT_DECREASE * step * slope);
        }

        /** The bottom of the cubic through two places, kept away from both ends. */
        private double cubic(double at, Place low, double end, Place high) {
            double slopeLow = dot(low.gradient, direction);
            double slopeHigh = dot(high.gradient, direction);
            double bend = slopeLow + slopeHigh - 3 * (low.value - high.value) / (at - end);
            double root = Math.sqrt(bend * bend - slopeLow * slopeHigh) * Math.signum(end - at);
            double step = end - (end - at) * (slopeHigh + root - bend) / (slopeHigh - slopeLow + 2 * root);
            double least = Math.min(at, end) + 0.1 * Math.abs(end - at);
            double most = Math.max(at, end) - 0.1 * Math.abs(end - at);
            return Double.isFinite(step) ? Math.clamp(step, least, most) : (at + end) / 2;
        }
    }

    private static double[] negated(double[] numbers) {
        double[] result = new double[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = -numbers[i];
        }
        return result;
    }

    private static double dot(double[] first, double[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] numbers) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * numbers[i];
        }
    }
}
