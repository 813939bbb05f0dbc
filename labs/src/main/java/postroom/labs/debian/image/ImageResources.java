package postroom.labs.debian.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The data of the image: the resources under {@code postroom/image}, read through the class path. */
public final class ImageResources {
    private static final String ROOT = "/postroom/image/";

    private ImageResources() {}

    public static Optional<byte[]> bytes(String path) {
        try (InputStream in = ImageResources.class.getResourceAsStream(ROOT + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + path, e);
        }
    }

    public static Optional<String> text(String path) {
        return bytes(path).map(it -> new String(it, StandardCharsets.UTF_8));
    }

    /** A resource that the build guarantees. */
    public static String required(String path) {
        return text(path).orElseThrow(() -> new IllegalStateException("the image lacks " + path));
    }

    public static Manifest manifest(String folder) {
        try {
            return text(folder + "/manifest").map(Manifest::parse).orElse(Manifest.EMPTY);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(folder + "/manifest, " + e.getMessage(), e);
        }
    }

    /** The lines of a list, without remarks. */
    public static List<String> lines(String path) {
        return required(path)
                .lines()
                .filter(it -> !it.isBlank() && !it.startsWith("#"))
                .toList();
    }
}
