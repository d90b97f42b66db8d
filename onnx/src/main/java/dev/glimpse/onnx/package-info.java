/** Architectures with their weights as ONNX graphs. */
@NullMarked
package dev.glimpse.onnx;

import org.jspecify.annotations.NullMarked;
