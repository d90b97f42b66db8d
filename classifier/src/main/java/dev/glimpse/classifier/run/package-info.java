/** How a model that is asked, not taught, is run: by ONNX Runtime where that can be, by libtorch otherwise. */
@NullMarked
package dev.glimpse.classifier.run;

import org.jspecify.annotations.NullMarked;
