package dev.glimpse.classifier;

import dev.glimpse.classifier.UnknownRule.Measure;
import dev.glimpse.nn.archive.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A classifier that becomes a part of an {@link Ensemble}.
 *
 * @param file where it stands
 * @param model its layers
 * @param facts what is known about it
 * @param places for each of its labels where that stands among those of the ensemble
 */
record Member(Path file, ModelFile model, ModelFacts facts, int[] places) {

    /**
     * The classifiers in some files, with their labels in the order of the first one's.
     *
     * @throws ClassifierException if they cannot be members of one ensemble
     */
    static List<Member> of(List<Path> files) {
        requireSeveral(files);
        List<Member> members = new ArrayList<>();
        for (Path file : files) {
            OpenedModel opened = OpenedModel.read(file, new Opening());
            if (opened.origin() == OpenedModel.Origin.FOREIGN) {
                throw new ClassifierException(
                        file + " does not say what its outputs are called, for Glimpse did not write"
                                + " it: write it with its labels first (glimpse export " + file.getFileName()
                                + " --labels FILE -o NEW.keras), and join that one");
            }
            List<String> own = opened.facts().labels();
            List<String> labels =
                    members.isEmpty() ? own : members.getFirst().facts().labels();
            if (!members.isEmpty()) {
                requireSame(labels, own, files.getFirst(), file);
            }
            members.add(new Member(
                    file,
                    opened.model(),
                    opened.facts(),
                    own.stream().mapToInt(labels::indexOf).toArray()));
        }
        return List.copyOf(members);
    }

    private static void requireSeveral(List<Path> files) {
        if (files.size() < 2) {
            throw new ClassifierException("an ensemble has at least two members, got " + files.size()
                    + (files.isEmpty() ? "" : ": " + files.getFirst()));
        }
        if (files.size() > Panel.MOST) {
            throw new ClassifierException(
                    "an ensemble has at most " + Panel.MOST + " members, got " + files.size() + ": leave some out");
        }
        for (int i = 0; i < files.size(); i++) {
            for (Path other : files.subList(0, i)) {
                if (areSame(files.get(i), other)) {
                    throw new ClassifierException(files.get(i) + " is there twice"
                            + (files.get(i).equals(other) ? "" : " (as " + other + ", too)") + ": name it once");
                }
            }
        }
    }

    /** Whether two paths are those of one file. */
    static boolean areSame(Path file, Path other) {
        try {
            return file.equals(other) || (Files.exists(file) && Files.exists(other) && Files.isSameFile(file, other));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static void requireSame(List<String> labels, List<String> own, Path first, Path file) {
        List<String> missing =
                labels.stream().filter(label -> !own.contains(label)).toList();
        List<String> others =
                own.stream().filter(label -> !labels.contains(label)).toList();
        if (!missing.isEmpty() || !others.isEmpty()) {
            throw new ClassifierException(file + " knows other labels than " + first + ": it "
                    + (missing.isEmpty() ? "" : "does not know " + OpenedModel.shortened(missing))
                    + (missing.isEmpty() || others.isEmpty() ? "" : ", and ")
                    + (others.isEmpty() ? "" : "knows " + OpenedModel.shortened(others) + " besides")
                    + "; members of an ensemble know the same labels");
        }
    }

    /** What reports call it. */
    String name() {
        return file.getFileName().toString();
    }

    /** How it was taught, in a few words. */
    String recipe() {
        return facts.about().getOrDefault("Recipe", "of unknown recipe")
                + Optional.ofNullable(facts.about().get("Backbone"))
                        .map(backbone -> " on " + backbone.replaceFirst(",.*", ""))
                        .orElse("");
    }

    /** Whether it is a part of a network, and nothing else. */
    boolean isLayers() {
        return facts.answering() instanceof Answering.ByLayers;
    }

    /** How it measures how far a picture is from those that it knows, if it does. */
    Optional<Measure> measure() {
        return facts.unknown()
                .flatMap(rule ->
                        rule instanceof UnknownRule.ByDistance by ? Optional.of(by.measure()) : Optional.empty());
    }

    /** Its probabilities in the order of the ensemble's labels. */
    float[] placed(float[] probabilities) {
        float[] placed = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            placed[places[i]] = probabilities[i];
        }
        return placed;
    }

    /** Whether its labels stand in the ensemble's order. */
    boolean isInOrder() {
        for (int i = 0; i < places.length; i++) {
            if (places[i] != i) {
                return false;
            }
        }
        return true;
    }
}
