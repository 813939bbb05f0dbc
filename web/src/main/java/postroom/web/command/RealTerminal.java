package postroom.web.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The terminal that the program was started in, by way of {@code stty(1)}, which every Unix has. */
final class RealTerminal {
    private RealTerminal() {}

    /** Whether standard input and output are a terminal. */
    static boolean isThere() {
        try {
            return new ProcessBuilder("sh", "-c", "test -t 0 && test -t 1")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs stty at the terminal and gives what it prints. */
    static String stty(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        process.waitFor();
        return printed;
    }
}
