/** Tables of numbers: CSV files, and files whose columns are divided by blanks. */
@NullMarked
package dev.glimpse.data.table;

import org.jspecify.annotations.NullMarked;
