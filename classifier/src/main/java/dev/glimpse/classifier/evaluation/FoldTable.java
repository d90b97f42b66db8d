package dev.glimpse.classifier.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folds of a cross-validation as rows of cells, for text and pages alike. */
final class FoldTable {

    static final String NOTE = "The mean of the folds, each counting the same, and behind ± their sample deviation"
            + " (divisor: their number less one).";

    private final FoldScores scores;
    private final Optional<Integer> topK;

    FoldTable(FoldScores scores) {
        this.scores = scores;
        this.topK = scores.topK()
                .flatMap(_ -> scores.folds().getFirst().evaluation().topK().map(Evaluation.TopK::k));
    }

    List<String> heads() {
        List<String> heads = new ArrayList<>(List.of("fold", "accuracy"));
        topK.ifPresent(k -> heads.add("top-" + k));
        heads.addAll(List.of("log loss", "macro F1", "pictures"));
        return heads;
    }

    List<List<String>> rows() {
        return scores.folds().stream().map(this::row).toList();
    }

    private List<String> row(FoldScore fold) {
        Evaluation evaluation = fold.evaluation();
        List<String> cells =
                new ArrayList<>(List.of(Integer.toString(fold.number()), Figures.percent(evaluation.accuracy())));
        if (topK.isPresent()) {
            evaluation.topK().ifPresent(top -> cells.add(Figures.percent(top.share())));
        }
        cells.add(Figures.loss(evaluation.logLoss()));
        cells.add(Figures.score(evaluation.macroAverage().f1()));
        cells.add(Figures.count(evaluation.pictures()));
        return cells;
    }

    List<String> mean() {
        List<String> cells = new ArrayList<>(List.of("mean", scores.accuracy().percent()));
        scores.topK().ifPresent(top -> cells.add(top.percent()));
        cells.add(scores.logLoss().words(4));
        cells.add(scores.macroF1().words(3));
        cells.add(Figures.count(scores.folds().stream()
                .mapToLong(fold -> fold.evaluation().pictures())
                .sum()));
        return cells;
    }
}
