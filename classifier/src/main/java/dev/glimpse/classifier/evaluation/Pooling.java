package dev.glimpse.classifier.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Several evaluations of the same labels as one: every picture of theirs counts the same. */
final class Pooling {

    private final List<Evaluation> parts;

    Pooling(List<Evaluation> parts) {
        this.parts = parts;
        List<String> labels = parts.getFirst().labels();
        for (Evaluation part : parts) {
            if (!part.labels().equals(labels)) {
                throw new IllegalArgumentException("evaluations of " + labels + " and of " + part.labels());
            }
        }
    }

    Evaluation on(Basis basis) {
        Evaluation first = parts.getFirst();
        return new Evaluation(
                basis,
                first.labels(),
                sum(parts.stream().map(Evaluation::accuracy).toList()),
                first.topK()
                        .map(top -> new Evaluation.TopK(
                                top.k(),
                                sum(parts.stream()
                                        .map(Evaluation::topK)
                                        .flatMap(Optional::stream)
                                        .map(Evaluation.TopK::share)
                                        .toList()))),
                mean(Evaluation::logLoss),
                mean(Evaluation::brier),
                confusion(),
                parts.stream()
                        .flatMap(part -> part.mistakes().stream())
                        .sorted(Evaluator.BY_CERTAINTY)
                        .limit(parts.stream()
                                .mapToInt(part -> part.mistakes().size())
                                .max()
                                .orElse(0))
                        .toList(),
                calibration());
    }

    private static Proportion sum(List<Proportion> shares) {
        return new Proportion(
                shares.stream().mapToLong(Proportion::hits).sum(),
                shares.stream().mapToLong(Proportion::of).sum());
    }

    private double mean(ToDoubleFunction<Evaluation> measure) {
        double sum = 0;
        long pictures = 0;
        for (Evaluation part : parts) {
            sum += measure.applyAsDouble(part) * part.pictures();
            pictures += part.pictures();
        }
        return sum / pictures;
    }

    private ConfusionMatrix confusion() {
        int labels = parts.getFirst().labels().size();
        long[][] counts = new long[labels][labels];
        for (Evaluation part : parts) {
            for (int label = 0; label < labels; label++) {
                for (int predicted = 0; predicted < labels; predicted++) {
                    counts[label][predicted] += part.confusion().count(label, predicted);
                }
            }
        }
        return ConfusionMatrix.of(counts);
    }

    private Calibration calibration() {
        List<Calibration.Bin> first = parts.getFirst().calibration().bins();
        List<Calibration.Bin> bins = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            int number = i;
            List<Calibration.Bin> same = IntStream.range(0, parts.size())
                    .mapToObj(part -> parts.get(part).calibration().bins().get(number))
                    .toList();
            bins.add(new Calibration.Bin(
                    first.get(i).low(),
                    first.get(i).high(),
                    same.stream().mapToLong(Calibration.Bin::count).sum(),
                    same.stream().mapToLong(Calibration.Bin::correct).sum(),
                    same.stream().mapToDouble(Calibration.Bin::sum).sum()));
        }
        return new Calibration(bins);
    }
}
