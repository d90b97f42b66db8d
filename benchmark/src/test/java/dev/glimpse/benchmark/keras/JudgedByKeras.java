package dev.glimpse.benchmark.keras;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that ask Python's Keras, which they get as a parameter. {@code -Dglimpse.keras=PYTHON} names a Python that has it;
 * without one they are skipped.
 */
@Tag("keras-judge")
@ExtendWith(KerasIsHere.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface JudgedByKeras {}
