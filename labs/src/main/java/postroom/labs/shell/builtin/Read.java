package postroom.labs.shell.builtin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.fs.OpenFile;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;
import postroom.labs.shell.run.Assignments;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.LineInput;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.syntax.ByteText;

/** {@code read}: a line from a descriptor into variables. */
final class Read implements Builtin {
    @Override
    public String name() {
        return "read";
    }

    @Override
    public String synopsis() {
        return "read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd]"
                + " [name ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options =
                OptionScan.read(shell, arguments, shell.isDash() ? "rp:" : "era:d:i:n:N:p:t:u:s", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        OptionScan scan = options.get();
        List<String> names = scan.operands(arguments);
        if (names.isEmpty() && shell.isDash()) {
            shell.complain("read: arg count");
            return 2;
        }
        for (String name : names) {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*(\\[.*])?")) {
                shell.complain("read: `" + name + "': not a valid identifier");
                return 1;
            }
        }
        Optional<Integer> fd = number(shell, scan, 'u', "invalid file descriptor specification");
        Optional<Integer> count = number(shell, scan, scan.has('N') ? 'N' : 'n', "invalid number");
        if (fd.isEmpty() || count.isEmpty()) {
            return 1;
        }
        Optional<Duration> timeout = Optional.empty();
        if (scan.value('t').isPresent()) {
            if (!scan.value('t').get().matches("[0-9]{0,9}(\\.[0-9]{1,9})?")) {
                shell.complain("read: " + scan.value('t').get() + ": invalid timeout specification");
                return 1;
            }
            timeout = Optional.of(Duration.ofMillis(
                    (long) (Double.parseDouble("0" + scan.value('t').get()) * 1000)));
        }
        return read(shell, scan, names, Math.max(0, fd.get()), count.get(), timeout);
    }

    private static Optional<Integer> number(Shell shell, OptionScan scan, char option, String complaint) {
        Optional<String> text = scan.value(option);
        if (text.isEmpty()) {
            return Optional.of(-1);
        }
        if (!text.get().matches("[0-9]{1,7}")) {
            shell.complain("read: " + text.get() + ": " + complaint);
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(text.get()));
    }

    private static int read(
            Shell shell, OptionScan scan, List<String> names, int fd, int count, Optional<Duration> timeout)
            throws IOException {
        Process process = shell.process();
        Descriptor descriptor;
        try {
            descriptor = process.fd(fd);
        } catch (ErrnoException e) {
            shell.complain(
                    "read: " + fd + ": invalid file descriptor: " + e.errno().text());
            return 1;
        }
        if (timeout.isPresent() && timeout.get().isZero()) {
            return descriptor.readable() ? 0 : 1;
        }
        Optional<Terminal> terminal = descriptor.terminal();
        if (scan.value('p').isPresent() && terminal.isPresent()) {
            shell.err(scan.value('p').get());
        }
        int delimiter = scan.has('N')
                ? -1
                : scan.value('d')
                        .map(d -> d.isEmpty() ? 0 : ByteText.encode(d)[0] & 0xFF)
                        .orElse((int) '\n');
        boolean silent = scan.has('s') && terminal.isPresent();
        if (silent) {
            terminal.get().echo(false);
        }
        Input input = new Input(process, descriptor, delimiter, count, scan.has('r'), timeout);
        try {
            input.run();
        } catch (ErrnoException e) {
            shell.complain("read: read error: " + fd + ": " + e.errno().text());
            return 1;
        } finally {
            if (silent) {
                terminal.get().echo(true);
            }
        }
        assign(shell, scan, names, input.text());
        return input.timedOut ? 142 : input.complete ? 0 : 1;
    }

    /** Characters on their way in; those that a backslash protects are marked. */
    private static final class Input {
        private final Process process;
        private final Descriptor descriptor;
        private final int delimiter;
        private final int limit;
        private final boolean raw;
        private final Optional<Duration> timeout;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Integer> protectedAt = new ArrayList<>();
        private boolean complete;
        private boolean timedOut;

        Input(
                Process process,
                Descriptor descriptor,
                int delimiter,
                int limit,
                boolean raw,
                Optional<Duration> timeout) {
            this.process = process;
            this.descriptor = descriptor;
            this.delimiter = delimiter;
            this.limit = limit;
            this.raw = raw;
            this.timeout = timeout;
        }

