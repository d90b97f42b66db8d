package dev.glimpse.classifier;

import dev.glimpse.image.feature.Describer;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.tensor.batch.NdArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members of an ensemble that answer one by one, by outputs of a common network, and whose probabilities are mixed.
 *
 * @param parts the members
 */
record Panel(List<Part> parts) {

    /** What an ensemble's word is among the ways to answer. */
    static final String WORD = "ensemble";

    /** More members than anybody asks; a file cannot ask for more. */
    static final int MOST = 100;

    private static final double SUM_TOLERANCE = 1e-3;

    Panel {
        parts = List.copyOf(parts);
    }

    /**
     * One member.
     *
     * @param name of the file that it came from
     * @param weight its share in the mean, above 0; those of all add up to 1
     * @param answering how its output becomes probabilities
     * @param places for each of its labels where that stands among those of the ensemble
     * @param input the number of the network's input for its pictures; that of the first one if it has several
     * @param output the number of the network's output that it answers by
     */
    record Part(String name, double weight, Answering answering, int[] places, int input, int output) {}

    /** What the outputs for each of some pictures come to. */
    List<Answering.Weighed> weighed(List<NdArray.Floats> outputs) {
        List<List<Answering.Weighed>> each = parts.stream()
                .map(part -> part.answering().of(List.of(outputs.get(part.output()))))
                .toList();
        return IntStream.range(0, each.getFirst().size())
                .mapToObj(picture ->
                        mixed(each.stream().map(weighed -> weighed.get(picture)).toList()))
                .toList();
    }

    private Answering.Weighed mixed(List<Answering.Weighed> weighed) {
        double[] sums = new double[parts.getFirst().places().length];
        OptionalDouble distance = OptionalDouble.empty();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            float[] probabilities = weighed.get(i).probabilities();
            for (int label = 0; label < probabilities.length; label++) {
                sums[part.places()[label]] += part.weight() * probabilities[label];
            }
            distance = distance.isPresent() ? distance : weighed.get(i).distance();
        }
        float[] mixed = new float[sums.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) sums[i];
        }
        return new Answering.Weighed(mixed, distance);
    }

    void putInto(ObjectNode facts) {
        ArrayNode members = facts.putObject("answering").put("recipe", WORD).putArray("members");
        List<String> reasons = new ArrayList<>();
        for (Part part : parts) {
            ObjectNode member = members.addObject()
                    .put("name", part.name())
                    .put("weight", part.weight())
                    .put("input", part.input())
                    .put("output", part.output());
            ArrayNode places = member.putArray("places");
            Arrays.stream(part.places()).forEach(places::add);
            ObjectNode answering = JsonNodeFactory.instance.objectNode();
            part.answering().putInto(answering);
            answering.remove("beyondLayers");
            member.setAll(answering);
            ModelFacts.beyondLayers(facts(part)).ifPresent(reason -> reasons.add(part.name() + " (" + reason + ")"));
        }
        facts.put(
                "beyondLayers",
                "it is an ensemble, not all of whose members are layers: " + String.join(", ", reasons));
    }

    private static ObjectNode facts(Part part) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        part.answering().putInto(facts);
        return facts;
    }

    List<KerasArchive.Extra> extras() {
        return IntStream.range(0, parts.size())
                .boxed()
                .<KerasArchive.Extra>mapMulti((number, all) -> parts.get(number)
                        .answering()
                        .extras()
                        .forEach(extra -> all.accept(Entries.ofMember(number, extra))))
                .toList();
    }

    /**
     * What stands in a model file.
     *
     * @param json what {@link #putInto} made of it
     * @throws ClassifierException if it is damaged
     */
    static Panel read(JsonNode json, Entries entries, int labelCount) {
        Path file = entries.file();
        JsonNode members = json.path("members");
        if (!members.isArray() || members.size() < 1 || members.size() > MOST) {
            throw damaged(file, "has " + members.size() + " members, and 1 to " + MOST + " can be");
        }
        List<Part> parts = new ArrayList<>();
        for (int number = 0; number < members.size(); number++) {
            if (!(members.get(number) instanceof ObjectNode member)
                    || WORD.equals(member.path("answering").path("recipe").asString(""))) {
                throw damaged(file, "has a member that cannot be one");
            }
            double weight = member.path("weight").asDouble(0);
            if (!(weight > 0 && weight <= 1 + SUM_TOLERANCE)) {
                throw damaged(file, "weighs a member with " + weight);
            }
            int input = member.path("input").asInt(-1);
            int output = member.path("output").asInt(-1);
            if (input < 0 || output < 0) {
                throw damaged(file, "does not say at which input and output of the network a member is");
            }
            parts.add(new Part(
                    member.path("name").asString(""),
                    weight,
                    Answering.read(member, entries.ofMember(number), labelCount),
                    places(member.path("places"), file, labelCount),
                    input,
                    output));
        }
        double sum = parts.stream().mapToDouble(Part::weight).sum();
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw damaged(file, "has members whose weights add up to " + sum);
        }
        return new Panel(parts);
    }

    private static int[] places(JsonNode json, Path file, int labelCount) {
        int[] places = json.isArray()
                ? IntStream.range(0, json.size())
                        .map(i -> json.get(i).asInt(-1))
                        .toArray()
                : new int[0];
        if (!Arrays.equals(
                Arrays.stream(places).sorted().toArray(),
                IntStream.range(0, labelCount).toArray())) {
            throw damaged(
                    file,
                    "does not say where each of the " + labelCount + " labels of a member stands, but "
                            + Arrays.stream(places)
                                    .limit(20)
                                    .mapToObj(Integer::toString)
                                    .collect(Collectors.joining(", ")));
        }
        return places;
    }

    private static ClassifierException damaged(Path file, String how) {
        return new ClassifierException(file + " is an ensemble and " + how + ": it was changed since it was saved");
    }

    /** A member as parts of an ensemble: one, or if it is an ensemble itself, all of its own. */
    static Stream<Part> parts(Member member, double weight, Confluence.Branch branch) {
        int[] places = member.places();
        return switch (member.facts().answering()) {
            case Answering.ByMembers(Panel panel) ->
                panel.parts().stream()
                        .map(part -> new Part(
                                member.name() + ": " + part.name(),
                                weight * part.weight(),
                                part.answering(),
                                Arrays.stream(part.places())
                                        .map(place -> places[place])
                                        .toArray(),
                                branch.inputs().get(part.input()),
                                branch.outputs().get(part.output())));
            case Answering.ByLayers _, Answering.ByNeighbours _, Answering.ByLearner _ ->
                Stream.of(new Part(
                        member.name(),
                        weight,
                        member.facts().answering(),
                        places,
                        branch.inputs().getFirst(),
                        branch.outputs().getFirst()));
        };
    }

    /** What describes pictures before they come in, by the number of the input. */
    Map<Integer, Describer> describers() {
        Map<Integer, Describer> describers = new HashMap<>();
        parts.forEach(part ->
                part.answering().describers().values().forEach(describer -> describers.put(part.input(), describer)));
        return describers;
    }
}
