package postroom.labs.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import postroom.labs.lab.Lab;
import postroom.labs.shell.syntax.ByteText;

/**
 * Runs snippets by our bash and by the bash 5 of this machine, in this very run: both print the same, and end with the same
 * status. {@code snippets/posix.txt} goes through POSIX XCU chapter 2, {@code snippets/bash.txt} through the manual of bash
 * and through everyday use; a snippet is a line, in which {@code ⏎} stands for a line feed. What differs is listed with its
 * reason in {@code snippets/differences.txt}, and must go on to differ.
 */
class BashSnippetsTest {
    private static final ShellLab LAB = new ShellLab();
    private static final long SECONDS = 20;

    @TempDir
    static Path folder;

    private static final Map<String, String> DIFFERENCES = new HashMap<>();

    @BeforeAll
    static void findBash() throws Exception {
        assertThat(real("echo $BASH_VERSINFO", 0).output())
                .as("this machine's bash, which must be version 5")
                .isEqualTo("5\n");
        String reason = "";
        for (String line : resource("differences.txt")) {
            if (line.startsWith("# ")) {
                reason = line.substring(2);
            } else {
                DIFFERENCES.put(line, reason);
            }
        }
    }

    @AfterAll
    static void close() {
        LAB.close();
    }

    @TestFactory
    Stream<DynamicTest> posixShellCommandLanguage() throws IOException {
        return tests("posix.txt");
    }

    @TestFactory
    Stream<DynamicTest> manualAndEveryday() throws IOException {
        return tests("bash.txt");
    }

    private static Stream<DynamicTest> tests(String file) throws IOException {
        List<String> snippets =
                resource(file).stream().filter(it -> !it.startsWith("## ")).toList();
        int[] number = {0};
        return snippets.stream().map(it -> DynamicTest.dynamicTest(it, () -> compare(it, ++number[0])));
    }

    private static void compare(String line, int number) throws Exception {
        String snippet = line.replace('⏎', '\n');
        ShellLab.Result real = real(snippet, number);
        ShellLab.Result ours = ours(snippet);
        String reason = DIFFERENCES.get(line);
        if (reason == null) {
            assertThat(ours).as(snippet).isEqualTo(real);
        } else {
            assertThat(ours).as("no longer different, take it off the list: %s", snippet).isNotEqualTo(real);
        }
    }

    private static ShellLab.Result ours(String snippet) throws Exception {
        try (Lab lab = LAB.fresh()) {
            return LAB.run(lab, "root", List.of("bash", "-c", snippet), "", "/root");
        }
    }

    private static ShellLab.Result real(String snippet, int number) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(folder, "home" + number);
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", snippet);
        builder.directory(home.toFile());
        builder.redirectErrorStream(true);
        Path output = Files.createTempFile(folder, "output", "");
        builder.redirectInput(new java.io.File("/dev/null"));
        builder.redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "HOME", "/root",
                        "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        "LANG", "C.UTF-8",
                        "TERM", "dumb"));
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the real bash does not end: " + snippet);
        }
        int status = process.exitValue();
        return new ShellLab.Result(ByteText.decode(Files.readAllBytes(output)), status);
    }

    private static List<String> resource(String name) throws IOException {
        try (InputStream in = BashSnippetsTest.class.getResourceAsStream("snippets/" + name)) {
            List<String> lines = new ArrayList<>();
            for (String line : new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8).split("\n")) {
                if (!line.isBlank()) {
                    lines.add(line);
                }
            }
            return lines;
        }
    }
}
