package dev.glimpse.nn.script;

import java.util.HashSet;
import java.util.Set;

/** Names of Python variables made of names that are any text, each once. */
final class PythonNames {

    private static final int LONGEST = 60;

    /** Keywords, soft keywords, and names that the code itself uses. */
    private static final Set<String> RESERVED = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield",
            "match",
            "case",
            "type",
            "keras",
            "layers",
            "model",
            "float",
            "input",
            "filter",
            "id",
            "len",
            "list",
            "map",
            "max",
            "min",
            "range",
            "sum",
            "tf",
            "np");

    private final Set<String> taken = new HashSet<>();

    /** A variable for a thing of this name. */
    String variable(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
        String stem = plain.substring(0, Math.min(plain.length(), LONGEST));
        if (stem.isEmpty()) {
            stem = "layer";
        } else if (Character.isDigit(stem.charAt(0))) {
            stem = "layer_" + stem;
        }
        if (RESERVED.contains(stem)) {
            stem += "_";
        }
        String variable = stem;
        for (int i = 2; !taken.add(variable); i++) {
            variable = stem + "_" + i;
        }
        return variable;
    }
}
