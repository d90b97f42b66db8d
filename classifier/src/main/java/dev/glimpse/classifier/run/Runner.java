package dev.glimpse.classifier.run;

import dev.glimpse.image.Picture;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.model.MemoryNeed;
import dev.glimpse.nn.model.Model;
import dev.glimpse.onnx.OnnxException;
import dev.glimpse.onnx.OnnxGraph;
import dev.glimpse.onnx.run.OnnxSession;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What computes a model's outputs. Any number of threads may ask at the same time.
 *
 * <p>A model that is loaded to be asked runs on ONNX Runtime, which is faster and starts without libtorch; one that was
 * just taught, or that has a layer without an ONNX form, stays with libtorch.
 */
public sealed interface Runner extends AutoCloseable {

    /** What each output says of what comes in at each input, one row of numbers a sample. */
    List<NdArray.Floats> run(List<NdArray> inputs);

    /** What each output says, of a model with one input. */
    default List<NdArray.Floats> run(NdArray pictures) {
        return run(List.of(pictures));
    }

    @Override
    void close();

    /**
     * The fastest that can run this model on this machine, once it is asked for; until then it keeps no reference to the
     * model's own copy of its weights.
     *
     * @param again the same model, for the case that ONNX Runtime refuses it
     */
    static Supplier<Runner> of(ModelFile file, Supplier<ModelFile> again) {
        MemoryNeed.of(file.architecture()).requireAvailable();
        try {
            var prepared = new OnnxSession.Prepared(OnnxGraph.of(file.architecture(), file.weights()));
            return () -> open(prepared, again);
        } catch (OnnxException noForm) {
            Model model = Model.of(file);
            return () -> new OnLibtorch(model);
        }
    }

    /**
     * What computes the outputs of a model some of whose inputs are features of pictures: these are described first.
     *
     * @param features by the numbers of the inputs
     */
    static Supplier<Runner> of(ModelFile file, Map<Integer, Describer> features, Supplier<ModelFile> again) {
        if (features.isEmpty()) {
            return of(file, again);
        }
        if (file.architecture().graph().steps().size() == 1) {
            return () -> new OnFeatures(new AsTheyAre(), features);
        }
        Supplier<Runner> network = of(file, again);
        return () -> new OnFeatures(network.get(), features);
    }

    /** What computes the outputs of a model that takes vectors; nothing where they are its outputs. */
    static Runner behindVectors(ModelFile tail) {
        return tail.architecture().graph().steps().size() > 1 ? new OnLibtorch(Model.of(tail)) : new AsTheyAre();
    }

    private static Runner open(OnnxSession.Prepared prepared, Supplier<ModelFile> again) {
        try {
            return new OnOnnxRuntime(prepared.open());
        } catch (OnnxException refused) {
            return new OnLibtorch(Model.of(again.get()));
        }
    }

    /** One session, shared by all who ask. */
    record OnOnnxRuntime(OnnxSession session) implements Runner {

        @Override
        public List<NdArray.Floats> run(List<NdArray> inputs) {
            return session.predict(inputs);
        }

        @Override
        public void close() {
            session.close();
        }
    }

    /** Nothing is computed: the outputs are what is given. */
    record AsTheyAre() implements Runner {

        @Override
        public List<NdArray.Floats> run(List<NdArray> vectors) {
            return vectors.stream()
                    .map(rows -> new NdArray.Floats(rows.shape(), rows.toFloats()))
                    .toList();
        }

        @Override
        public void close() {}
    }

    /**
     * Pictures are described, several at the same time.
     *
     * @param network what takes the vectors then
     * @param features by the numbers of its inputs; the others are given to it as they are
     */
    record OnFeatures(Runner network, Map<Integer, Describer> features) implements Runner {

        @Override
        public List<NdArray.Floats> run(List<NdArray> inputs) {
            List<NdArray> vectors = new ArrayList<>(inputs);
            features.forEach((number, describer) -> vectors.set(number, described(describer, inputs.get(number))));
            return network.run(vectors);
        }

        private static NdArray.Floats described(Describer describer, NdArray pictures) {
            if (!(pictures instanceof NdArray.Bytes(Shape shape, byte[] pixels))) {
                throw new IllegalArgumentException("features are of pictures with numbers from 0 to 255");
            }
            int count = shape.size(0);
            int size = pixels.length / count;
            int length = describer.length();
            float[] vectors = new float[Math.multiplyExact(count, length)];
            IntStream.range(0, count).parallel().forEach(i -> {
                byte[] own = Arrays.copyOfRange(pixels, i * size, (i + 1) * size);
                Picture picture = Picture.of(shape.size(1), shape.size(2), shape.size(3), own);
                System.arraycopy(describer.describe(picture), 0, vectors, i * length, length);
            });
            return new NdArray.Floats(Shape.of(count, length), vectors);
        }

        @Override
        public void close() {
            network.close();
        }
    }

    /** A model belongs to one thread at a time, so those who ask wait for each other. */
    record OnLibtorch(Model model) implements Runner {

        @Override
        public List<NdArray.Floats> run(List<NdArray> inputs) {
            synchronized (model) {
                return model.predict(inputs);
            }
        }

        @Override
        public void close() {
            synchronized (model) {
                model.close();
            }
        }
    }
}
