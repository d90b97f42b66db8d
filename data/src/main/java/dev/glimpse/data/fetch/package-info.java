/** Files from the network or a folder: from several mirrors, resumed where they broke off, and checked before they are believed. */
@NullMarked
package dev.glimpse.data.fetch;

import org.jspecify.annotations.NullMarked;
