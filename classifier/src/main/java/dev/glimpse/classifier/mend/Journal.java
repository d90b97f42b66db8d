package dev.glimpse.classifier.mend;

import dev.glimpse.classifier.mend.Spot.Place;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.source.Reasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a plan has moved: JSON lines in a file beside the plan, forced to the disk before what they announce is done.
 *
 * <p>The first line says whose journal it is. A transfer has a line when it is about to begin, and one, {@code moved} or {@code
 * givenUp} with its number, when it is over. Taking back is a transfer too. A last line without an end was cut short by the end of
 * its process, before anything was done.
 */
final class Journal implements AutoCloseable {

    private static final String ENDING = ".journal";
    private static final String TITLE = "glimpse-data-apply";
    private static final String BEGINNING = "{\"journal\":\"" + TITLE + "\"";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Path file;
    private final Path dataset;
    private final Disk disk;
    private final List<Transfer> transfers = new ArrayList<>();
    private final Set<Integer> moved = new HashSet<>();
    private final Set<Integer> over = new HashSet<>();
    private final Set<Integer> undone = new HashSet<>();
    private long length;
    private Optional<FileChannel> channel = Optional.empty();

    private Journal(Path file, Path dataset, Disk disk) {
        this.file = file;
        this.dataset = dataset;
        this.disk = disk;
    }

    /** Where the journal of a plan is. */
    static Path of(Path plan) {
        return plan.resolveSibling(plan.getFileName() + ENDING);
    }

    /** The journal of a plan, still empty if nothing of it has been carried out; writes nothing yet. */
    static Journal open(Path plan, MendedFolder folder, Disk disk) {
        Journal journal = new Journal(of(plan), folder.dataset(), disk);
        try {
            if (Files.exists(journal.file, LinkOption.NOFOLLOW_LINKS)) {
                if (!Files.isRegularFile(journal.file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new DataException(journal.file
                            + " is a link or a folder, and what the plan moves is written there: move it away");
                }
                journal.read(Files.readString(journal.file));
            }
        } catch (IOException e) {
            throw new DataException("cannot read " + journal.file + ": " + Reasons.of(e), e);
        }
        return journal;
    }

    private void read(String text) {
        int line = 1;
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
            try {
                JsonNode node = JsonMapper.shared().readTree(text.substring(begin, end));
                if (line == 1) {
                    readTitle(node);
                } else {
                    readEntry(node);
                }
            } catch (JacksonException | IllegalArgumentException e) {
                throw new DataException(file + ", line " + line + " is not as it was written", e);
            }
            begin = end + 1;
            line++;
        }
        if (begin == 0 && !text.startsWith(BEGINNING) && !BEGINNING.startsWith(text)) {
            throw new DataException(
                    file + " is something else than what a plan has moved, which is written there: move it away");
        }
        length = text.substring(0, begin).getBytes(StandardCharsets.UTF_8).length;
    }

    private void readTitle(JsonNode node) {
        if (!node.path("journal").asString("").equals(TITLE)) {
            throw new IllegalArgumentException("another title");
        }
        String whose = node.path("dataset").asString("");
        if (!whose.equals(dataset.toString())) {
            throw new DataException(file + " tells what was moved in " + whose + ", and the plan is about " + dataset
                    + ": if the folder has a new name, write it into the first line there, too");
        }
    }

    private void readEntry(JsonNode node) {
        if (node.has("transfer")) {
            List<String> makes = new ArrayList<>();
            node.path("makes").forEach(name -> makes.add(text(name)));
            Transfer transfer = new Transfer(
                    node.path("transfer").asInt(-1),
                    spot(node.path("from")),
                    spot(node.path("to")),
                    text(node.path("sha256")),
                    node.has("undoes") ? OptionalInt.of(node.path("undoes").asInt()) : OptionalInt.empty(),
                    makes);
            if (transfer.number() != transfers.size()) {
                throw new IllegalArgumentException("a transfer out of its turn");
            }
            transfers.add(transfer);
        } else if (node.has("moved")) {
            close(known(node.path("moved")), Mover.End.MOVED);
        } else {
            close(known(node.path("givenUp")), Mover.End.GIVEN_UP);
        }
    }

