package dev.glimpse.classifier.run;

import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.model.MemoryNeed;
import dev.glimpse.nn.model.Model;
import dev.glimpse.onnx.OnnxException;
import dev.glimpse.onnx.OnnxGraph;
import dev.glimpse.onnx.run.OnnxSession;
import dev.glimpse.tensor.batch.NdArray;
import java.util.List;
import java.util.function.Supplier;

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
