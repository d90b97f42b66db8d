package dev.glimpse.benchmark;

import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.input;

import dev.glimpse.classifier.doctor.CheckedPicture;
import dev.glimpse.classifier.doctor.CopyGroup;
import dev.glimpse.classifier.doctor.DataDoctor;
import dev.glimpse.classifier.doctor.Diagnosis;
import dev.glimpse.classifier.doctor.Evidence;
import dev.glimpse.classifier.doctor.Finding;
import dev.glimpse.classifier.doctor.Finding.ExactCopies;
import dev.glimpse.classifier.doctor.Finding.LabelSuspect;
import dev.glimpse.classifier.doctor.Finding.LookAlikes;
import dev.glimpse.classifier.doctor.Finding.NearCopies;
import dev.glimpse.classifier.doctor.FindingKind;
import dev.glimpse.classifier.doctor.Likeness.Near;
import dev.glimpse.classifier.doctor.Likeness.Pair;
import dev.glimpse.classifier.embedding.Embedder;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.zoo.Backbone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much of what is wrong the data doctor finds, in what time, and in how much memory.
 *
 * <p>{@code DoctorBenchmark flips NETWORK=WEIGHTS PHOTOS [SEED…]}: 5 % of the labels are changed to another one at random; how
 * many of them stand among twice as many suspects. {@code copies NETWORK=WEIGHTS PHOTOS [SEED…]}: 50 copies are planted, encoded
 * again (quality 50 to 90), resized (to 50 to 90 %) or both; how many are found, and how many pairs beyond. {@code time
 * NETWORK=WEIGHTS PHOTOS}: seconds beyond embedding. {@code memory FOLDER [hashes|embeddings [COUNT…]]}: generated photographs without a
 * network, or with one of a single convolution whose vectors are as long as MobileNetV2's; each count in a process of its own with a
 * heap of 256 MB.
 */
public final class DoctorBenchmark {

    private static final double FLIPPED = 0.05;
    private static final int PLANTED = 50;
    private static final String IN_HERE = "in-here";
    private static final String HASHES = "hashes";

    private DoctorBenchmark() {}

