package dev.glimpse.classifier.doctor;

import dev.glimpse.data.Dataset;
import java.util.function.Consumer;

/** Looks at a dataset and says what is likely to spoil what is learnt from it. */
public final class DataDoctor {

    private DataDoctor() {}

    /**
     * Checks a dataset; nothing in it is changed.
     *
     * <p>Every picture is decoded once, and once more by the embedder if its vector is not known yet.
     */
    public static Diagnosis check(Dataset dataset, Consumer<DoctorOptions> options) {
        DoctorOptions chosen = new DoctorOptions();
        options.accept(chosen);
        throw new UnsupportedOperationException("not yet: " + dataset.location());
    }
}
