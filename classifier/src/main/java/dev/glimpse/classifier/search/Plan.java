package dev.glimpse.classifier.search;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What a search is about: with another plan its tries would be others, so a folder goes on with the same plan only.
 *
 * @param facts each by its name, as it is told to people
 */
record Plan(SequencedMap<String, String> facts) {

    /**
     * The plan of a search.
     *
     * @param halving the factor; without it the number of tries is no part of the plan, for try n is the same however many there are
     */
    static Plan of(Space space, Dataset dataset, long seed, Search.Way way, OptionalInt halving, int tries) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("options", space.parameters().stream().map(Parameter::text).collect(Collectors.joining(" ")));
        facts.put("pictures", dataset.size() + " with the hash " + fingerprint(dataset));
        facts.put("seed", Long.toString(seed));
        facts.put("way", way.name().toLowerCase(Locale.ROOT));
        facts.put("halving", halving.isPresent() ? Integer.toString(halving.getAsInt()) : "off");
        if (halving.isPresent()) {
            facts.put("tries", Integer.toString(tries));
        }
        return new Plan(facts);
    }

    /** The hash of all pictures with their labels and splits, wherever they lie and whatever they are called. */
    private static String fingerprint(Dataset dataset) {
        List<String> labels = dataset.labels();
        String lines = dataset.items().map(item -> line(item, labels)).sorted().collect(Collectors.joining("\n"));
        return ContentHash.of((String.join("\n", labels) + "\n\n" + lines).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 16);
    }

    private static String line(Item item, List<String> labels) {
        return item.hash().hex() + " " + item.split().map(Split::word).orElse("-") + " " + labels.get(item.label());
    }
}
