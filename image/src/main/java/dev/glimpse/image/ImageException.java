package dev.glimpse.image;

/**
 * A picture that cannot be had, and why.
 *
 * <p>The message names the picture first, then says what is wrong with it in words for the person whose file it is.
 */
public final class ImageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception with this message. */
    public ImageException(String message) {
        super(message);
    }

    /** An exception with this message, caused by another. */
    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }

    static ImageException of(String name, String reason) {
        return new ImageException(name + ": " + reason);
    }
}
