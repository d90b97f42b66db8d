package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.classifier.TrainingResult.Interrupted;
import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Picture;
import dev.glimpse.tensor.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoTest {

    private static final int SIDE = 24;

    /** What lies between two stripes is wider than the backbone sees at once, so no vector's number knows both. */
    private static final int STRIPE = 5;

    private static final int MIDDLE = 125;
    private static final BackboneOffer TINY = BackboneOffer.of(TinyBackbone.of(1));
    private static final Auto AUTO = Auto.within(Duration.ofSeconds(60), List.of(TINY));

    @TempDir
    Path folder;

    private final List<TeachingEvent> events = new ArrayList<>();

    /** Two stripes at the edges say what it is, each by itself or only both together. */
    private interface Task {
        /** The class of a picture whose stripes are bright or dark. */
        String label(boolean left, boolean right);
    }

    @Test
    void different_recipes_win_on_different_pictures_and_none_that_was_tried_is_better() {
        // A straight line through the vectors tells the left stripe; whether both are alike, none does.
        String left = winner("left", (bright, _) -> bright ? "bright" : "dark", 30);
        String alike = winner("alike", (one, other) -> one == other ? "alike" : "unlike", 0);

        assertThat(left).isNotEqualTo(alike);
        assertThat(alike).isNotEqualTo("linear");
    }

    private String winner(String name, Task task, int noise) {
        Path pictures = folder.resolve(name);
        draw(pictures, task, 60, noise);
        events.clear();
        try (Dataset dataset = Dataset.open(pictures).split();
                Classifier classifier = ((Trained) run(dataset, AUTO, _ -> {})).classifier()) {
            List<TeachingEvent.TryEnded> tries = all(TeachingEvent.TryEnded.class);
            TeachingEvent.Chosen chosen = all(TeachingEvent.Chosen.class).getFirst();
            TeachingEvent.TryEnded best = tries.stream()
                    .max(Comparator.comparingDouble(TeachingEvent.TryEnded::accuracy)
                            .thenComparing(Comparator.comparingDouble(TeachingEvent.TryEnded::logLoss)
                                    .reversed()))
                    .orElseThrow();
            assertThat(tries).hasSizeGreaterThanOrEqualTo(3);
            assertThat(chosen.recipe()).isEqualTo(best.recipe());
            double kept = classifier
                    .evaluate(dataset, "it", judging -> judging.part(Judging.Part.VALIDATION))
                    .evaluation()
                    .accuracy()
                    .value();
            assertThat(kept).as("what is kept is what was tried").isEqualTo(best.accuracy());
            assertThat(classifier.about().get("Tried")).contains(best.recipe());
            assertThat(classifier.about().get("Chosen by")).startsWith("auto, ");
            return chosen.recipe();
        }
    }

    @Test
    void without_a_backbone_a_network_is_taught_from_scratch() {
        Path pictures = folder.resolve("drawn");
        DrawnPictures.write(pictures, 12, Seed.of(1));
        try (Dataset dataset = Dataset.open(pictures).split();
                Classifier classifier =
                        ((Trained) run(dataset, Auto.within(Duration.ofSeconds(3), List.of()), _ -> {})).classifier()) {
            assertThat(classifier.about()).containsEntry("Recipe", "from-scratch");
            assertThat(all(TeachingEvent.Embedding.class)).isEmpty();
            assertThat(all(TeachingEvent.Chosen.class).getFirst().why()).contains("the only one");
        }
    }

    @Test
    void a_backbone_for_which_there_can_be_no_time_is_not_begun_with() {
        Path pictures = folder.resolve("drawn");
        DrawnPictures.write(pictures, 12, Seed.of(1));
        BackboneOffer huge = new BackboneOffer("huge", TINY.size(), 1L << 50, () -> {
            throw new AssertionError("its weights were read");
        });
        try (Dataset dataset = Dataset.open(pictures).split();
                Classifier classifier = ((Trained)
                                run(dataset, Auto.within(Duration.ofSeconds(60), List.of(huge, TINY)), _ -> {}))
                        .classifier()) {
            assertThat(classifier.about().get("Backbone")).startsWith("tiny");
        }
    }

    @Test
    void stopped_after_a_try_it_leaves_nothing_but_the_vectors() {
        Path pictures = folder.resolve("drawn");
        DrawnPictures.write(pictures, 12, Seed.of(1));
        AtomicInteger ended = new AtomicInteger();
        Path output = folder.resolve("drawn.keras");
        try (Dataset dataset = Dataset.open(pictures).split()) {
            TrainingResult result = run(dataset, AUTO, training -> training.output(output)
                    .stopWhen(() -> ended.get() > 0)
                    .watch(event -> {
                        if (event instanceof TeachingEvent.TryEnded) {
                            ended.incrementAndGet();
                        }
                    }));

            assertThat(result).isInstanceOfSatisfying(Interrupted.class, stopped -> assertThat(stopped.checkpoint())
                    .isEmpty());
            assertThat(output).doesNotExist();
            assertThat(all(TeachingEvent.TryEnded.class)).hasSize(1);
        }
    }

    @Test
    void all_tries_share_one_look_at_the_pictures() {
        Path pictures = folder.resolve("drawn");
        DrawnPictures.write(pictures, 12, Seed.of(1));
        try (Dataset dataset = Dataset.open(pictures).split();
                Classifier classifier = ((Trained) run(dataset, AUTO, _ -> {})).classifier()) {
            assertThat(classifier.labels()).isEqualTo(DrawnPictures.labels());
            // Tuning looks with the front of the backbone alone.
            long looks = events.stream()
                    .takeWhile(event ->
                            !(event instanceof TeachingEvent.TryBegan(String name) && name.startsWith("fine-tune")))
                    .filter(event -> event instanceof TeachingEvent.Embedding(String backbone, long done, long all)
                            && backbone.equals(TINY.word())
                            && done == 0
                            && all == dataset.size())
                    .count();
            assertThat(looks).isEqualTo(1);
            TeachingEvent linear = events.get(events.indexOf(new TeachingEvent.TryBegan("linear")) + 1);
            assertThat(linear).as("no look between beginning and end").isInstanceOf(TeachingEvent.TryEnded.class);
        }
    }

    private TrainingResult run(Dataset dataset, Auto recipe, Consumer<Training> options) {
        return Training.run(dataset, recipe, training -> {
            training.embeddings(new EmbeddingStore(folder.resolve("embeddings")));
            training.watch(events::add);
            options.accept(training);
        });
    }

    private <E> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static int shade(boolean bright) {
        return bright ? 170 : 80;
    }

    private static void draw(Path folder, Task task, int each, int noise) {
        SplittableRandom random = Seed.of(3).random();
        for (int i = 0; i < 4 * each; i++) {
            boolean left = i % 2 == 0;
            boolean right = i % 4 < 2;
            byte[] pixels = new byte[SIDE * SIDE * 3];
            int shift = (int) Math.round(noise * random.nextGaussian());
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                int column = pixel % SIDE;
                int shade = column < STRIPE ? shade(left) : column >= SIDE - STRIPE ? shade(right) : MIDDLE;
                for (int channel = 0; channel < 3; channel++) {
                    int value = shade + shift + (int) Math.round(20 * random.nextGaussian());
                    pixels[3 * pixel + channel] = (byte) Math.clamp(value, 0, 255);
                }
            }
            try {
                Path place = Files.createDirectories(folder.resolve(task.label(left, right)));
                Picture.of(SIDE, SIDE, 3, pixels).writePng(place.resolve(i + ".png"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void with_nothing_to_choose_by_it_says_what_it_takes() {
        Path pictures = folder.resolve("drawn");
        DrawnPictures.write(pictures, 4, Seed.of(1));
        try (Dataset dataset = Dataset.open(pictures).split(split -> split.shares(0, 0.25))) {
            assertThat(dataset.size(Split.VALIDATION)).isZero();
            ((Trained) run(dataset, AUTO, _ -> {})).classifier().close();
            assertThat(all(TeachingEvent.Remark.class))
                    .anyMatch(remark -> remark.text().contains("no validation pictures to choose a recipe by"));
            assertThatThrownBy(() -> run(dataset, Auto.within(Duration.ofSeconds(5), List.of()), _ -> {}))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("add pictures");
        }
    }
}
