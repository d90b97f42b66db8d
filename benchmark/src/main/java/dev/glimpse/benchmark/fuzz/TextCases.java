package dev.glimpse.benchmark.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with words left out, doubled and moved, huge numbers, deep brackets, long chains, many lines, and odd letters. */
final class TextCases {

    private static final Pattern WORD = Pattern.compile("\\w+|\\s+|[^\\w\\s]");

    private static final List<String> ODD = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            "=",
            ".",
            "'",
            "\"",
            "\"\"\"",
            "#",
            "\\",
            "\n",
            "\t",
            ":",
            "**",
            "//",
            "%",
            "-",
            "\0",
            "\u2028",
            "\uD83D",
            "é",
            "None",
            "True",
            "lambda",
            "import",
            "model",
            "x",
            "len",
            "1e999",
            "0x",
            "1_0",
            "-1",
            "99999999999999999999",
            "2147483648",
            "2**62",
            "1./0",
            "0",
            "nan",
            "f'{x}'",
            "@",
            ";",
            "model.add(model)",
            "Lambda(lambda x: x)",
            "x = x(x)",
            "model = Sequential([model])");

    private static final List<String> NESTED = List.of("(", "[", "-", "Sequential([", "Dense(", "not ", "{1:", "x(");

    private static final List<String> CHAINS = List.of("1+", "2**", "x.", "1*", "-", "[0]*", "9*9*", "'a'+", "(1,)*");

    private TextCases() {}

    static byte[] of(byte[] sound, Chance chance) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(new String(sound, StandardCharsets.UTF_8));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        for (int i = chance.changes(); i > 0 && !words.isEmpty(); i--) {
            change(words, chance);
        }
        String text = String.join("", words);
        return switch (chance.below(30)) {
            case 0 -> Fields.damage(text.getBytes(StandardCharsets.UTF_8), chance);
            case 1 -> (text + "\n").repeat(1 + chance.below(200)).getBytes(StandardCharsets.UTF_8);
            case 2 -> text.substring(0, chance.below(text.length() + 1)).getBytes(StandardCharsets.UTF_8);
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static void change(List<String> words, Chance chance) {
        int at = chance.below(words.size());
        switch (chance.below(18)) {
            case 0 -> words.remove(at);
            case 1 -> words.add(at, words.get(at));
            case 2 -> words.set(at, chance.of(words));
            case 3, 4 -> words.set(at, chance.of(ODD));
            case 5 -> words.add(at, chance.of(ODD));
            case 6, 12, 13, 14, 15, 16 -> numbers(words, chance);
            case 7 -> words.add(at, chance.of(NESTED).repeat(1 + chance.below(chance.once(3) ? 20_000 : 30)));
            case 8 -> words.add(at, chance.of(CHAINS).repeat(1 + chance.below(chance.once(3) ? 15_000 : 30)) + "1");
            case 9 -> lines(words, chance);
            case 10 -> words.set(at, words.get(at).repeat(1 + chance.below(1000)));
            default -> {
                int other = chance.below(words.size());
                String word = words.get(at);
                words.set(at, words.get(other));
                words.set(other, word);
            }
        }
    }

    private static void numbers(List<String> words, Chance chance) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (Character.isDigit(words.get(i).charAt(0))) {
                numbers.add(i);
            }
        }
        if (!numbers.isEmpty()) {
            words.set(chance.of(numbers), Long.toString(chance.remarkable(8)));
        }
    }

    /** A line many times over. */
    private static void lines(List<String> words, Chance chance) {
        String[] lines = String.join("", words).split("\n", -1);
        String line = lines[chance.below(lines.length)];
        words.add("\n");
        words.add((line + "\n").repeat(1 + chance.below(chance.once(4) ? 2000 : 50)));
    }
}
