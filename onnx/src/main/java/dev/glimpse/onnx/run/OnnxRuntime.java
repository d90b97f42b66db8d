package dev.glimpse.onnx.run;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.glimpse.onnx.OnnxException;
import dev.glimpse.tensor.Engine;
import dev.glimpse.tensor.engine.ThreadChoice;

/**
 * ONNX Runtime, as it was found and set up on this machine.
 *
 * <p>It starts when the first session is opened, and needs nothing of libtorch. How many threads compute is found as for
 * libtorch (see {@link Engine}): idle threads that spin would take the time of those that work, so they sleep.
 */
public final class OnnxRuntime {

    private OnnxRuntime() {}

    /** Starts once, when it is first needed. */
    private static final class Started {

        private static final OrtEnvironment ENVIRONMENT = start();
    }

    private static final class Threads {

        private static final ThreadChoice CHOICE =
                Engine.threadsFor("onnxruntime " + NativeLibraries.version(), OnnxLap::new);
    }

    private static OrtEnvironment start() {
        NativeLibraries.prepare();
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "glimpse");
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new OnnxException("ONNX Runtime could not be told to keep to itself what it does", e);
        }
        return environment;
    }

    /**
     * The version of the library.
     *
     * @throws OnnxException if ONNX Runtime is not made for this machine
     */
    public static String version() {
        return environment().getVersion();
    }

    /**
     * How many threads compute, and why.
     *
     * @throws OnnxException if ONNX Runtime is not made for this machine
     */
    public static ThreadChoice threads() {
        environment();
        return Threads.CHOICE;
    }

    static OrtEnvironment environment() {
        try {
            return Started.ENVIRONMENT;
        } catch (LinkageError | IllegalStateException notHere) {
            throw new OnnxException(
                    "ONNX Runtime is made for Linux, Windows (x86-64) and macOS (Arm); it could not be loaded on "
                            + System.getProperty("os.name") + " on " + System.getProperty("os.arch"),
                    notHere);
        }
    }

    /** How a session on so many threads is set up. */
    static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        // Packing keeps a second copy of the weights of dense layers, and asking for one picture is slower with it.
        options.addConfigEntry("session.disable_prepacking", "1");
        return options;
    }
}
