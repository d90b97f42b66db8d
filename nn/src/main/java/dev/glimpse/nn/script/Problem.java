package dev.glimpse.nn.script;

/**
 * Something in a text that has to be put right, and where it is.
 *
 * @param line counted from 1
 * @param column counted from 1, in characters
 * @param length how many characters of the line are meant, at least 1
 * @param message what is wrong and how to fix it, in one line
 */
public record Problem(int line, int column, int length, String message) {}
