package dev.glimpse.image.feature;

/**
 * A place in a picture that can be found again when the picture is turned, enlarged or lit otherwise.
 *
 * @param x pixels from the left, between pixels too
 * @param y pixels from the top
 * @param size the diameter in pixels of what it was found by
 * @param angle which way it points: degrees clockwise from the right, 0 to 360
 * @param response how pronounced it is
 */
public record KeyPoint(float x, float y, float size, float angle, float response) {}