    /** Prints the numbers. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2) {
            System.err.println("usage: DoctorBenchmark flips|copies|time NETWORK=WEIGHTS PHOTOS [SEED…]");
            System.err.println("       DoctorBenchmark memory FOLDER [hashes|embeddings [COUNT…]]");
            System.exit(2);
        }
        if (arguments[0].equals("memory")) {
            memory(arguments);
            return;
        }
        Backbone backbone = GivenBackbone.of(arguments[1]);
        Path photographs = Path.of(arguments[2]);
        List<Integer> seeds = arguments.length > 3
                ? Arrays.stream(arguments).skip(3).map(Integer::valueOf).toList()
                : List.of(1, 2, 3, 4, 5);
        switch (arguments[0]) {
            case "flips" -> flips(backbone, photographs, seeds);
            case "copies" -> copies(backbone, photographs, seeds);
            case "time" -> time(backbone, photographs);
            default -> throw new IllegalArgumentException("flips, copies, time or memory: " + arguments[0]);
        }
    }

    private static Diagnosis check(Dataset dataset, Backbone backbone, Set<FindingKind> wanted) {
        try (Embedder embedder = Embedder.of(backbone, Resize.Fit.CENTER_CROP, EmbeddingStore.ofUser())) {
            return DataDoctor.check(dataset, options -> {
                options.embedder(backbone.word(), embedder);
                Arrays.stream(FindingKind.values())
                        .filter(kind -> !wanted.contains(kind))
                        .forEach(options::without);
            });
        }
    }

    private static void flips(Backbone backbone, Path photographs, List<Integer> seeds) throws IOException {
        double all = 0;
        double least = 1;
        for (int seed : seeds) {
            Random random = new Random(seed);
            try (Dataset sound = Dataset.open(photographs)) {
                int count = sound.size();
                List<Integer> order =
                        new ArrayList<>(IntStream.range(0, count).boxed().toList());
                Collections.shuffle(order, random);
                Set<Integer> flipped = new HashSet<>(order.subList(0, (int) Math.round(FLIPPED * count)));
                List<String> rows = new ArrayList<>(List.of("path,label"));
                Set<String> wrong = new HashSet<>();
                for (Item item : sound.items().toList()) {
                    int label = item.label();
                    if (flipped.contains(item.index())) {
                        label = (label + 1 + random.nextInt(sound.labels().size() - 1))
                                % sound.labels().size();
                        wrong.add(photographs.resolve(item.name()).toString());
                    }
                    rows.add('"' + photographs.resolve(item.name()).toString() + "\","
                            + sound.labels().get(label));
                }
                double found = flips(backbone, rows, wrong, seed);
                all += found;
                least = Math.min(least, found);
            }
        }
        System.out.printf(Locale.ROOT, "mean %.1f %%, least %.1f %%%n", 100 * all / seeds.size(), 100 * least);
    }

    private static double flips(Backbone backbone, List<String> rows, Set<String> wrong, int seed) throws IOException {
        Path manifest = Files.write(Files.createTempFile("flips", ".csv"), rows);
        try (Dataset dataset = Dataset.open(manifest)) {
            List<LabelSuspect> suspects =
                    check(dataset, backbone, Set.of(FindingKind.LABEL_SUSPECT))
                            .findings(FindingKind.LABEL_SUSPECT)
                            .stream()
                            .map(LabelSuspect.class::cast)
                            .toList();
            long first = suspects.stream()
                    .limit(2L * wrong.size())
                    .filter(suspect -> wrong.contains(suspect.picture().name()))
                    .count();
            List<LabelSuspect> strong = suspects.stream()
                    .filter(suspect -> suspect.evidence() == Evidence.STRONG)
                    .toList();
            long strongFlips = strong.stream()
                    .filter(suspect -> wrong.contains(suspect.picture().name()))
                    .count();
            System.out.printf(
                    Locale.ROOT,
                    "seed %d: %d of %d flips among the first %d of %,d suspects (%.1f %%); strong evidence: %d, %d of them"
                            + " flips%n",
                    seed,
                    first,
                    wrong.size(),
                    2 * wrong.size(),
                    suspects.size(),
                    100.0 * first / wrong.size(),
                    strong.size(),
                    strongFlips);
            return (double) first / wrong.size();
        } finally {
            Files.delete(manifest);
        }
    }

    private static void copies(Backbone backbone, Path photographs, List<Integer> seeds) throws IOException {
        for (int seed : seeds) {
            Path folder = Files.createTempDirectory("copies");
            try {
                Set<Set<String>> planted = plant(photographs, folder, seed);
                try (Dataset dataset = Dataset.open(folder)) {
                    count(
                            check(
                                    dataset,
                                    backbone,
                                    Set.of(FindingKind.EXACT_COPIES, FindingKind.NEAR_COPIES, FindingKind.LOOK_ALIKES)),
                            planted,
                            seed);
                }
            } finally {
                EmbeddingBenchmark.Photographs.delete(folder);
            }
        }
    }

    /** Copies all photographs, and puts a changed copy beside some of them. */
    private static Set<Set<String>> plant(Path photographs, Path folder, int seed) throws IOException {
        Random random = new Random(seed);
        Set<Set<String>> planted = new HashSet<>();
        try (Dataset dataset = Dataset.open(photographs)) {
            List<Item> items = new ArrayList<>(dataset.items().toList());
            for (Item item : items) {
                Path target = folder.resolve(item.name());
                Files.createDirectories(target.getParent());
                Files.write(target, dataset.bytes(item));
            }
            Collections.shuffle(items, random);
            for (int i = 0; i < PLANTED; i++) {
                Item item = items.get(i);
                Picture picture = dataset.picture(item);
                double scale = 0.5 + 0.4 * random.nextDouble();
                int quality = 50 + random.nextInt(41);
                Picture copy = i % 3 == 0
                        ? picture
                        : Resize.to((int) Math.round(scale * picture.height()), (int)
                                        Math.round(scale * picture.width()))
                                .bicubic()
                                .apply(picture);
                String name = item.name().replaceFirst("\\.[^.]*$", "") + "-planted.jpg";
                copy.writeJpeg(folder.resolve(name), i % 3 == 1 ? 90 : quality);
                planted.add(Set.of(item.name(), name));
            }
        }
        return planted;
    }

