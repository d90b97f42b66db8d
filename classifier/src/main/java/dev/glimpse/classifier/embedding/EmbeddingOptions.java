package dev.glimpse.classifier.embedding;

import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.image.Augmentation;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** How a dataset is given its vectors. */
public final class EmbeddingOptions {

    private Strictness strictness = Strictness.SKIP;
    private Consumer<Unreadable> unreadable = _ -> {};
    private Progress progress = (_, _) -> {};
    private Consumer<String> remarks = _ -> {};
    private BooleanSupplier stopWhen = () -> false;
    private Optional<Augmentation> augmentation = Optional.empty();
    private int looks = 1;

    EmbeddingOptions() {}

    /** Is told how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** {@code done} of {@code all} pictures have their vectors. */
        void at(long done, long all);
    }

    /** Pictures that cannot be decoded are left out, unless told, or refused. */
    public EmbeddingOptions strictness(Strictness chosen) {
        this.strictness = chosen;
        return this;
    }

    /** Is told of each picture that is left out because it cannot be decoded. */
    public EmbeddingOptions unreadable(Consumer<Unreadable> listener) {
        this.unreadable = listener;
        return this;
    }

    /** Tells how far it is. */
    public EmbeddingOptions progress(Progress listener) {
        this.progress = listener;
        return this;
    }

    /** Asked after each batch whether to stop there; what was computed is kept. */
    public EmbeddingOptions stopWhen(BooleanSupplier condition) {
        this.stopWhen = condition;
        return this;
    }

    /**
     * Pictures to learn from get further vectors, of what they look like when they are changed at random; the same ones
     * each time.
     *
     * @param count how many vectors a picture has, the first of the picture as it is
     */
    public EmbeddingOptions looks(int count, Augmentation change) {
        this.looks = count;
        this.augmentation = Optional.of(change);
        return this;
    }

    /** Is told what its owner should know, a sentence each: that vectors cannot be kept, for example. */
    public EmbeddingOptions remarks(Consumer<String> listener) {
        this.remarks = listener;
        return this;
    }

    Consumer<String> remarks() {
        return remarks;
    }

    Strictness strictness() {
        return strictness;
    }

    Consumer<Unreadable> unreadable() {
        return unreadable;
    }

    Progress progress() {
        return progress;
    }

    BooleanSupplier stopWhen() {
        return stopWhen;
    }

    Optional<Augmentation> augmentation() {
        return augmentation;
    }

    int looks() {
        return looks;
    }
}
