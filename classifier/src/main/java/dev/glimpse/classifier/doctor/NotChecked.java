package dev.glimpse.classifier.doctor;

/**
 * Something that was not looked for, or not as well as it could be.
 *
 * @param kind what would have been found
 * @param reason why, and what to do about it, in a sentence without its point
 */
public record NotChecked(FindingKind kind, String reason) {}
