package dev.glimpse.tensor.engine;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A small convolution and a matrix product, what a network's time goes into. */
public final class LibtorchLap implements ThreadRace.Lap {

    private final Tensor pictures = torch.rand(4, 32, 26, 26);
    private final Tensor kernel = torch.rand(64, 32, 3, 3);
    private final Tensor left = torch.rand(128, 512);
    private final Tensor right = torch.rand(512, 256);

    @Override
    public void run(int threads) {
        ComputingThreads.use(threads);
        try (var _ = new NoGradGuard();
                Tensor features = torch.conv2d(pictures, kernel);
                Tensor positive = torch.relu(features);
                Tensor product = torch.matmul(left, right)) {
            positive.add_(features);
            product.zero_();
        }
    }

    @Override
    public void close() {
        pictures.close();
        kernel.close();
        left.close();
        right.close();
    }
}
