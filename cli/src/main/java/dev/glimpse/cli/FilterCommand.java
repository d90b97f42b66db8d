package dev.glimpse.cli;

import dev.glimpse.image.Picture;
import dev.glimpse.image.filter.Filter;
import dev.glimpse.image.filter.Kernel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code glimpse filter}: a picture gone over by a kernel. */
@Command(
        name = "filter",
        description = {
            "Filter a picture: lay a kernel over each pixel, multiply, and sum.",
            "",
            "Kernels by name: identity, box-blur, gaussian-blur, sharpen, edge, laplacian, emboss, sobel-x, sobel-y, "
                    + "prewitt-x, prewitt-y, scharr-x, scharr-y. The blurs come in sizes: box-blur:9.",
            "",
            "Convolution turns the kernel by 180 degrees first. OpenCV and neural networks do not, and call it "
                    + "convolution all the same: that is --correlate. For kernels that look the same from both ends it "
                    + "makes no difference.",
            ""
        })
final class FilterCommand implements Callable<Integer> {

    private final Screen screen;

    @Parameters(paramLabel = "PICTURE", description = "A picture file (JPEG, PNG, GIF, BMP, WebP, TIFF).")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path file;

    @Option(
            names = "--kernel",
            paramLabel = "KERNEL",
            required = true,
            description =
                    "A name, or the weights row by row: \"0 -1 0 -1 5 -1 0 -1 0\" for a square one; rows separated by "
                            + "semicolons for any. Fractions are fine: 1/9. Both sides are odd.")
    @SuppressWarnings("NullAway.Init")
    private String kernel;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Write the result to this file, a .png or .jpg.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = {"--gray", "--grey"},
            description = "Make the picture gray first; otherwise each colour is filtered by itself.")
    private boolean gray;

    @Option(names = "--correlate", description = "Cross-correlation: do not turn the kernel.")
    private boolean correlate;

    @Option(
            names = "--normalise",
            description = "Divide the kernel by the sum of its weights, so that the brightness of the picture stays.")
    private boolean normalise;

    @Option(
            names = "--border",
            paramLabel = "HOW",
            description = "What lies around the picture: reflect (it is mirrored; so it is unless told), nearest (its "
                    + "edge repeated) or black.")
    private String border = "reflect";

    @Option(
            names = "--show",
            paramLabel = "HOW",
            description = "How sums become pixels: clip (to 0 to 255; so it is unless told), absolute (without their "
                    + "sign, then clipped) or stretch (the smallest black, the largest white).")
    private String show = "clip";

    FilterCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        PictureOutput.require(output, file);
        Kernel weights = normalise ? Kernel.parse(kernel).normalised() : Kernel.parse(kernel);
        Filter filter = Filter.of(weights)
                .border(Words.read(Filter.Border.class, "--border", border))
                .output(Words.read(Filter.Output.class, "--show", show));
        Picture picture = Picture.read(file, decode -> gray ? decode.gray() : decode);
        PictureOutput.write((correlate ? filter.correlate() : filter).apply(picture), output);
        screen.out()
                .println(String.format(
                        Locale.ROOT,
                        "Wrote %s: %s by %d x %d weights that sum to %s",
                        output,
                        correlate ? "cross-correlated" : "convolved",
                        weights.height(),
                        weights.width(),
                        sum(weights)));
        return 0;
    }

    private static String sum(Kernel kernel) {
        double rounded = Math.rint(kernel.sum() * 1e4) / 1e4;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
