package dev.glimpse.nn.layer;

/** How the pixels of a resized or moved picture are made of those around them. */
public enum Interpolation {
    /** The nearest one. */
    NEAREST,
    /** Weighted by distance, of 2×2. */
    BILINEAR,
    /** By cubic polynomials, of 4×4. */
    BICUBIC,
    /** Lanczos's filter of radius 3. */
    LANCZOS3,
    /** Lanczos's filter of radius 5. */
    LANCZOS5
}
