package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Shape;

/**
 * A value that flows through a functional architecture while it is being put together: an input, or what a layer makes
 * of other nodes.
 *
 * <p>Nodes are told apart by identity, never by value.
 */
public sealed interface Node permits Input, Applied {

    /** The shape of one sample here, without the batch axis. */
    Shape shape();
}