    private Transfer known(JsonNode number) {
        int value = number.asInt(-1);
        if (value < 0 || value >= transfers.size()) {
            throw new IllegalArgumentException("a transfer that never began");
        }
        return transfers.get(value);
    }

    private static Spot spot(JsonNode node) {
        for (Place place : Place.values()) {
            if (node.has(place.word())) {
                return new Spot(place, text(node.path(place.word())));
            }
        }
        throw new IllegalArgumentException("no place");
    }

    private static String text(JsonNode node) {
        if (!node.isString()) {
            throw new IllegalArgumentException("no text");
        }
        return node.asString();
    }

    private void close(Transfer transfer, Mover.End end) {
        over.add(transfer.number());
        if (end == Mover.End.MOVED) {
            moved.add(transfer.number());
            transfer.undoes().ifPresent(undone::add);
        }
    }

    /** The transfers that were begun, and of which nobody knows how they ended. */
    List<Transfer> unfinished() {
        return transfers.stream().filter(one -> !over.contains(one.number())).toList();
    }

    /** The moves that were made and not taken back, in the order in which they were made. */
    List<Transfer> standing() {
        return transfers.stream()
                .filter(one -> moved.contains(one.number()) && one.undoes().isEmpty() && !undone.contains(one.number()))
                .toList();
    }

    /** All that was ever begun. */
    List<Transfer> transfers() {
        return List.copyOf(transfers);
    }

    boolean isEmpty() {
        return transfers.isEmpty();
    }

    /** Writes down that a file is about to be moved. */
    Transfer begin(Spot from, Spot to, String sha256, OptionalInt undoes, List<String> makes) throws IOException {
        Transfer transfer = new Transfer(transfers.size(), from, to, sha256, undoes, makes);
        ObjectNode node = NODES.objectNode().put("transfer", transfer.number());
        node.putObject("from").put(from.place().word(), from.name());
        node.putObject("to").put(to.place().word(), to.name());
        node.put("sha256", sha256);
        undoes.ifPresent(number -> node.put("undoes", number));
        if (!makes.isEmpty()) {
            ArrayNode names = node.putArray("makes");
            makes.forEach(names::add);
        }
        append(node);
        transfers.add(transfer);
        return transfer;
    }

    /** Writes down how a transfer has ended. */
    void end(Transfer transfer, Mover.End end) throws IOException {
        note(NODES.objectNode()
                .put(
                        switch (end) {
                            case MOVED -> "moved";
                            case GIVEN_UP -> "givenUp";
                        },
                        transfer.number()));
        close(transfer, end);
    }

    /** Nothing is lost if this line is: whoever comes next sees by the files how a transfer has ended. */
    private void note(ObjectNode node) throws IOException {
        if (channel.isPresent()) {
            write(channel.get(), node);
        } else {
            append(node);
        }
    }

    private void append(ObjectNode node) throws IOException {
        if (channel.isEmpty()) {
            FileChannel opened = opened();
            channel = Optional.of(opened);
            opened.truncate(length);
            opened.position(length);
            if (length == 0) {
                write(opened, NODES.objectNode().put("journal", TITLE).put("dataset", dataset.toString()));
            }
        }
        write(channel.get(), node);
        disk.force(channel.get());
    }

    private FileChannel opened() {
        try {
            return FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new DataException(
                    "what the plan moves is written to " + file + ", and it cannot be: " + Reasons.of(e)
                            + "; nothing was moved, put the plan where files may be written",
                    e);
        }
    }

    private static void write(FileChannel out, ObjectNode node) throws IOException {
        ByteBuffer line = StandardCharsets.UTF_8.encode(JsonMapper.shared().writeValueAsString(node) + "\n");
        while (line.hasRemaining()) {
            out.write(line);
        }
    }

    /** Removes the file, when all is as it was before. */
    void remove() throws IOException {
        close();
        Files.deleteIfExists(file);
        length = 0;
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            disk.force(channel.get());
            channel.get().close();
            channel = Optional.empty();
        }
    }
}
