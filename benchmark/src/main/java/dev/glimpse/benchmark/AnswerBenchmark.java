package dev.glimpse.benchmark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.glimpse.classifier.Classifier;
import dev.glimpse.image.Picture;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.model.Model;
import dev.glimpse.onnx.OnnxFile;
import dev.glimpse.onnx.OnnxGraph;
import dev.glimpse.tensor.Engine;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * How long a {@link Classifier} takes to answer for one picture of 224×224, beside libtorch and beside ONNX Runtime alone,
 * on one thread.
 *
 * <p>The network is MobileNetV2 with random weights, or another that is named, or a taught one in a file. All three run in turn in one process; printed
 * are the medians, and the medians of the ratios of neighbours. The clock counts the processor time of the one thread that
 * computes, which other programs on the machine disturb less than the time on the wall.
 */
public final class AnswerBenchmark {

    private static final int ROUNDS = 21;
    private static final int ANSWERS = 20;

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private AnswerBenchmark() {}

    /** Takes the name of a network, a {@code .keras} file that Glimpse taught, or nothing. */
    public static void main(String[] arguments) throws IOException, OrtException {
        System.setProperty(Engine.THREADS_PROPERTY, "1");
        String name = arguments.length > 0 ? arguments[0] : "mobilenet_v2";
        Path folder = Files.createTempDirectory("answers");
        Path keras = name.endsWith(".keras") ? Path.of(name) : random(name, folder.resolve("model.keras"));
        Path onnx = folder.resolve("model.onnx");
        ModelFile saved = ModelFiles.read(keras);
        Shape shape = saved.architecture().inputShapes().getFirst();
        Path file = picture(folder.resolve("picture.png"), shape);
        try (Model model = Model.of(saved)) {
            OnnxFile.write(onnx, OnnxGraph.of(saved.architecture(), saved.weights()));
            try (Classifier classifier = Classifier.load(keras);
                    OrtSession.SessionOptions options = oneThread();
                    OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx.toString(), options)) {
                System.out.println(
                        classifier.tellsUnknown()
                                ? "it tells pictures of other things"
                                : "it takes every picture for its own");
                race(classifier, Picture.read(file), model, session, shape);
            }
        } finally {
            for (Path leftover : List.of(folder.resolve("model.keras"), onnx, file, folder)) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    private static Path random(String network, Path file) {
        try (Model model = Model.build(KnownNetwork.named(network).orElseThrow().architecture(Ending.imageNet()))) {
            model.save(file);
        }
        return file;
    }

    private static void race(Classifier classifier, Picture picture, Model model, OrtSession session, Shape shape)
            throws OrtException {
        NdArray.Bytes pixels = new NdArray.Bytes(shape.prepend(1), new byte[(int) shape.count()]);
        new Random(1).nextBytes(pixels.values());
        FloatBuffer numbers = ByteBuffer.allocateDirect((int) shape.count() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(pixels.toFloats())
                .rewind();
        List<Double> answers = new ArrayList<>();
        List<Double> libtorch = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        try (OnnxTensor input = OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), numbers, shape.prepend(1).toLongArray())) {
            Map<String, OnnxTensor> inputs =
                    Map.of(session.getInputNames().iterator().next(), input);
            for (int round = -2; round < ROUNDS; round++) {
                double ours = milliseconds(() -> classifier.predict(picture));
                double torch = milliseconds(() -> model.predict(List.of(pixels)));
                double alone = milliseconds(() -> {
                    try (OrtSession.Result result = session.run(inputs)) {
                        result.get(0).getValue();
                    } catch (OrtException e) {
                        throw new IllegalStateException(e);
                    }
                });
                if (round >= 0) {
                    answers.add(ours);
                    libtorch.add(torch);
                    bare.add(alone);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "a picture: Classifier %.2f ms, libtorch %.2f, ONNX Runtime alone %.2f%n"
                        + "Classifier / libtorch %.3f, Classifier / ONNX Runtime alone %.3f (medians of %d rounds)%n",
                median(answers),
                median(libtorch),
                median(bare),
                median(ratios(answers, libtorch)),
                median(ratios(answers, bare)),
                ROUNDS);
    }

    private static OrtSession.SessionOptions oneThread() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        return options;
    }

    private static double milliseconds(Runnable answer) {
        long start = CLOCK.getCurrentThreadCpuTime();
        for (int i = 0; i < ANSWERS; i++) {
            answer.run();
        }
        return (CLOCK.getCurrentThreadCpuTime() - start) / 1e6 / ANSWERS;
    }

    private static List<Double> ratios(List<Double> ours, List<Double> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        return ratios;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Path picture(Path file, Shape shape) throws IOException {
        BufferedImage image = new BufferedImage(shape.size(1), shape.size(0), BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(1);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
