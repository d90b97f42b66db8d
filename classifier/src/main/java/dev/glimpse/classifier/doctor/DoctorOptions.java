package dev.glimpse.classifier.doctor;

import dev.glimpse.classifier.embedding.Embedder;
import dev.glimpse.classifier.embedding.EmbeddingOptions;
import dev.glimpse.data.OpenOptions.Progress;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** How a dataset is checked. */
public final class DoctorOptions {

    private Optional<Sight> sight = Optional.empty();
    private String withoutSight = "there is no pretrained network";
    private final Set<FindingKind> skipped = EnumSet.noneOf(FindingKind.class);
    private Progress looking = (_, _) -> {};
    private EmbeddingOptions.Progress embedding = (_, _) -> {};
    private Consumer<String> remarks = _ -> {};

    DoctorOptions() {}

    /** What embeds pictures, and what it is called. */
    record Sight(String name, Embedder embedder) {}

    /**
     * Pictures are compared by what a network says of them as well, as they have to be to find labels that are probably wrong.
     *
     * @param name what the network is called in reports
     * @param embedder stays open
     */
    public DoctorOptions embedder(String name, Embedder embedder) {
        this.sight = Optional.of(new Sight(name, embedder));
        return this;
    }

    /** Why there is no network, in a few words; and what to do about it. */
    public DoctorOptions withoutEmbedder(String reason) {
        this.sight = Optional.empty();
        this.withoutSight = reason;
        return this;
    }

    /** A kind of finding that is not wanted. */
    public DoctorOptions without(FindingKind kind) {
        skipped.add(kind);
        return this;
    }

    /** Is told how many pictures were decoded. */
    public DoctorOptions looking(Progress progress) {
        this.looking = progress;
        return this;
    }

    /** Is told how many pictures have their embeddings. */
    public DoctorOptions embedding(EmbeddingOptions.Progress progress) {
        this.embedding = progress;
        return this;
    }

    /** Is told what should be known and is no finding, such as that embeddings cannot be kept. */
    public DoctorOptions remarks(Consumer<String> listener) {
        this.remarks = listener;
        return this;
    }

    Optional<Sight> sight() {
        return sight;
    }

    String withoutSight() {
        return withoutSight;
    }

    boolean wants(FindingKind kind) {
        return !skipped.contains(kind);
    }

    Progress looking() {
        return looking;
    }

    EmbeddingOptions.Progress embedding() {
        return embedding;
    }

    Consumer<String> remarks() {
        return remarks;
    }
}
