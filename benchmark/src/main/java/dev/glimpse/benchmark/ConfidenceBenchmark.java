package dev.glimpse.benchmark;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Training;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.confidence.Sureness;
import dev.glimpse.classifier.evaluation.Proportion;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.classifier.evaluation.Unknowns;
import dev.glimpse.classifier.evaluation.Unscaled;
import dev.glimpse.data.Dataset;
import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.zoo.Backbone;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.pixel.PixelLayers;
import dev.glimpse.zoo.pixel.PixelMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How honest a head on MobileNetV2 1.0 is: whether it tells photographs of other things, and a class that it never saw, from those
 * that it learnt; and what a temperature does to one that was taught until it was far too sure of itself.
 */
public final class ConfidenceBenchmark {

    private static final int SURE_EPOCHS = 200;

    private ConfidenceBenchmark() {}

    /**
     * Takes MobileNetV2's weights without top, a folder of class folders, a folder of photographs that show none of these
     * classes, and seeds.
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            System.err.println("ConfidenceBenchmark WEIGHTS.h5 CLASSES PHOTOGRAPHS [SEED…]");
            System.exit(2);
        }
        Backbone backbone = backbone(Path.of(arguments[0]));
        Path photographs = Path.of(arguments[2]);
        List<Long> seeds = new ArrayList<>();
        for (int i = 3; i < arguments.length; i++) {
            seeds.add(Long.parseLong(arguments[i]));
        }
        try (Dataset classes = Dataset.open(Path.of(arguments[1])).split()) {
            Head head = Head.of(backbone);
            print("all classes, foreign: " + photographs, head, classes, Foreign.in(photographs));
            for (String label : classes.labels()) {
                List<String> rest = classes.labels().stream()
                        .filter(other -> !other.equals(label))
                        .toList();
                int number = classes.labels().indexOf(label);
                Dataset known = classes.where(item -> item.label() != number).withLabels(rest);
                Dataset unknown = classes.where(item -> item.label() == number);
                print("without " + label + ", foreign: its pictures", head, known, Foreign.of(unknown));
            }
            for (long seed : seeds.isEmpty() ? List.of(0L) : seeds) {
                sure(head.with(head.learning().epochs(SURE_EPOCHS).toTheEnd().seed(seed)), classes);
            }
        }
    }

    /** Pictures that show none of the classes. */
    private interface Foreign {

        Report judge(Classifier classifier, Dataset own);

        static Foreign in(Path folder) {
            return (classifier, own) -> classifier.evaluate(own, "head", judging -> judging.unknown(folder));
        }

        static Foreign of(Dataset pictures) {
            return (classifier, own) -> classifier.evaluate(own, "head", judging -> judging.unknown(pictures));
        }
    }

    private static Backbone backbone(Path weights) throws IOException {
        ModelConfig layers = ModelConfig.of(
                KnownNetwork.named("mobilenet_v2").orElseThrow().architecture(new Ending.AveragePooled()));
        ModelFile model = PixelLayers.before(ModelFiles.readWeights(weights, layers), PixelMode.TF);
        return new Backbone("mobilenet_v2", model, weights.getFileName().toString());
    }

    private static void print(String what, Head head, Dataset own, Foreign foreign) {
        Trained trained = (Trained) Training.run(own, head, _ -> {});
        try (Classifier classifier = trained.classifier()) {
            Report report = foreign.judge(classifier, own);
            Unknowns unknowns = report.unknowns().orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "%s%n  accuracy %s, AUROC %.4f, foreign ones refused %s, own ones lost %s%n",
                    what,
                    words(report.evaluation().accuracy()),
                    unknowns.auroc().orElseThrow(),
                    unknowns.refused().map(ConfidenceBenchmark::words).orElse("never"),
                    unknowns.lost().map(ConfidenceBenchmark::words).orElse("never"));
            report.unscaled().ifPresent(before -> print(before, report));
        }
    }

    private static void sure(Head head, Dataset classes) {
        Trained trained = (Trained) Training.run(classes, head, _ -> {});
        trained.classifier().close();
        Report report = trained.report().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "%d epochs to the end, seed %d: accuracy %s%n",
                head.learning().epochs(),
                head.learning().seed(),
                words(report.evaluation().accuracy()));
        report.unscaled().ifPresent(before -> print(before, report));
    }

    private static void print(Unscaled before, Report report) {
        Sureness after = Sureness.of(report.evaluation());
        System.out.printf(
                Locale.ROOT,
                "  temperature %.2f; on test: calibration error %.2f %% -> %.2f %%, log loss %.4f -> %.4f%n",
                before.temperature(),
                100 * before.calibrationError(),
                100 * after.calibrationError(),
                before.logLoss(),
                after.logLoss());
    }

    private static String words(Proportion share) {
        return String.format(Locale.ROOT, "%.1f %% (%d of %d)", 100 * share.value(), share.hits(), share.of());
    }
}
