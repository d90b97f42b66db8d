/** Multinomial logistic regression on vectors, and the minimizer that it is fitted with. */
@NullMarked
package dev.glimpse.classifier.regression;

import org.jspecify.annotations.NullMarked;
