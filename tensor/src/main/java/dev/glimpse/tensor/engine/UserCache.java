package dev.glimpse.tensor.engine;

import java.nio.file.Path;

/** Where Glimpse keeps what it can make or fetch again, for all programs of one user. */
public final class UserCache {

    private UserCache() {}

    /** {@code $XDG_CACHE_HOME/glimpse}, or {@code ~/.cache/glimpse}; it may not be there yet. */
    public static Path folder() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home", ".")).resolve(".cache")
                : Path.of(xdg);
        return caches.resolve("glimpse");
    }
}
