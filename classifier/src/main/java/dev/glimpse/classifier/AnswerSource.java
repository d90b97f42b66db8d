package dev.glimpse.classifier;

import dev.glimpse.classifier.Taught.FromVectors;
import dev.glimpse.classifier.run.Runner;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Where the answers of a classifier to the pictures of a dataset come from. */
sealed interface AnswerSource {

    /** Tells what the classifier makes of each picture that can be read, in the order of the dataset. */
    void answer(Classifier classifier, Dataset pictures, BiConsumer<Item, Answer> told);

    /**
     * The pictures are looked at.
     *
     * @param strictness what becomes of those that cannot be decoded
     * @param unreadable is told of them
     */
    record Looking(Strictness strictness, Consumer<Unreadable> unreadable) implements AnswerSource {

        @Override
        public void answer(Classifier classifier, Dataset pictures, BiConsumer<Item, Answer> told) {
            try (Glances glances = Glances.of(pictures, classifier.views(), strictness, unreadable)) {
                for (Optional<Glances.Some> next = glances.next(); next.isPresent(); next = glances.next()) {
                    List<Item> items = next.get().items();
                    List<Answer> answers = classifier.answers(next.get().inputs());
                    for (int i = 0; i < answers.size(); i++) {
                        told.accept(items.get(i), answers.get(i));
                    }
                }
            }
        }
    }

    /**
     * The members of an ensemble are asked, each for itself.
     *
     * @param hearing who asks them
     * @param joining what becomes of pictures that cannot be decoded
     * @param mixed what their answers come to
     */
    record Listening(Hearing hearing, Joining joining, BiFunction<Item, Hearing.Said, Answer> mixed)
            implements AnswerSource {

        @Override
        public void answer(Classifier classifier, Dataset pictures, BiConsumer<Item, Answer> told) {
            hearing.ask(
                    pictures,
                    joining.strictness(),
                    joining.unreadable(),
                    (item, said) -> told.accept(item, mixed.apply(item, said)));
        }
    }

    /** The vectors of the pictures are known, so that only the classifier's second half is to be computed. */
    record Remembering(FromVectors vectors) implements AnswerSource {

        private static final int BATCH = 256;

        @Override
        public void answer(Classifier classifier, Dataset pictures, BiConsumer<Item, Answer> told) {
            Map<Long, Integer> places = new HashMap<>();
            vectors.embedded().dataset().items().forEach(item -> places.put(item.key(), item.index()));
            List<Item> known = pictures.items()
                    .filter(item -> places.containsKey(item.key()))
                    .toList();
            int length = vectors.embedded().length();
            Optional<String> tapped = classifier
                    .facts()
                    .unknown()
                    .flatMap(UnknownRule::layer)
                    .filter(layer ->
                            vectors.tail().architecture().layersByName().containsKey(layer));
            try (Runner tail = Runner.behindVectors(tapped.map(this::tapped).orElse(vectors.tail()))) {
                for (int start = 0; start < known.size(); start += BATCH) {
                    List<Item> batch = known.subList(start, Math.min(known.size(), start + BATCH));
                    float[] numbers = new float[batch.size() * length];
                    for (int i = 0; i < batch.size(); i++) {
                        int place = places.getOrDefault(batch.get(i).key(), 0);
                        System.arraycopy(vectors.embedded().vector(place), 0, numbers, i * length, length);
                    }
                    var rows = new NdArray.Floats(vectors.embedded().shape().prepend(batch.size()), numbers);
                    List<NdArray.Floats> outputs = new ArrayList<>(tail.run(rows));
                    if (tapped.isEmpty()) {
                        outputs.add(rows);
                    }
                    List<Answer> answers = classifier.answersOf(outputs);
                    for (int i = 0; i < batch.size(); i++) {
                        told.accept(batch.get(i), answers.get(i));
                    }
                }
            }
        }

        /** Where a network was cut before its end, the vector by which pictures of other things are told comes later. */
        private ModelFile tapped(String layer) {
            return ModelFile.of(
                    vectors.tail().architecture().tapped(List.of(layer)),
                    vectors.tail().weights());
        }
    }
}
