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

    ServerProcess(Path data, String... more) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(
                List.of(java, "-cp", classPath, "postroom.web.Main", "--port", "0", "--data", data.toString()));
        command.addAll(List.of(more));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
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
