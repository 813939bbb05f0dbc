package postroom.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code postroom --port 0} as a process of its own, as a user starts it. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("http://[^ ]+");

    private final Process process;
    private final String address;
    private final BufferedReader out;

    ServerProcess(Path data, String... more) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command =
                new ArrayList<>(List.of(java, "-cp", classPath, "postroom.web.Main", "--data", data.toString()));
        if (!List.of(more).contains("--port")) {
            command.addAll(List.of("--port", "0"));
        }
        command.addAll(List.of(more));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Matcher ready = READY.matcher(String.valueOf(out.readLine()));
        if (!ready.find()) {
            process.destroyForcibly();
            throw new IOException("the server did not say where it is");
        }
        address = ready.group();
    }

    String address() {
        return address;
    }

    /** The address that the server prints for choosing the instructor's password. */
    String setup() throws IOException {
        Matcher setup = READY.matcher(String.valueOf(out.readLine()));
        if (!setup.find()) {
            throw new IOException("the server did not print where the password is chosen");
        }
        return setup.group();
    }

    /** As {@code kill -9} does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join(); // its data folder may be deleted now
    }
}
