package postroom.labs.debian.gzip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Running;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;

/** {@code zdiff(1)}, {@code zcmp(1)}: the shell script that compares packed files by diff or cmp. */
final class Zdiff implements Program {
    private static final String SCRIPT = "/usr/bin/zdiff";
    private static final String PACKED = ".*(\\.[zZ]|-[zZ]|\\.gz|-gz|\\.t[ag]z|\\.taz)";
    private static final int FIRST_FREE = 5;
    private final String program;

    /** @param program that compares: {@code diff} or {@code cmp} */
    Zdiff(String program) {
        this.program = program;
    }

    @Override
    public int run(Process process) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        List<String> files = new ArrayList<>();
        boolean options = true;
        for (String word : process.arguments()) {
            if (options && word.matches("--h(elp?|e)?|--v.*")) {
                process.out().print(HelpText.of("gzip/" + process.name() + (word.startsWith("--h") ? "" : ".version")));
                return 0;
            }
            if (options && word.startsWith("-") && word.length() > 1) {
                options = !word.equals("--");
                command.add(word);
            } else {
                files.add(word);
            }
        }
        if (files.isEmpty()) {
            process.err().println(SCRIPT + ": missing operand");
            return 2;
        }
        if (files.size() > 2) {
            process.err().println(SCRIPT + ": extra operand '" + files.get(2) + "'");
            return 2;
        }
        if (files.size() == 1) {
            String file = files.get(0);
            if (!file.matches(PACKED)) {
                process.err().println(SCRIPT + ": " + file + ": unknown compressed file extension");
                return 2;
            }
            files.add(
                    file.endsWith("gz") && file.matches(".*\\.t[ag]z")
                            ? file.substring(0, file.length() - 3) + "tar"
                            : file.replaceFirst("([.-][zZ]|[.-]gz)$", ""));
            command.addAll(List.of("-", files.get(1)));
            return compare(process, command, files.get(0), null);
        }
        for (String each : files) {
            if (!each.equals("-") && each.matches(PACKED) && !process.files().exists(each)) {
                process.err().println(SCRIPT + ": 96: cannot open " + each + ": No such file");
                return 2;
            }
        }
        boolean first = files.get(0).matches(PACKED);
        boolean second = files.get(1).matches(PACKED);
        if (first && second) {
            command.addAll(List.of("/dev/fd/" + FIRST_FREE, "-"));
            return compare(process, command, files.get(1), files.get(0));
        }
        command.add(first ? "-" : files.get(0));
        command.add(second ? "-" : files.get(1));
        return compare(process, command, first ? files.get(0) : second ? files.get(1) : null, null);
    }

    /** Runs the comparison with the contents of one file as its standard input, of another as descriptor 5. */
    private static int compare(Process process, List<String> command, String input, String other) throws IOException {
        byte[] in = input == null ? null : contents(process, input);
        byte[] five = other == null ? null : contents(process, other);
        process.out().flush();
        String path = Running.find(process, command.get(0));
        Process child = process.fork();
        Descriptor inWriter = in == null ? null : pipe(child, 0);
        Descriptor fiveWriter = five == null ? null : pipe(child, FIRST_FREE);
        child.start(it -> it.exec(path, command));
        feed(process, fiveWriter, five);
        feed(process, inWriter, in);
        return process.waitFor(child, false).shellStatus();
    }

    private static Descriptor pipe(Process child, int number) {
        Pipe pipe = new Pipe();
        child.fd(number, pipe.reader());
        return pipe.writer();
    }

    /** Each file is given by a process of its own, as the script's gzips are. */
    private static void feed(Process process, Descriptor writer, byte[] bytes) throws IOException {
        if (writer == null) {
            return;
        }
        Process giver = process.fork();
        giver.start(it -> {
            try {
                it.write(writer, bytes, 0, bytes.length);
            } finally {
                writer.close();
            }
            return 0;
        });
    }

    private static byte[] contents(Process process, String file) throws IOException {
        byte[] bytes;
        try (Input in = Input.open(process, file)) {
            bytes = in.rest();
        } catch (ErrnoException e) {
            process.err().println("gzip: " + file + ": " + e.getMessage());
            return new byte[0];
        }
        if (!GzipFormat.begins(bytes)) {
            return bytes;
        }
        try {
            return GzipFormat.unpack(bytes, process::step).bytes();
        } catch (GzipFormat.Damaged e) {
            process.err().println("\ngzip: " + file + ": " + e.getMessage());
            return e.partial();
        }
    }
}
