/**
 * What is done about a dataset: a plan that a person can read and change, and its carrying out, which can be taken back.
 *
 * <p>Pictures are moved and never removed. What is moved is written down before, so that neither a killed process nor a second
 * thought loses any.
 */
@NullMarked
package dev.glimpse.classifier.mend;

import org.jspecify.annotations.NullMarked;
