package dev.glimpse.data.offender;

import ai.onnxruntime.OrtSession;
import dev.glimpse.cli.Glimpse;
import dev.glimpse.nn.layer.Flatten;
import dev.glimpse.nn.layer.LayerInfo;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Logger;
import libsvm.svm_model;
import ml.dmlc.xgboost4j.java.Booster;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.pytorch.Tensor;
import org.tribuo.Model;

/** A class that breaks the house rules one by one, so that the rules are known to notice. */
@SuppressWarnings("all")
public final class Offender implements Serializable {

    private static final Logger LOGGER = Logger.getLogger("offender");

    public Optional<Tensor> torch(Optional<File> file, File other) {
        return Optional.empty();
    }

    public String getName() {
        System.out.println(Glimpse.class);
        return "offender" + new Random().nextInt() + Math.random();
    }

    public Object layer(LayerInfo info) {
        return new Flatten(info);
    }

    public void touch(Pointer pointer, Mat picture, OrtSession session) {}

    public void learn(Model<?> model, Booster booster, svm_model machine) {}

    public void stop() {
        System.exit(3);
    }

    public Object read(InputStream input) throws IOException, ClassNotFoundException {
        return new ObjectInputStream(input).readObject();
    }

    public void fail() {
        throw new RuntimeException("nameless");
    }

    /** Named after where it was put. */
    public static final class OffenderUtil {}
}
