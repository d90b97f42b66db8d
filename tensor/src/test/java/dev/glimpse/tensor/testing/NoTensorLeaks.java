package dev.glimpse.tensor.testing;

import dev.glimpse.tensor.Engine;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension that fails each test which leaves native objects behind.
 *
 * <p>Put {@code @ExtendWith(NoTensorLeaks.class)} on a test class. What {@code @BeforeEach} makes, {@code @AfterEach} has
 * to close. Objects are counted, not bytes: a tensor's handle is as good as its numbers.
 */
public final class NoTensorLeaks implements BeforeEachCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(NoTensorLeaks.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(HERE).put("before", Engine.nativeObjects());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Long before = context.getStore(HERE).get("before", Long.class);
        long after = Engine.nativeObjects();
        if (before == null || context.getExecutionException().isPresent()) {
            return;
        }
        if (after > before) {
            throw new AssertionError("the test left " + (after - before)
                    + " native objects open: close what it makes, or" + " make it in a TensorScope");
        }
    }
}
