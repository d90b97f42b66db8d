/** Pages of HTML that need nothing else: no script, no network, no other file, and no name in them that could be taken for markup. */
@NullMarked
package dev.glimpse.classifier.page;

import org.jspecify.annotations.NullMarked;
