package dev.glimpse.benchmark.keras;

import dev.glimpse.nn.layer.Architecture;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The kinds of things in a sealed family, and those that something is made of: so that none stays without a case. */
final class Kinds {

    private Kinds() {}

    /** The records of a sealed family. */
    static List<Class<?>> of(Class<?> family) {
        if (!family.isSealed()) {
            return List.of(family);
        }
        List<Class<?>> kinds = new ArrayList<>();
        for (Class<?> member : family.getPermittedSubclasses()) {
            kinds.addAll(of(member));
        }
        return kinds;
    }

    /** The names of a family's records that are not among those judged. */
    static List<String> missing(Class<?> family, Set<Class<?>> judged) {
        return of(family).stream()
                .filter(kind -> !judged.contains(kind))
                .map(Class::getSimpleName)
                .toList();
    }

    static Set<Class<?>> none() {
        return new TreeSet<>(Comparator.comparing(Class::getName));
    }

    /** Adds the classes of all records within a value. */
    static void collect(@Nullable Object value, Set<Class<?>> into) {
        switch (value) {
            case null -> {}
            case Architecture architecture -> {
                into.add(architecture.getClass());
                architecture.graph().steps().forEach(step -> collect(step.layer(), into));
            }
            case Record some -> {
                into.add(some.getClass());
                for (RecordComponent component : some.getClass().getRecordComponents()) {
                    collect(read(some, component), into);
                }
            }
            case Optional<?> some -> some.ifPresent(content -> collect(content, into));
            case Collection<?> some -> some.forEach(content -> collect(content, into));
            case Map<?, ?> some -> some.values().forEach(content -> collect(content, into));
            default -> {}
        }
    }

    private static @Nullable Object read(Record value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException hidden) {
            throw new LinkageError(value.getClass() + " does not show " + component.getName(), hidden);
        }
    }
}
