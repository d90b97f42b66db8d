package dev.glimpse.tensor;

import org.bytedeco.pytorch.global.torch;

/** The engine: libtorch, set up once when the first tensor is made. */
public final class Engine {

    private Engine() {}

    static synchronized void start() {
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        torch.set_num_threads(1);
    }
}
