package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code apt-config(8)}: {@code dump} and {@code shell} of the settings, which are Debian's. */
final class AptConfig implements Program {
    @Override
    public int run(Process process) throws IOException {
        List<String> words = process.arguments();
        if (words.contains("--version") || words.contains("-v")) {
            process.out().print(AptProgram.VERSION);
            return 0;
        }
        if (words.isEmpty()
                || words.contains("--help")
                || words.contains("-h")
                || words.get(0).equals("help")) {
            process.out().print(HelpText.of("apt/apt-config"));
            return words.isEmpty() ? 1 : 0;
        }
        String dump = HelpText.of("apt/dump");
        switch (words.get(0)) {
            case "dump":
                for (String line : dump.split("\n")) {
                    boolean wanted = words.size() == 1
                            || words.subList(1, words.size()).stream().anyMatch(line::startsWith);
                    if (wanted) {
                        process.out().println(line);
                    }
                }
                return 0;
            case "shell":
                if (words.size() % 2 == 0) {
                    return AptProgram.complain(process, "Arguments not in pairs");
                }
                for (int i = 1; i < words.size(); i += 2) {
                    String wanted = words.get(i + 1) + " \"";
                    Optional<String> line =
                            dump.lines().filter(it -> it.startsWith(wanted)).findFirst();
                    if (line.isPresent()) {
                        String value = line.get().substring(wanted.length()).replaceFirst("\";$", "");
                        process.out().println(words.get(i) + "='" + value + "'");
                    }
                }
                return 0;
            default:
                return AptProgram.complain(process, "Invalid operation " + words.get(0));
        }
    }
}
