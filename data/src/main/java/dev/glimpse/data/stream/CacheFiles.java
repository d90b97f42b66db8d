package dev.glimpse.data.stream;

import java.util.HashMap;
import java.util.Map;

/** The caches on disk that a dataset uses, each opened once and closed with the dataset. */
public final class CacheFiles implements AutoCloseable {

    private final Map<Caching.Disk, Map<String, DiskCache>> opened = new HashMap<>();

    /** The cache in a folder for what this recipe makes of pictures. */
    synchronized DiskCache open(Caching.Disk disk, String recipe, int sampleBytes) {
        return opened.computeIfAbsent(disk, _ -> new HashMap<>())
                .computeIfAbsent(recipe, _ -> DiskCache.open(disk, recipe, sampleBytes));
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(caches -> caches.values().forEach(DiskCache::close));
        opened.clear();
    }
}