        void run() throws IOException {
            if (limit < 0 && descriptor instanceof OpenFile && raw && delimiter >= 0) {
                Optional<LineInput.Read> line = readFile();
                line.ifPresent(read -> bytes.writeBytes(read.bytes()));
                complete = line.isPresent() && line.get().delimited();
                return;
            }
            long deadline = timeout.map(t -> process.host().clock().millis() + t.toMillis())
                    .orElse(0L);
            int characters = 0;
            while (limit < 0 || characters < limit) {
                int c = next(deadline);
                if (c < 0) {
                    return;
                }
                if (c == delimiter) {
                    complete = true;
                    return;
                }
                if (c == '\\' && !raw) {
                    c = next(deadline);
                    if (c < 0) {
                        return;
                    }
                    if (c == '\n') {
                        continue;
                    }
                    protectedAt.add(bytes.size());
                }
                if (c != 0) {
                    bytes.write(c);
                }
                characters += (c & 0xC0) == 0x80 ? 0 : 1;
                if (characters == limit && c >= 0xC0) {
                    finishCharacter(c, deadline);
                }
                if (bytes.size() > LineInput.MAX_LINE) {
                    return;
                }
            }
            complete = true;
        }

        private void finishCharacter(int first, long deadline) throws IOException {
            for (int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1; more > 0; more--) {
                int c = next(deadline);
                if (c < 0) {
                    return;
                }
                bytes.write(c);
            }
        }

        private Optional<LineInput.Read> readFile() throws IOException {
            for (int fd : process.fds()) {
                if (process.fd(fd) == descriptor) {
                    return LineInput.until(process, fd, delimiter);
                }
            }
            return Optional.empty();
        }

        private int next(long deadline) throws IOException {
            if (timeout.isPresent() && !descriptor.readable()) {
                long left = deadline - process.host().clock().millis();
                if (left <= 0 || !process.poll(Duration.ofMillis(left), descriptor)) {
                    timedOut = true;
                    return -1;
                }
            }
            process.step();
            byte[] one = new byte[1];
            int count = process.read(descriptor, one, 0, 1);
            return count <= 0 ? -1 : one[0] & 0xFF;
        }

        Text text() {
            byte[] all = bytes.toByteArray();
            boolean[] marks = new boolean[all.length];
            protectedAt.stream().filter(i -> i < marks.length).forEach(i -> marks[i] = true);
            if (protectedAt.isEmpty()) {
                String text = ByteText.decode(all);
                return new Text(text, new boolean[text.length()]);
            }
            StringBuilder text = new StringBuilder();
            List<Boolean> flags = new ArrayList<>();
            int from = 0;
            for (int i = 0; i <= all.length; i++) {
                if (i == all.length || marks[i]) {
                    String part = ByteText.decode(all, from, i - from);
                    text.append(part);
                    part.chars().forEach(c -> flags.add(false));
                    if (i < all.length) {
                        int length = all[i] >= 0 ? 1 : (all[i] & 0xFF) >= 0xF0 ? 4 : (all[i] & 0xFF) >= 0xE0 ? 3 : 2;
                        length = Math.min(length, all.length - i);
                        String quoted = ByteText.decode(all, i, length);
                        text.append(quoted);
                        quoted.chars().forEach(c -> flags.add(true));
                        from = i + length;
                        i = from - 1;
                    }
                }
            }
            boolean[] array = new boolean[flags.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = flags.get(i);
            }
            return new Text(text.toString(), array);
        }
    }

    private record Text(String text, boolean[] isProtected) {}

    private static void assign(Shell shell, OptionScan scan, List<String> names, Text text) {
        String ifs = scan.has('N')
                ? ""
                : shell.variables().find("IFS").isEmpty()
                        ? " \t\n"
                        : shell.variables().get("IFS").orElse(" \t\n");
        ReadFields fields = new ReadFields(text.text(), text.isProtected(), ifs);
        Optional<String> array = scan.value('a');
        if (array.isPresent()) {
            Variable variable = shell.variables().findOrCreate(array.get());
            variable.clear();
            variable.becomeIndexed();
            List<String> all = fields.all();
            for (int i = 0; i < all.size(); i++) {
                variable.indexed().put((long) i, all.get(i));
            }
            return;
        }
        if (names.isEmpty()) {
            set(shell, "REPLY", text.text());
            return;
        }
        List<String> values = fields.upTo(names.size());
        for (int i = 0; i < names.size(); i++) {
            set(shell, names.get(i), i < values.size() ? values.get(i) : "");
        }
    }

    private static void set(Shell shell, String name, String value) {
        int bracket = name.indexOf('[');
        if (bracket > 0) {
            String subscript = name.substring(bracket + 1, name.length() - 1);
            shell.expander().arrays().assign(name.substring(0, bracket), subscript, value, false);
        } else {
            new Assignments(shell).scalar(name, value, false);
        }
    }
}
