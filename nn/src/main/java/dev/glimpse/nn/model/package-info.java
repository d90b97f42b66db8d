/**
 * Models: architectures with weights, which compute.
 *
 * <p>{@link dev.glimpse.nn.model.Model} is built from an architecture or loaded from a file, predicts, and learns. Weights live
 * in native memory in the order in which libtorch computes fastest; at the border they have Keras's shapes. A forward
 * pass walks the steps of the architecture's graph and is a switch over the closed family of layers.
 */
@NullMarked
package dev.glimpse.nn.model;

import org.jspecify.annotations.NullMarked;
