package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.split.Splits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which pictures of a dataset several classifiers can be judged by together.
 *
 * <p>A picture that one of them learnt from is one to learn from for all; of the others one that steered some is one to steer by; what
 * is left of those that were kept to judge by is that for all.
 *
 * @param splits of all pictures that are known
 * @param validation pictures that no classifier learnt from, and that may have steered some
 * @param test pictures that no classifier ever saw
 * @param remarks what their owner should know, a sentence each
 */
record KnownSplits(Splits splits, Dataset validation, Dataset test, List<String> remarks) {

    /** What all of the classifiers together record. */
    static Splits of(List<Member> members) {
        Splits joined = Splits.none();
        for (Split split : List.of(Split.TEST, Split.VALIDATION, Split.TRAIN)) {
            for (Member member : members) {
                joined = joined.with(member.facts().splitsWithSamples().only(split));
            }
        }
        return joined;
    }

    /** The pictures of a dataset with the labels of the members. */
    static KnownSplits of(List<Member> members, Dataset data) {
        List<String> remarks = new ArrayList<>();
        members.stream()
                .filter(member -> member.facts().splits().size() == 0)
                .forEach(member ->
                        remarks.add(member.name() + " does not record which pictures it learnt from: where these are"
                                + " among those it is judged by, its numbers and the ensemble's are too good"));
        Splits told = of(members);
        boolean isNew = data.items()
                .allMatch(item -> told.of(item.hash()).isEmpty() && item.split().isEmpty());
        Dataset split = isNew ? data.split() : data;
        if (isNew) {
            remarks.add(
                    "none of the pictures is known to the members: they are split as for a training, and those to learn"
                            + " from are left out");
        }
        long strange = split.items().filter(item -> isIn(item, told).isEmpty()).count();
        if (strange > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%,d pictures that were not there when the members were taught are left out",
                    strange));
        }
        Dataset validation = part(split, told, Split.VALIDATION);
        Dataset test = part(split, told, Split.TEST);
        if (test.size() == 0) {
            remarks.add(
                    "no picture is left to judge by: each was seen by one of the members; taught on the same dataset they"
                            + " keep the same pictures");
        }
        Splits splits = Splits.none();
        for (Dataset part : List.of(test, validation)) {
            splits = splits.with(Splits.of(
                    part == test ? Split.TEST : Split.VALIDATION,
                    part.items().map(Item::hash).toList()));
        }
        return new KnownSplits(splits.with(told), validation, test, List.copyOf(remarks));
    }

    private static Optional<Split> isIn(Item item, Splits told) {
        return told.of(item.hash()).or(item::split);
    }

    private static Dataset part(Dataset data, Splits told, Split split) {
        return data.where(item -> isIn(item, told).filter(split::equals).isPresent());
    }
}
