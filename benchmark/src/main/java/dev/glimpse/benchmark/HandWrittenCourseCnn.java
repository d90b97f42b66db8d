package dev.glimpse.benchmark;

import static org.bytedeco.pytorch.global.torch.addmm;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.dropout;
import static org.bytedeco.pytorch.global.torch.log_softmax;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.nll_loss;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.tensor;
import static org.bytedeco.pytorch.global.torch.zeros;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The course's CNN as someone would write it against libtorch by hand: the rival that {@code fit} is measured against.
 *
 * <p>Channels first, one tensor a parameter, RMSprop with Keras's rule in the usual three lines. It keeps no metrics
 * and no history, which {@code fit} does.
 */
final class HandWrittenCourseCnn {

    private static final long[] ONE = {1, 1};
    private static final long[] ZERO = {0, 0};
    private static final double LEARNING_RATE = 1e-3;
    private static final double RHO = 0.9;
    private static final double EPSILON = 1e-7;

    private final List<Tensor> parameters = new ArrayList<>();
    private final List<Tensor> squares = new ArrayList<>();

    HandWrittenCourseCnn() {
        parameter(glorot(9, 288, 32, 1, 3, 3));
        parameter(zeros(32));
        parameter(glorot(288, 576, 64, 32, 3, 3));
        parameter(zeros(64));
        parameter(glorot(9216, 64, 9216, 64));
        parameter(zeros(64));
        parameter(glorot(64, 10, 64, 10));
        parameter(zeros(10));
    }

    private static Tensor glorot(int fanIn, int fanOut, long... sizes) {
        double limit = Math.sqrt(6.0 / (fanIn + fanOut));
        try (var scope = new PointerScope()) {
            Tensor values = rand(sizes).mul(new Scalar(2 * limit)).sub(new Scalar(limit));
            values.retainReference();
            scope.detach(values);
            return values;
        }
    }

    private void parameter(Tensor values) {
        values.requires_grad_(true);
        parameters.add(values);
        squares.add(zeros_like(values));
    }

    /** One step of training on a batch of digits: bytes [n, 28, 28, 1] and one-hot rows [n, 10]. */
    void step(Batch batch) {
        try (var _ = new PointerScope()) {
            int size = batch.size();
            var pixels = (NdArray.Bytes) batch.inputs().getFirst();
            Tensor x = torch.tensor(pixels.values())
                    .to(torch.ScalarType.Byte)
                    .to(torch.ScalarType.Float)
                    .div(new Scalar(255.0))
                    .view(size, 1, 28, 28);
            Tensor hidden = relu(convolution(x, 0));
            hidden = relu(convolution(hidden, 2));
            hidden = dropout(max_pool2d(hidden, 2, 2), 0.25, true).flatten(1, -1);
            hidden = dropout(relu(addmm(parameters.get(5), hidden, parameters.get(4))), 0.5, true);
            Tensor scores = addmm(parameters.get(7), hidden, parameters.get(6));
            Tensor loss = nll_loss(log_softmax(scores, 1), classes(batch));
            loss.backward();
            update();
        }
    }

    private Tensor convolution(Tensor x, int index) {
        return conv2d(x, parameters.get(index), new TensorOptional(parameters.get(index + 1)), ONE, ZERO, ONE, 1);
    }

    private static Tensor classes(Batch batch) {
        float[] rows = batch.targets().getFirst().toFloats();
        long[] classes = new long[batch.size()];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == 1) {
                classes[i / 10] = i % 10;
            }
        }
        return tensor(classes);
    }

    private void update() {
        try (var _ = new NoGradGuard()) {
            for (int i = 0; i < parameters.size(); i++) {
                Tensor parameter = parameters.get(i);
                Tensor gradient = parameter.grad();
                Tensor square = squares.get(i);
                square.mul_(new Scalar(RHO)).addcmul_(gradient, gradient, new Scalar(1 - RHO));
                parameter.addcdiv_(gradient, square.sqrt().add_(new Scalar(EPSILON)), new Scalar(-LEARNING_RATE));
                gradient.zero_();
            }
        }
    }
}
