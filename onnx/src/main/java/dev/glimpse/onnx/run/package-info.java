/** ONNX Runtime, which answers faster than libtorch and starts without it. */
@NullMarked
package dev.glimpse.onnx.run;

import org.jspecify.annotations.NullMarked;
