package dev.glimpse.nn.layer;

/**
 * A layer with a kernel.
 *
 * @param <L> the layer itself
 */
public sealed interface WithKernel<L> permits Dense, Conv2D, Conv2DTranspose, DepthwiseConv2D {

    /** How the kernel begins, and what it costs. */
    Parameter kernel();

    /** This layer with another kernel. */
    L kernel(Parameter kernel);

    /** Other first values for the kernel; Keras's {@code kernel_initializer}. */
    default L kernelInitializer(Initializer initializer) {
        return kernel(kernel().with(initializer));
    }

    /** A cost for the kernel; Keras's {@code kernel_regularizer}. */
    default L kernelRegularizer(Regularizer regularizer) {
        return kernel(kernel().with(regularizer));
    }

    /** What the kernel has to be after each step; Keras's {@code kernel_constraint}. */
    default L kernelConstraint(Constraint constraint) {
        return kernel(kernel().with(constraint));
    }

    /** The kernel's absolute values, times {@code factor}, are added to the loss. */
    default L l1(double factor) {
        return kernelRegularizer(Regularizer.l1(factor));
    }

    /** The kernel's squares, times {@code factor}, are added to the loss. */
    default L l2(double factor) {
        return kernelRegularizer(Regularizer.l2(factor));
    }
}
