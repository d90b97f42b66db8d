package dev.glimpse.benchmark.keras;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts Keras once for all tests, and skips them where it is not to be had. */
final class KerasIsHere implements BeforeAllCallback, ParameterResolver {

    private static final String PYTHON = "glimpse.keras";

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(
                !System.getProperty(PYTHON, "").isEmpty(),
                "there is no Keras to ask: -Dglimpse.keras=benchmark/keras/python fetches it, or name a Python that has it");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Keras.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The root's store closes what it holds when the last test has run.
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(KerasIsHere.class))
                .computeIfAbsent(Keras.class, _ -> Keras.start(System.getProperty(PYTHON, "")), Keras.class);
    }
}
