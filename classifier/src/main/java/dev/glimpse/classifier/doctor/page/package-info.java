/** What a doctor found in a dataset, as a page with the pictures side by side. */
@NullMarked
package dev.glimpse.classifier.doctor.page;

import org.jspecify.annotations.NullMarked;
