package dev.glimpse.classifier.doctor;

import dev.glimpse.data.Dataset;
import java.util.function.Consumer;

/** Looks at a dataset and says what is likely to spoil what is learnt from it. */
public final class DataDoctor {

    private DataDoctor() {}

    /**
     * Checks a dataset; nothing in it is changed.
     *
     * <p>Every picture is decoded once, and once more by the embedder if its vector is not known yet. Beyond the dataset's own
     * index some 300 bytes a picture are held; pictures and vectors stream. What grows with the square of their number is
     * comparing all hashes (seconds for a hundred thousand pictures) and all vectors (a quarter of an hour).
     */
    public static Diagnosis check(Dataset dataset, Consumer<DoctorOptions> options) {
        DoctorOptions chosen = new DoctorOptions();
        options.accept(chosen);
        return new Examination(dataset, Looks.at(dataset, chosen.looking()), chosen).diagnosis();
    }
}
