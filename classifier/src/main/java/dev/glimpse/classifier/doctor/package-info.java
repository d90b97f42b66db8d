/**
 * A doctor for datasets: what in one is likely to spoil what is learnt from it, found before anything is learnt.
 *
 * <p>{@link dev.glimpse.classifier.doctor.DataDoctor} looks at every picture once and gives a
 * {@link dev.glimpse.classifier.doctor.Diagnosis}, which is a list of {@link dev.glimpse.classifier.doctor.Finding}s; it changes nothing.
 */
@NullMarked
package dev.glimpse.classifier.doctor;

import org.jspecify.annotations.NullMarked;
