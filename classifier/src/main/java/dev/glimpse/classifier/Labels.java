package dev.glimpse.classifier;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What the outputs of a model are called. */
sealed interface Labels {

    /** One for each output, in their order. */
    List<String> names();

    /** Names that the model file has, or that its user gave. */
    record Named(List<String> names) implements Labels {

        /**
         * Checks that they tell the outputs apart.
         *
         * @throws ClassifierException if one is blank, or stands there twice
         */
        public Named {
            names = List.copyOf(names);
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                if (name.isBlank()) {
                    throw new ClassifierException("label " + (i + 1) + " of " + names.size() + " is empty: name it");
                }
                if (!seen.add(name)) {
                    throw new ClassifierException("the label '" + name
                            + "' stands there twice: each output of a model has a name of its own");
                }
            }
        }
    }

    /** Nobody named them: they have numbers from 0. */
    record Numbered(int outputs) implements Labels {

        @Override
        public List<String> names() {
            return IntStream.range(0, outputs).mapToObj(Integer::toString).toList();
        }
    }
}
