package postroom.labs.fs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The machine's own file system, through a process of some user that makes the calls it is told to. */
final class LinuxCalls implements AutoCloseable {
    private final Process process;
    private final PrintStream to;
    private final BufferedReader from;

    LinuxCalls(Path script, Credentials who) throws IOException {
        String groups = who.groups().stream().map(String::valueOf).collect(Collectors.joining(","));
        String python = Files.exists(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
        process = new ProcessBuilder(
                        "setpriv",
                        "--reuid",
                        "" + who.uid(),
                        "--regid",
                        "" + who.gid(),
                        "--groups",
                        groups,
                        python,
                        script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        to = new PrintStream(process.getOutputStream(), false, StandardCharsets.UTF_8);
        from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Makes a call; the answer as the script gives it. */
    String call(String name, Object... arguments) throws IOException {
        StringBuilder line = new StringBuilder("[").append(json(name));
        for (Object each : arguments) {
            line.append(',').append(json(each));
        }
        to.println(line.append(']'));
        to.flush();
        String answer = from.readLine();
        if (answer == null) {
            throw new IOException("the helper ended at " + line);
        }
        return answer;
    }

    private static String json(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(LinuxCalls::json).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Number ? value.toString() : "\"" + value + "\"";
    }

    static List<String> lines(String tree) {
        return List.of(tree.split("\\|"));
    }

    @Override
    public void close() {
        to.close();
        process.destroy();
    }
}
