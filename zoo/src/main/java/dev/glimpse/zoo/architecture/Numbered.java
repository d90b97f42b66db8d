package dev.glimpse.zoo.architecture;

import java.util.HashMap;
import java.util.Map;

/** The names that Keras gives to layers without one: class and number, in the order in which they are made. */
final class Numbered {

    private final Map<String, Integer> used = new HashMap<>();

    String next(String base) {
        int number = used.merge(base, 1, Integer::sum) - 1;
        return number == 0 ? base : base + "_" + number;
    }
}
