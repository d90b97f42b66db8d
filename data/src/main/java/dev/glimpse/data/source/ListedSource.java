package dev.glimpse.data.source;

import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A source whose entries are picture files with paths. */
abstract sealed class ListedSource implements Source permits FolderSource, ZipSource, ManifestSource {

    private final Path location;
    private final Listing listing;
    private final List<Unreadable> strays;

    ListedSource(Path location, Listing listing, List<Unreadable> strays) {
        this.location = location;
        this.listing = listing;
        this.strays = List.copyOf(strays);
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public List<String> labels() {
        return listing.labels();
    }

    @Override
    public int size() {
        return listing.size();
    }

    @Override
    public String name(int entry) {
        return listing.name(entry);
    }

    @Override
    public int label(int entry) {
        return listing.label(entry);
    }

    @Override
    public Optional<Split> split(int entry) {
        return listing.split(entry);
    }

    @Override
    public List<Unreadable> strays() {
        return strays;
    }
}
