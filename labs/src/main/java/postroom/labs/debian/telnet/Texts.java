package postroom.labs.debian.telnet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The longer texts that telnet prints. */
final class Texts {
    private Texts() {}

    /** A text of this package's resources. */
    static String of(String name) {
        String path = "/postroom/labs/debian/telnet/" + name;
        try (InputStream in = Texts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
