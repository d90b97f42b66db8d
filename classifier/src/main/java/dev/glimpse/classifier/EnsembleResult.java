package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.classifier.evaluation.Report;
import java.util.List;
import java.util.Optional;

/**
 * What became of the members of an {@link Ensemble}.
 *
 * @param classifier all of them in one; whoever asked for it closes it
 * @param members each of them, in the order in which they were named
 * @param whole what the ensemble does on the same pictures
 * @param report on test pictures, if there were some
 * @param parameters how many numbers the ensemble's layers have
 * @param separately how many those of its members have, one by one: more where layers are equal
 * @param remarks what its owner should know, a sentence each
 */
public record EnsembleResult(
        Classifier classifier,
        List<Judged> members,
        Judged whole,
        Optional<Report> report,
        long parameters,
        long separately,
        List<String> remarks) {

    public EnsembleResult {
        members = List.copyOf(members);
        remarks = List.copyOf(remarks);
    }

    /**
     * A classifier as it did.
     *
     * @param name of its file
     * @param recipe how it was taught, in a few words
     * @param weight its share in the mean, 0 to 1; 0 if it was left out
     * @param validation on pictures that no member learnt from, and that may have steered some; none if there were none
     * @param test on pictures that neither taught nor steered any member; none if there were none
     */
    public record Judged(
            String name, String recipe, double weight, Optional<Evaluation> validation, Optional<Evaluation> test) {}
}
