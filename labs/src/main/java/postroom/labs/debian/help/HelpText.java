package postroom.labs.debian.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What programs print for {@code --help}: a resource a program, in its package's folder of the image. */
public final class HelpText {
    private HelpText() {}

    /** The text for a program's id, {@code passwd/useradd}; ends with a line feed. */
    public static String of(String program) {
        return find(program).orElseThrow(() -> new IllegalStateException("there is no usage of " + program));
    }

    /** The text for a program's id, if there is one. */
    public static Optional<String> find(String program) {
        int slash = program.indexOf('/');
        String path = "/postroom/image/packages/" + program.substring(0, slash) + "/usage" + program.substring(slash);
        try (InputStream in = HelpText.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first lines of it, up to an empty one: the summary of the calls. */
    public static String summary(String program) {
        String text = of(program);
        int end = text.indexOf("\n\n");
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
