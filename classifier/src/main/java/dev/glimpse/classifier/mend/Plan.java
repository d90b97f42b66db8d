package dev.glimpse.classifier.mend;

import dev.glimpse.classifier.doctor.Diagnosis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is to be done about a dataset, a step for each picture; nothing of it is done yet.
 *
 * <p>As a file it is JSON, for a person to read and to change before {@link Mending} carries it out.
 *
 * @param dataset where the dataset lies
 * @param createdBy which program made the plan
 * @param created when
 * @param steps in the order in which they are done; at most one that is on for a picture
 */
public record Plan(Path dataset, String createdBy, Instant created, List<Step> steps) {

    public Plan {
        steps = List.copyOf(steps);
    }

    /**
     * The plan that follows from what a doctor found: {@code Plan.of(diagnosis, plan -> plan.fixLabels(0.9))}.
     *
     * <p>{@link PlanOptions} says which finding becomes which step.
     */
    public static Plan of(Diagnosis diagnosis, UnaryOperator<PlanOptions> options) {
        return new Planning(diagnosis, options.apply(PlanOptions.usual())).plan();
    }

    /**
     * Checks that there can be a plan for a dataset, before it is looked at for minutes.
     *
     * @throws dev.glimpse.data.item.DataException if it is no folder of class folders, so that no picture can be moved in it
     */
    public static void requireMendable(Path data) {
        Planning.requireMendable(data);
    }

    /**
     * Checks that a plan may be written to a file.
     *
     * @throws dev.glimpse.data.item.DataException if a plan there has been carried out, and could then not be undone
     */
    public static void requireFree(Path file) {
        PlanFile.requireFree(file);
    }

    /**
     * The plan in a file.
     *
     * @throws dev.glimpse.data.item.DataException if it is none
     */
    public static Plan read(Path file) {
        return PlanFile.read(file);
    }

    /**
     * Writes the plan; until it is whole, the file is not there, or is the old one.
     *
     * @throws dev.glimpse.data.item.DataException if a plan there has been carried out, and could then not be undone
     */
    public void write(Path file) throws IOException {
        PlanFile.write(this, file);
    }

    /** The steps that will be done. */
    public List<Step> chosen() {
        return steps.stream().filter(step -> step.choice() == Step.Choice.ON).toList();
    }
}
