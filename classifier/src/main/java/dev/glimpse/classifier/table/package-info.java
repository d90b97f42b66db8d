/** Numbers told from rows of numbers: regression on tables, judged by folds. */
@NullMarked
package dev.glimpse.classifier.table;

import org.jspecify.annotations.NullMarked;
