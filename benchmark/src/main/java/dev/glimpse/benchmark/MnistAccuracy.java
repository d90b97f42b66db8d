package dev.glimpse.benchmark;

import dev.glimpse.classifier.FromScratch;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.tensor.Engine;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How many of the 10,000 test digits the course's CNN reads right after some epochs on the 60,000 others, seed by seed.
 *
 * <p>Arguments: the folder with the four IDX files, the number of epochs, {@code rmsprop} or {@code adam}, and the seeds.
 */
public final class MnistAccuracy {

    private MnistAccuracy() {}

    /** See above. */
    public static void main(String[] arguments) {
        if (arguments.length < 4) {
            System.err.println("usage: MnistAccuracy FOLDER EPOCHS rmsprop|adam SEED...");
            System.exit(2);
        }
        int epochs = Integer.parseInt(arguments[1]);
        Optimizer optimizer = arguments[2].equals("adam") ? Optimizers.adam() : Optimizers.rmsprop();
        System.out.println("threads: " + Engine.threads());
        double sum = 0;
        int seeds = arguments.length - 3;
        try (Dataset digits = Dataset.open(Path.of(arguments[0])).split(split -> split.shares(0, 0))) {
            System.out.println(
                    digits.size(Split.TRAIN) + " digits to learn from, " + digits.size(Split.TEST) + " to test");
            for (int i = 3; i < arguments.length; i++) {
                double accuracy = accuracy(digits, epochs, optimizer, Long.parseLong(arguments[i]));
                sum += accuracy;
            }
        }
        System.out.printf(Locale.ROOT, "mean of %d seeds: %.2f %%%n", seeds, 100 * sum / seeds);
    }

    private static double accuracy(Dataset digits, int epochs, Optimizer optimizer, long seed) {
        FromScratch recipe = FromScratch.of(KnownArchitecture.MNIST_CNN)
                .epochs(epochs)
                .optimizer(optimizer)
                .seed(seed);
        long started = System.nanoTime();
        var trained = (Trained) Training.run(digits, recipe, _ -> {});
        double seconds = (System.nanoTime() - started) / 1e9;
        trained.classifier().close();
        double accuracy = trained.report().orElseThrow().evaluation().accuracy().value();
        System.out.printf(Locale.ROOT, "seed %d: %.2f %% in %.0f s%n", seed, 100 * accuracy, seconds);
        return accuracy;
    }
}
