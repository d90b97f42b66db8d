package dev.glimpse.classifier.page;

import static dev.glimpse.classifier.page.Html.element;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A page of HTML as a whole: its head, its rules of style, and a body.
 *
 * @param title in the window's bar
 * @param rules of style, beside those that all pages share
 * @param body what is seen
 */
public record Page(String title, String rules, Html body) implements Html {

    /** Nothing but what stands in the page itself, should a name in it ever escape its escaping. */
    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    /** A page. */
    public static Page of(String title, String rules, Html body) {
        return new Page(title, rules, body);
    }

    /** Rules of style in a file beside a class. */
    public static String rules(Class<?> owner, String file) {
        try (InputStream rules = Objects.requireNonNull(owner.getResourceAsStream(file), file)) {
            return new String(rules.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void appendTo(Appendable page) throws IOException {
        page.append("<!DOCTYPE html>\n");
        element("html").set("lang", "en").add(head()).add(body).appendTo(page);
    }

    private Html head() {
        return element("head")
                .add(element("meta").set("charset", "utf-8"))
                .add(element("meta")
                        .set("http-equiv", "Content-Security-Policy")
                        .set("content", POLICY))
                .add(element("meta").set("name", "viewport").set("content", "width=device-width, initial-scale=1"))
                .add(element("meta").set("name", "color-scheme").set("content", "light dark"))
                .add(element("title").add(title))
                .add(new Html.Style(rules(Page.class, "page.css") + rules));
    }
}
