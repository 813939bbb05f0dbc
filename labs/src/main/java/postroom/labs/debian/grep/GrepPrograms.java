package postroom.labs.debian.grep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** The programs of the package grep. */
public final class GrepPrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS = programs();

    private GrepPrograms() {}

    private static Map<String, Program> programs() {
        Program grep = new Grep();
        return Map.of(
                "grep/grep", grep,
                "grep/egrep", process -> script(process, grep, "-E"),
                "grep/fgrep", process -> script(process, grep, "-F"),
                "grep/rgrep", process -> script(process, grep, "-r"));
    }

    /** These are shell scripts that run grep with an option, so complaints come from {@code grep}. */
    private static int script(Process process, Program grep, String option) throws IOException {
        List<String> argv = new ArrayList<>(process.arguments());
        argv.add(0, option);
        argv.add(0, "grep");
        process.argv(argv);
        return grep.run(process);
    }
}
