package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The constants of an enum as words of the command line: {@code CENTER_CROP} is {@code center-crop}. */
final class Words {

    private Words() {}

    /** The word for a constant. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant that a word stands for.
     *
     * @throws ClassifierException if there is none; the message lists them
     */
    static <E extends Enum<E>> E read(Class<E> type, String option, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ClassifierException(option + " is one of "
                        + Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "))
                        + ", got '" + word + "'"));
    }
}
