/** Where a data module would be, a class that breaks the rules on purpose. */
package dev.glimpse.data.offender;