    private static void count(Diagnosis diagnosis, Set<Set<String>> planted, int seed) {
        Map<String, String> firsts = new HashMap<>();
        Set<Set<String>> near = new HashSet<>();
        Set<Set<String>> alike = new HashSet<>();
        for (Finding finding : diagnosis.findings()) {
            if (finding instanceof ExactCopies(CopyGroup group)) {
                List<CheckedPicture> pictures = group.pictures();
                pictures.stream()
                        .skip(1)
                        .forEach(picture ->
                                firsts.put(picture.name(), pictures.getFirst().name()));
            } else if (finding instanceof NearCopies(CopyGroup group)) {
                near.addAll(pairs(group));
            } else if (finding instanceof LookAlikes(CopyGroup group)) {
                alike.addAll(pairs(group));
            }
        }
        // Of exact copies the first one stands for all among the near ones.
        Set<Set<String>> wanted = planted.stream()
                .map(pair -> pair.stream()
                        .map(name -> firsts.getOrDefault(name, name))
                        .collect(Collectors.toSet()))
                .collect(Collectors.toSet());
        long found = wanted.stream().filter(near::contains).count();
        Set<Set<String>> beyond = new HashSet<>(near);
        beyond.removeAll(wanted);
        System.out.printf(
                Locale.ROOT,
                "seed %d: %d of %d planted copies found as near copies; pairs beyond: %d near; beside them %d exact and %d"
                        + " that look alike%n",
                seed,
                found,
                planted.size(),
                beyond.size(),
                firsts.size(),
                alike.size());
        beyond.forEach(pair -> System.out.println("  beyond: " + String.join(" ~ ", pair)));
        wanted.stream()
                .filter(pair -> !near.contains(pair))
                .forEach(pair -> System.out.println(
                        "  missed: " + String.join(" ~ ", pair) + (alike.contains(pair) ? ", which look alike" : "")));
    }

    private static Set<Set<String>> pairs(CopyGroup group) {
        Set<Set<String>> pairs = new HashSet<>();
        if (group.likeness() instanceof Near(List<Pair> close)) {
            for (Pair pair : close) {
                pairs.add(Set.of(
                        group.pictures().get(pair.first()).name(),
                        group.pictures().get(pair.second()).name()));
            }
        }
        return pairs;
    }

    private static void time(Backbone backbone, Path photographs) throws IOException {
        try (Dataset dataset = Dataset.open(photographs)) {
            // Embedding once, so that it is known afterwards.
            var _ = check(dataset, backbone, Set.of(FindingKind.LABEL_SUSPECT));
            long start = System.nanoTime();
            Diagnosis diagnosis = check(dataset, backbone, Set.of(FindingKind.values()));
            System.out.printf(
                    Locale.ROOT,
                    "%,d pictures checked in %.1f s beyond embedding, %,d findings; resident at most %s%n",
                    diagnosis.pictures(),
                    (System.nanoTime() - start) / 1e9,
                    diagnosis.findings().size(),
                    MemoryBenchmark.status("VmHWM"));
        }
    }

    private static void memory(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[1]);
        String sight = arguments.length > 2 ? arguments[2] : HASHES;
        if (arguments.length == 4 && arguments[3].equals(IN_HERE)) {
            memory(folder, sight);
            return;
        }
        List<Integer> counts = arguments.length > 3
                ? Arrays.stream(arguments).skip(3).map(Integer::valueOf).toList()
                : List.of(1_000, 10_000);
        for (int count : counts) {
            Path photographs = folder.resolve(Integer.toString(count));
            GeneratedPhotos.write(photographs, count);
            int code = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DoctorBenchmark.class.getName(),
                            "memory",
                            photographs.toString(),
                            sight,
                            IN_HERE)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                System.exit(code);
            }
        }
    }

    private static void memory(Path photographs, String sight) throws IOException {
        long start = System.nanoTime();
        try (Dataset dataset = Dataset.open(photographs)) {
            Architecture network =
                    Sequential.of(input(32, 32, 3), conv2d(1280, 3).stride(4), globalAveragePooling2d());
            EmbeddingStore store = new EmbeddingStore(photographs.resolveSibling("embeddings-" + dataset.size()));
            Diagnosis diagnosis;
            if (sight.equals(HASHES)) {
                diagnosis = DataDoctor.check(dataset, _ -> {});
            } else {
                try (Model model = Model.build(network);
                        Embedder embedder = Embedder.of(model.toFile(), "memory", "none", Resize.Fit.SQUASH, store)) {
                    diagnosis = DataDoctor.check(dataset, options -> options.embedder("memory", embedder));
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,7d photographs: checked in %.1f s, %,d findings; resident at most %s%n",
                    diagnosis.pictures(),
                    (System.nanoTime() - start) / 1e9,
                    diagnosis.findings().size(),
                    MemoryBenchmark.status("VmHWM"));
        }
    }
}
