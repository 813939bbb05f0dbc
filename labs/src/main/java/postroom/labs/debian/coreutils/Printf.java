package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code printf(1)}, the file; the shell has its own. */
final class Printf implements Program {
    @Override
    public int run(Process process) throws IOException {
        String name = process.argv().get(0);
        List<String> words = process.arguments();
        if (!words.isEmpty() && words.get(0).equals("--")) {
            words = words.subList(1, words.size());
        }
        if (words.isEmpty()) {
            process.err().println(name + ": missing operand");
            process.err().println("Try '" + name + " --help' for more information.");
            return 1;
        }
        PrintfFormat.Result result = PrintfFormat.print(words.get(0), words.subList(1, words.size()), process::step);
        for (String each : result.complaints()) {
            process.err().write(Text.bytes(name + ": " + each + "\n"));
        }
        process.out().write(Text.bytes(result.text()));
        return result.complaints().isEmpty() ? 0 : 1;
    }
}
