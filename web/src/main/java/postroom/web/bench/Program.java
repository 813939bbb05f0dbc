package postroom.web.bench;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this program is started. */
final class Program {
    /** As the launcher has them. */
    private static final List<String> LAUNCHER_FLAGS = List.of("-XX:+UseSerialGC", "-XX:MetaspaceSize=96m");

    private Program() {}

    /** This program once more: the jar that it runs from, or the folders of classes while it is being built. */
    static List<String> command() throws URISyntaxException {
        Path self = Path.of(Program.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(LAUNCHER_FLAGS);
        if (self.toString().endsWith(".jar")) {
            command.addAll(List.of("-jar", self.toString()));
        } else {
            String classes = System.getProperty("java.class.path");
            command.addAll(List.of("-cp", classes + File.pathSeparator + self, "postroom.web.Main"));
        }
        return command;
    }
}
