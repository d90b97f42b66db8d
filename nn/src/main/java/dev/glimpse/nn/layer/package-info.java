/**
 * Layers as data: immutable records with Keras's names and defaults, architectures made of them, and what follows from
 * both without an engine (shapes, weights, costs, summaries).
 *
 * <p>{@link dev.glimpse.nn.layer.Layers} has a factory for each layer, meant for static import. The canonical
 * constructors of the layer records are public because the language wants it so; they are not API, and change when
 * Keras gains a keyword.
 */
@NullMarked
package dev.glimpse.nn.layer;

import org.jspecify.annotations.NullMarked;
