package dev.glimpse.classifier.mend;

import dev.glimpse.classifier.mend.Step.Action;
import dev.glimpse.classifier.mend.Step.Choice;
import dev.glimpse.data.item.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with a dataset of two classes in it, small files called pictures, and plans for it. */
final class Mess {

    private final Path around;
    private final Path data;
    private final Path plan;

    Mess(Path around) throws IOException {
        this.around = around;
        this.data = around.resolve("photos");
        this.plan = around.resolve("plan.json");
        for (String name : List.of("daisy/1.jpg", "daisy/2.jpg", "daisy/3.jpg", "rose/1.jpg", "rose/red/2.jpg")) {
            file(name, name);
        }
    }

    Path data() {
        return data;
    }

    Path plan() {
        return plan;
    }

    Path setAside() {
        return around.resolve("photos.set-aside");
    }

    /** A file of the dataset, a day old. */
    Path file(String name, String content) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-31T12:00:00Z")));
        return file;
    }

    /** Sets two aside, one of them in a folder within its class, and moves one to the other class, where its name is taken. */
    Mess planned() throws IOException {
        return planned(setAside("daisy/2.jpg"), relabel("daisy/1.jpg", "rose"), setAside("rose/red/2.jpg"));
    }

    Mess planned(Step... steps) throws IOException {
        Files.deleteIfExists(plan);
        new Plan(data, "a test", Instant.EPOCH, List.of(steps)).write(plan);
        return this;
    }

    static Step setAside(String picture) {
        return step(new Action.SetAside(), picture);
    }

    static Step relabel(String picture, String to) {
        return step(new Action.Relabel(to), picture);
    }

    private static Step step(Action action, String picture) {
        String sha256 = ContentHash.of(picture.getBytes(StandardCharsets.UTF_8)).hex();
        int cut = picture.indexOf('/');
        String label = cut <= 0 ? "none" : picture.substring(0, cut);
        return new Step(Choice.ON, action, picture, label, sha256, "dark", Optional.of(0.25), "to test");
    }

    Mending mending() {
        return mending(Disk.real());
    }

    Mending mending(Disk disk) {
        return new Mending(plan, (_, _) -> {}, disk);
    }

    /** Every file below, with its time and content; folders have neither. */
    Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(around, new FileVisitOption[0])) {
            for (Path path : paths.toList()) {
                String name = around.relativize(path).toString().replace('\\', '/');
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    state.put(name + "/", "");
                } else if (Files.isSymbolicLink(path)) {
                    state.put(name, "a link");
                } else if (!path.equals(plan) && !path.equals(Journal.of(plan)) && !name.endsWith(".lock")) {
                    state.put(name, Files.getLastModifiedTime(path) + " " + Files.readString(path));
                }
            }
        }
        return state;
    }
}
