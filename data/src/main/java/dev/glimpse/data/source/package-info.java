/**
 * Where the pictures of a dataset lie: in a folder, a zip, behind a manifest, or in IDX files.
 *
 * <p>A source lists what there is, in a stable order and a few bytes a picture, and reads the content of one when asked. It
 * neither decodes pictures nor assigns splits.
 */
@NullMarked
package dev.glimpse.data.source;

import org.jspecify.annotations.NullMarked;
