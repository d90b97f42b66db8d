package dev.glimpse.classifier.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;

/** A piece of an HTML page or of a drawing in it; whatever text it is given, it stays text. */
public sealed interface Html permits Html.Text, Html.Style, Html.Later, Html.Element, Page {

    /** Appends this as HTML. */
    void appendTo(Appendable page) throws IOException;

    /** This as HTML. */
    default String text() {
        StringBuilder page = new StringBuilder();
        try {
            appendTo(page);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return page.toString();
    }

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
        public void appendTo(Appendable page) throws IOException {
            escape(text, page);
        }
    }

    /** Rules of style, which are ours and hold no text of others. */
    record Style(String rules) implements Html {

        @Override
        public void appendTo(Appendable page) throws IOException {
            page.append("<style>\n").append(rules).append("</style>\n");
        }
    }

    /** A piece that is made when it is written, and forgotten then: pages with many pictures take no more memory than one. */
    record Later(Supplier<? extends Html> content) implements Html {

        @Override
        public void appendTo(Appendable page) throws IOException {
            content.get().appendTo(page);
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

        /** An attribute, whose value stays a value whatever stands in it. */
        public Element set(String attribute, String value) {
            attributes.put(attribute, value);
            return this;
        }

        /** An attribute with a number, of at most two decimals. */
        public Element set(String attribute, double value) {
            return set(attribute, number(value));
        }

        /** One more child. */
        public Element add(Html child) {
            children.add(child);
            return this;
        }

        /** More text. */
        public Element add(String text) {
            return add(new Text(text));
        }

        /** More children. */
        public Element addAll(List<? extends Html> nodes) {
            children.addAll(nodes);
            return this;
        }

        @Override
        public void appendTo(Appendable page) throws IOException {
            page.append('<').append(name);
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                page.append(' ').append(attribute.getKey()).append("=\"");
                escape(attribute.getValue(), page);
                page.append('"');
            }
            page.append('>');
            if (!VOID.contains(name)) {
                for (Html child : children) {
                    child.appendTo(page);
                }
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

    private static void escape(String text, Appendable page) throws IOException {
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
