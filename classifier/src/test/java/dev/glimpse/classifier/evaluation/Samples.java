package dev.glimpse.classifier.evaluation;

import dev.glimpse.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Made-up evaluations that look like real ones. */
final class Samples {

    private Samples() {}

    /** One picture to be evaluated. */
    record Item(String name, int label) {}

    /** So many items, spread over so many labels. */
    static List<Item> items(int count, int labels) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Item("label " + i % labels + "/" + i + ".png", i % labels))
                .toList();
    }

    /** Labels named by their number. */
    static List<String> labels(int count) {
        return IntStream.range(0, count).mapToObj(label -> "label " + label).toList();
    }

    /** An evaluation of a model that knows its labels fairly well, and confuses neighbours most. */
    static Evaluation evaluation(List<String> labels, List<Item> items, Basis basis) {
        Evaluator evaluator = Evaluator.of(labels, basis);
        SplittableRandom random = Seed.of(7).random();
        for (Item item : items) {
            evaluator.add(item.name(), item.label(), probabilities(labels.size(), item.label(), random));
        }
        return evaluator.evaluation();
    }

    private static float[] probabilities(int labels, int label, SplittableRandom random) {
        double[] scores = new double[labels];
        double sum = 0;
        for (int i = 0; i < labels; i++) {
            double distance = Math.min(Math.floorMod(i - label, labels), Math.floorMod(label - i, labels));
            double mean = distance == 0 ? 4.6 - 0.25 * (label % 5) : distance == 1 ? 1.6 : 0;
            scores[i] = Math.exp(mean + 1.5 * random.nextGaussian());
            sum += scores[i];
        }
        float[] probabilities = new float[labels];
        for (int i = 0; i < labels; i++) {
            probabilities[i] = (float) (scores[i] / sum);
        }
        return probabilities;
    }

    /** Twenty epochs of a training that begins to learn by heart. */
    static TrainingCurves curves() {
        List<TrainingCurves.Epoch> epochs = new ArrayList<>();
        SplittableRandom random = Seed.of(3).random();
        for (int epoch = 1; epoch <= 20; epoch++) {
            java.util.Map<String, Double> metrics = new java.util.LinkedHashMap<>();
            metrics.put("loss", 1.5 * Math.exp(-epoch / 6.0) + 0.08);
            metrics.put("accuracy", 1 - 0.62 * Math.exp(-epoch / 6.0));
            metrics.put(
                    "val_loss",
                    1.3 * Math.exp(-epoch / 4.5) + 0.3 + 0.0011 * epoch * epoch / 2 + 0.02 * random.nextGaussian());
            metrics.put("val_accuracy", 0.9 - 0.5 * Math.exp(-epoch / 4.5) + 0.008 * random.nextGaussian());
            metrics.put("learning_rate", 0.001);
            epochs.add(TrainingCurves.Epoch.of(epoch, metrics));
        }
        return TrainingCurves.of(epochs).keeping(13);
    }
}
