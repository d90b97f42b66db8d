/** What backbones say of pictures: one vector each, computed once and kept. */
@NullMarked
package dev.glimpse.classifier.embedding;

import org.jspecify.annotations.NullMarked;
