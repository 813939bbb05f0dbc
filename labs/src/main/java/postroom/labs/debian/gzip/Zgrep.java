package postroom.labs.debian.gzip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Running;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;

/** {@code zgrep(1)}: the shell script that lets grep look into packed files. */
final class Zgrep implements Program {
    private static final String WITH_VALUES = "efmABCD";
    private final List<String> first;

    Zgrep(String... first) {
        this.first = List.of(first);
    }

    @Override
    public int run(Process process) throws IOException {
        Call call = Call.bare(process);
        List<String> grep = new ArrayList<>(List.of("grep"));
        grep.addAll(first);
        List<String> operands = new ArrayList<>();
        boolean pattern = false;
        List<String> words = process.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--help") || word.equals("--version")) {
                call.print(HelpText.of("gzip/" + process.name() + (word.equals("--help") ? "" : ".version")));
                return 0;
            }
            boolean option = word.startsWith("-") && word.length() > 1;
            if (!option) {
                operands.add(word);
                continue;
            }
            grep.add(word);
            pattern |= word.matches("-[ef].*");
            if (word.length() == 2 && WITH_VALUES.indexOf(word.charAt(1)) >= 0 && i + 1 < words.size()) {
                grep.add(words.get(++i));
            }
        }
        if (!pattern) {
            if (operands.isEmpty()) {
                String path = "/usr/bin/" + process.name();
                process.err().println(path + ": 188: 1: missing pattern; try `" + path + " --help' for help");
                return 2;
            }
            grep.add("-e");
            grep.add(operands.remove(0));
        }
        if (operands.isEmpty()) {
            operands.add("-");
        }
        boolean bare = operands.size() == 1 || grep.contains("-h");
        int status = 1;
        for (String each : operands) {
            List<String> command = new ArrayList<>(grep);
            if (!bare || grep.contains("-H")) {
                command.add("-H");
                command.add("--label=" + each);
            } else {
                command.add("--label=" + each);
            }
            command.add("-");
            int one = one(call, command, each);
            status = one >= 2 ? one : one == 0 && status < 2 ? 0 : status;
        }
        return status;
    }

    private static int one(Call call, List<String> command, String file) throws IOException {
        Process process = call.process();
        byte[] bytes;
        try (Input in = Input.open(process, process.files().exists(file) || file.equals("-") ? file : file + ".gz")) {
            bytes = in.rest();
            if (GzipFormat.begins(bytes)) {
                bytes = GzipFormat.unpack(bytes, process::step).bytes();
            }
        } catch (ErrnoException e) {
            process.err().println("gzip: " + file + ".gz: " + e.getMessage());
            return 2;
        } catch (GzipFormat.Damaged e) {
            process.err().println("\ngzip: " + file + ": " + e.getMessage());
            bytes = e.partial();
        }
        String path;
        try {
            path = Running.find(process, "grep");
        } catch (ErrnoException e) {
            throw Failure.of(127, "grep: not found");
        }
        process.out().flush();
        Pipe pipe = new Pipe();
        Process child = process.fork();
        child.fd(0, pipe.reader());
        Descriptor writer = pipe.writer();
        child.start(it -> it.exec(path, command));
        try {
            process.write(writer, bytes, 0, bytes.length);
        } finally {
            writer.close();
        }
        return process.waitFor(child, false).shellStatus();
    }
}
