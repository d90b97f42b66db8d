package dev.glimpse.data.source;

import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the folders of a tree mean: which name the classes, which the splits, and which only wrap the rest.
 *
 * <p>A folder that holds nothing but one folder of folders is a wrapping, as zips have it. Folders that are all called
 * {@code train}, {@code validation} or {@code test}, at least two, with folders in them, are splits made by hand. What comes next are
 * the classes; whatever folders stand inside a class belong to it, as in Keras.
 */
final class Layout {

    private static final int STRAYS_LISTED = 1_000;

    private final String wrapping;
    private final boolean bySplits;
    private final Set<String> labels = new TreeSet<>(CodePoints.ORDER);
    private final List<Unreadable> strays = new ArrayList<>();

    private Layout(String wrapping, boolean bySplits) {
        this.wrapping = wrapping;
        this.bySplits = bySplits;
    }

    /**
     * What the folders of a tree mean.
     *
     * @param listing its pictures
     * @param classDepth how many folders stand around a class folder
     */
    record Meaning(Listing listing, int classDepth) {}

    /**
     * The meaning of a tree.
     *
     * @param origin what the tree is called in messages
     * @param files the paths of the pictures, with '/' between names
     * @param folders the paths of all folders, empty ones too, with a '/' at the end
     * @param strays is given the pictures that stand in no class
     */
    static Meaning read(String origin, Collection<String> files, Collection<String> folders, List<Unreadable> strays) {
        String wrapping = wrapping(files, folders);
        Layout layout = new Layout(wrapping, isBySplits(wrapping, files, folders));
        Listing listing = layout.listing(origin, files, folders);
        strays.addAll(layout.strays);
        int depth = (int) wrapping.chars().filter(c -> c == '/').count() + (layout.bySplits ? 1 : 0);
        return new Meaning(listing, depth);
    }

    private Listing listing(String origin, Collection<String> files, Collection<String> folders) {
        for (String folder : folders) {
            label(folder).ifPresent(labels::add);
        }
        List<String> ordered = new ArrayList<>(files.size());
        for (String file : files) {
            Optional<String> label = label(file);
            if (label.isPresent()) {
                labels.add(label.get());
                ordered.add(file);
            } else if (strays.size() < STRAYS_LISTED) {
                strays.add(new Unreadable(file, "stands in no class folder"));
            }
        }
        if (ordered.isEmpty()) {
            throw new DataException(nothing(origin, files));
        }
        ordered.sort(CodePoints.ORDER);
        List<String> names = List.copyOf(labels);
        Map<String, Integer> index = new HashMap<>();
        names.forEach(name -> index.put(name, index.size()));
        Listing.Builder rows = Listing.of(names);
        for (String file : ordered) {
            rows.add(file, Objects.requireNonNull(index.get(label(file).orElseThrow())), split(file));
        }
        return rows.build();
    }

    private static String nothing(String origin, Collection<String> files) {
        if (files.isEmpty()) {
            return "there are no pictures in " + origin + ": put those of each class into a folder named after it";
        }
        return (files.size() == 1 ? "there is 1 picture in " : "there are " + files.size() + " pictures in ") + origin
                + " but no class folders: put those of each class into a folder named after it";
    }

    private Optional<String> label(String path) {
        int begin = wrapping.length();
        if (!path.startsWith(wrapping)) {
            return Optional.empty();
        }
        if (bySplits) {
            int cut = path.indexOf('/', begin);
            if (cut < 0) {
                return Optional.empty();
            }
            begin = cut + 1;
        }
        int end = path.indexOf('/', begin);
        return end < 0 ? Optional.empty() : Optional.of(path.substring(begin, end));
    }

    private Optional<Split> split(String path) {
        return bySplits
                ? Split.of(path.substring(wrapping.length(), path.indexOf('/', wrapping.length())))
                : Optional.empty();
    }

    private static String wrapping(Collection<String> files, Collection<String> folders) {
        String wrapping = "";
        while (true) {
            Set<String> names = new HashSet<>();
            boolean deeper = false;
            for (String path : concat(files, folders)) {
                if (!path.startsWith(wrapping) || path.length() == wrapping.length()) {
                    continue;
                }
                int cut = path.indexOf('/', wrapping.length());
                if (cut < 0) {
                    return wrapping;
                }
                names.add(path.substring(wrapping.length(), cut));
                int next = path.indexOf('/', cut + 1);
                if (next < 0 && cut < path.length() - 1) {
                    return wrapping;
                }
                deeper |= next >= 0;
            }
            if (names.size() != 1 || !deeper) {
                return wrapping;
            }
            wrapping += names.iterator().next() + "/";
        }
    }

    private static boolean isBySplits(String wrapping, Collection<String> files, Collection<String> folders) {
        Set<String> names = new HashSet<>();
        boolean deeper = false;
        for (String path : concat(files, folders)) {
            int cut = path.startsWith(wrapping) ? path.indexOf('/', wrapping.length()) : -1;
            if (cut >= 0) {
                names.add(path.substring(wrapping.length(), cut));
                deeper |= path.indexOf('/', cut + 1) >= 0;
            }
        }
        Set<Split> splits =
                names.stream().flatMap(name -> Split.of(name).stream()).collect(Collectors.toSet());
        return deeper
                && splits.size() > 1
                && names.stream().allMatch(name -> Split.of(name).isPresent());
    }

    private static Iterable<String> concat(Collection<String> files, Collection<String> folders) {
        return () -> Stream.concat(files.stream(), folders.stream()).iterator();
    }
}
