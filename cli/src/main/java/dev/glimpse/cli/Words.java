package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import java.util.List;
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
        return read(List.of(type.getEnumConstants()), option, word);
    }

    /**
     * The one of some constants that a word stands for.
     *
     * @throws ClassifierException if there is none; the message lists them
     */
    static <E extends Enum<E>> E read(List<E> constants, String option, String word) {
        return constants.stream()
                .filter(constant -> of(constant).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ClassifierException(option + " is one of "
                        + constants.stream().map(Words::of).collect(Collectors.joining(", ")) + ", got '" + word
                        + "'"));
    }
}
