package dev.glimpse.tensor;

import java.util.Set;

/** The line of the caller's program that something happened on. */
record Origin(StackWalker.StackFrame frame) {

    private static final StackWalker WALKER = StackWalker.getInstance();

    private static final Set<String> OURS =
            Set.of(Origin.class.getName(), Tensor.class.getName(), TensorScope.class.getName());

    /** The line that called into this library. */
    static Origin caller() {
        return new Origin(WALKER.walk(frames -> frames.dropWhile(frame -> OURS.contains(frame.getClassName()))
                .findFirst()
                .orElseThrow()));
    }

    /** As in a stack trace: {@code dev.glimpse.nn.Trainer.step(Trainer.java:120)}. */
    @Override
    public String toString() {
        return frame.toString();
    }
}
