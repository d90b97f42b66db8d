/**
 * One door to libtorch: tensors, scopes, gradients, random numbers, threads.
 *
 * <p>A tour:
 *
 * <ul>
 *   <li>{@link dev.glimpse.tensor.Tensor} is an array in native memory. What it can do stands in the interfaces it
 *       implements: {@link dev.glimpse.tensor.Arithmetic}, {@link dev.glimpse.tensor.Comparing},
 *       {@link dev.glimpse.tensor.Reducing}, {@link dev.glimpse.tensor.Shaping}, {@link dev.glimpse.tensor.Selecting},
 *       {@link dev.glimpse.tensor.Updating} in place, and {@link dev.glimpse.tensor.Differentiable}.
 *   <li>{@link dev.glimpse.tensor.TensorScope} owns what is made while it is open, and closes it. One result leaves it by
 *       name: {@code scope.keep(result)}.
 *   <li>{@link dev.glimpse.tensor.Gradients} gives gradients as results, and switches off what only gradients need.
 *   <li>What networks are made of takes pictures as Keras does, [batch, height, width, channels]:
 *       {@link dev.glimpse.tensor.Convolutions}, {@link dev.glimpse.tensor.Pooling},
 *       {@link dev.glimpse.tensor.Activations}, {@link dev.glimpse.tensor.Normalizations},
 *       {@link dev.glimpse.tensor.Linear}, {@link dev.glimpse.tensor.Losses}, {@link dev.glimpse.tensor.Resampling}.
 *   <li>{@link dev.glimpse.tensor.RandomTensors} draws from a {@link dev.glimpse.tensor.Seed},
 *       {@link dev.glimpse.tensor.Noise} from libtorch's generator, whose {@link dev.glimpse.tensor.RandomState} is a value.
 *   <li>{@link dev.glimpse.tensor.Engine} tells what computes, on how many threads, and why.
 * </ul>
 *
 * <p>Everything here that goes wrong is a {@link dev.glimpse.tensor.TensorException}. No other module sees a native
 * pointer: calls close the C++ values that they need, and give back one tensor with an owner.
 */
@NullMarked
package dev.glimpse.tensor;

import org.jspecify.annotations.NullMarked;
