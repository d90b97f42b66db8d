package dev.glimpse.classifier.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** A piece of an HTML page or of a drawing in it; whatever text it is given, it stays text. */
sealed interface Html {

    /** Appends this as HTML. */
    void appendTo(StringBuilder page);

    /** An element of this name, still empty. */
    static Element element(String name) {
        return new Element(name);
    }

    /** An element of this name and style class, still empty. */
    static Element element(String name, String style) {
        return new Element(name).set("class", style);
    }

    /** Text, shown as it is. */
    record Text(String text) implements Html {

        @Override
        public void appendTo(StringBuilder page) {
            escape(text, page);
        }
    }

    /** Rules of style, which are ours and hold no text of others. */
    record Style(String rules) implements Html {

        @Override
        public void appendTo(StringBuilder page) {
            page.append("<style>\n").append(rules).append("</style>\n");
        }
    }

    /** An element with attributes and children, filled by chained calls. */
    final class Element implements Html {

        private static final Set<String> VOID = Set.of("meta", "img", "br");
        private static final Set<String> OWN_LINE = Set.of(
                "html", "head", "body", "title", "header", "main", "footer", "section", "nav", "div", "figure", "table",
                "thead", "tbody", "tr", "ul", "li", "dl", "p", "h1", "h2", "details", "svg", "meta");

        private final String name;
        private final SequencedMap<String, String> attributes = new LinkedHashMap<>();
        private final List<Html> children = new ArrayList<>();

        private Element(String name) {
            this.name = name;
        }

        Element set(String attribute, String value) {
            attributes.put(attribute, value);
            return this;
        }

        Element set(String attribute, double value) {
            return set(attribute, number(value));
        }

        Element add(Html child) {
            children.add(child);
            return this;
        }

        Element add(String text) {
            return add(new Text(text));
        }

        Element addAll(List<? extends Html> nodes) {
            children.addAll(nodes);
            return this;
        }

        @Override
        public void appendTo(StringBuilder page) {
            page.append('<').append(name);
            attributes.forEach((attribute, value) -> {
                page.append(' ').append(attribute).append("=\"");
                escape(value, page);
                page.append('"');
            });
            page.append('>');
            if (!VOID.contains(name)) {
                children.forEach(child -> child.appendTo(page));
                page.append("</").append(name).append('>');
            }
            if (OWN_LINE.contains(name)) {
                page.append('\n');
            }
        }

        /** Coordinates with at most two decimals: more are not seen. */
        private static String number(double value) {
            double rounded = Math.rint(value * 100) / 100;
            return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
        }
    }

    private static void escape(String text, StringBuilder page) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(Character.isISOControl(c) && c != '\n' ? '\uFFFD' : c);
            }
        }
    }
}
