package dev.glimpse.onnx.run;

import ai.onnxruntime.OrtEnvironment;
import dev.glimpse.tensor.engine.UserCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * ONNX Runtime's native libraries in the user's cache folder.
 *
 * <p>ONNX Runtime unpacks 28 MB out of its jar at every start; here they are unpacked once. Where the folder cannot be
 * written to, it does as it always did.
 */
final class NativeLibraries {

    private static final String FOLDER_PROPERTY = "onnxruntime.native.path";

    private NativeLibraries() {}

    /** Unpacks the libraries if they are not there, and tells ONNX Runtime where they are; before its first class starts. */
    static void prepare() {
        if (System.getProperty(FOLDER_PROPERTY) != null) {
            return;
        }
        try {
            String platform = platform();
            Path folder = UserCache.folder().resolve("onnxruntime-" + version() + "-" + platform);
            for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
                unpack(platform, System.mapLibraryName(library), folder);
            }
            System.setProperty(FOLDER_PROPERTY, folder.toString());
        } catch (IOException e) {
            // no cache folder: ONNX Runtime unpacks into a temporary one
        }
    }

    /** The version of the Java library, which the native one goes with. */
    static String version() {
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
        return name + "-" + (processor.equals("aarch64") ? "aarch64" : "x64");
    }

    private static void unpack(String platform, String library, Path folder) throws IOException {
        try (InputStream in = OrtEnvironment.class.getResourceAsStream("native/" + platform + "/" + library)) {
            if (in == null) {
                throw new IOException("ONNX Runtime has no " + library + " for " + platform);
            }
            Path target = folder.resolve(library);
            if (Files.exists(target)) {
                return;
            }
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, library, ".part");
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                in.transferTo(Channels.newOutputStream(out));
                out.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
