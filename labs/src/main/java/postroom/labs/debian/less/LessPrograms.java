package postroom.labs.debian.less;

import java.io.IOException;
import java.util.Map;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** The programs of the package less, and util-linux' {@code more}, which shows text in the same way. */
public final class LessPrograms {
    /** By their ids in the packages' manifests. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "less/less", new Less(),
            "less/lesspipe", LessPrograms::lesspipe,
            "util-linux/more", new More());

    private LessPrograms() {}

    /** Without a file, as a log-in calls it: the settings that make less call it. With one: nothing to unpack. */
    private static int lesspipe(Process process) throws IOException {
        if (process.arguments().isEmpty()) {
            process.out()
                    .print(
                            "export LESSOPEN=\"| /usr/bin/lesspipe %s\";\nexport LESSCLOSE=\"/usr/bin/lesspipe %s %s\";\n");
        }
        return 0;
    }
}
