package dev.glimpse.nn.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a call is given, evaluated.
 *
 * @param unnamed values without a keyword
 * @param named values with one
 */
record CallArguments(List<Given> unnamed, Map<String, Given> named) {

    /**
     * One value.
     *
     * @param keywordSpan where its keyword stands, or the value itself if it has none
     */
    record Given(Value value, Span span, Span keywordSpan) {}

    /**
     * The values by their keywords.
     *
     * <p>Problems are told; what they concern is left out, and {@link Bound#isComplete} is false.
     *
     * @param what how messages call that which is called
     */
    Bound bind(String what, Signatures.Signature signature, Span call, Problems problems) {
        boolean complete = true;
        Map<String, Given> bound = new LinkedHashMap<>();
        for (int i = 0; i < unnamed.size(); i++) {
            if (i < signature.positional().size()) {
                bound.put(signature.positional().get(i), unnamed.get(i));
            } else {
                int most = signature.positional().size();
                problems.add(
                        unnamed.get(i).span(),
                        what + " takes "
                                + (most == 0 ? "no values" : "at most " + most + (most == 1 ? " value" : " values"))
                                + " without a name: take this one out, or name it");
                complete = false;
                break;
            }
        }
        for (var argument : named.entrySet()) {
            String keyword = argument.getKey();
            Given given = argument.getValue();
            if (!signature.knows(keyword)) {
                Set<String> known = signature.all();
                problems.add(
                        given.keywordSpan(), keyword + " is not a keyword of " + what + Nearest.hint(keyword, known));
                complete = false;
            } else if (bound.containsKey(keyword)) {
                problems.add(given.keywordSpan(), what + " gets " + keyword + " twice: take one out");
                complete = false;
            } else {
                bound.put(keyword, given);
            }
        }
        for (String required : signature.required()) {
            if (complete && !bound.containsKey(required)) {
                problems.add(call, what + " needs " + required + ": write " + what + "(" + example(signature) + ")");
                complete = false;
            }
        }
        return new Bound(
                bound, complete && bound.values().stream().noneMatch(given -> given.value() instanceof Value.Unknown));
    }

    private static String example(Signatures.Signature signature) {
        return String.join(", ", signature.required());
    }

    /** Values by keyword, and whether they are all there and known. */
    record Bound(Map<String, Given> values, boolean isComplete) {}
}
