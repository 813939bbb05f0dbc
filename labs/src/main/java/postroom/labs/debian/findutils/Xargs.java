package postroom.labs.debian.findutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Escapes;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Running;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code xargs(1)}: gives the words of its input to a command. */
final class Xargs extends GnuProgram {
    private static final int MAX_BYTES = 128 * 1024;

    Xargs() {
        super(
                Suite.FINDUTILS,
                1,
                "+0a:E:d:e::I:i::L:l::n:prs:txP:o",
                "null",
                "0",
                "arg-file=",
                "a",
                "delimiter=",
                "d",
                "eof==",
                "e",
                "replace==",
                "i",
                "max-lines==",
                "l",
                "max-args=",
                "n",
                "interactive",
                "p",
                "no-run-if-empty",
                "r",
                "max-chars=",
                "s",
                "verbose",
                "t",
                "exit",
                "x",
                "max-procs=",
                "P",
                "open-tty",
                "o");
    }

    /** How far a run went: when a command cannot be run at all, it stops. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Stop(int status) {
            super(null, null, false, false);
            this.status = status;
        }
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> command = call.operands().isEmpty() ? List.of("echo") : call.operands();
        String replace = call.has("I")
                ? call.value("I", "{}")
                : call.has("i") ? Optional.ofNullable(call.value("i", null)).orElse("{}") : null;
        int most = number(call, "n", Integer.MAX_VALUE);
        int lines = number(call, "L", call.has("l") ? 1 : 0);
        String file = call.value("a", "-");
        try (Input in = Input.open(call.process(), file)) {
            Words words = new Words(call, in, replace != null);
            boolean any = false;
            List<String> batch = new ArrayList<>();
            int size = 0;
            int lineCount = 0;
            for (String word = words.next(); word != null; word = words.next()) {
                any = true;
                if (replace != null) {
                    String value = word;
                    run(
                            call,
                            command.stream()
                                    .map(it -> it.replace(replace, value))
                                    .toList());
                    continue;
                }
                batch.add(word);
                size += word.length() + 1;
                lineCount += words.atLineEnd() ? 1 : 0;
                if (batch.size() >= most || size > MAX_BYTES || lines > 0 && lineCount >= lines) {
                    run(call, join(command, batch));
                    batch.clear();
                    size = 0;
                    lineCount = 0;
                }
            }
            if (!batch.isEmpty() || !any && !call.has("r") && replace == null) {
                run(call, join(command, batch));
            }
        } catch (Stop stop) {
            return stop.status;
        } catch (ErrnoException e) {
            throw Failure.of(1, "Cannot open input file " + Quoting.locale(file) + ": " + e.getMessage());
        }
        return 0;
    }

    private static int number(Call call, String option, int fallback) {
        String given = call.value(option, null);
        if (given == null) {
            return fallback;
        }
        if (!given.matches("[0-9]{1,9}")) {
            throw Failure.usage("invalid number \"" + given + "\" for -" + option + " option");
        }
        return Math.max(1, Integer.parseInt(given));
    }

    private static List<String> join(List<String> command, List<String> words) {
        List<String> all = new ArrayList<>(command);
        all.addAll(words);
        return all;
    }

    private static void run(Call call, List<String> command) throws IOException {
        if (call.has("t", "p")) {
            call.process()
                    .err()
                    .write(Text.bytes(
                            String.join(" ", command.stream().map(Quoting::name).toList()) + "\n"));
        }
        int status;
        try {
            status = Running.run(call.process(), command);
        } catch (ErrnoException e) {
            call.warn(command.get(0) + ": " + e.getMessage());
            throw new Stop(e.errno() == Errno.ENOENT ? 127 : 126);
        }
        if (status == 255) {
            call.warn(command.get(0) + ": exited with status 255; aborting");
            throw new Stop(124);
        }
        if (status > 128) {
            call.warn(command.get(0) + ": terminated by signal " + (status - 128));
            throw new Stop(125);
        }
        if (status != 0) {
            call.fail(123);
        }
    }

    /** The words of the input: by blanks with quotes and backslashes, by a delimiter, or by lines. */
    private static final class Words {
        private final Call call;
        private final Input in;
        private final boolean byLine;
        private final int delimiter;
        private final List<String> ready = new ArrayList<>();

        Words(Call call, Input in, boolean byLine) {
            this.call = call;
            this.in = in;
            this.byLine = byLine;
            String given = call.value("d", null);
            this.delimiter = call.has("0")
                    ? 0
                    : given == null ? -1 : Text.bytes(Escapes.format(given).text())[0] & 0xFF;
        }

        boolean atLineEnd() {
            return ready.isEmpty();
        }

        String next() throws IOException {
            if (delimiter >= 0) {
                byte[] record = in.line(delimiter);
                return record == null ? null : Text.of(record);
            }
            while (ready.isEmpty()) {
                String line = in.text();
                if (line == null || line.equals(call.value("E", null))) {
                    return null;
                }
                split(line);
            }
            return ready.remove(0);
        }

        private void split(String line) throws IOException {
            StringBuilder word = new StringBuilder();
            boolean any = false;
            int i = 0;
            while (i < line.length()) {
                char c = line.charAt(i++);
                if (c == '\\' && i < line.length()) {
                    word.append(line.charAt(i++));
                    any = true;
                } else if (c == '\'' || c == '"') {
                    int end = line.indexOf(c, i);
                    if (end < 0) {
                        throw Failure.of(
                                1,
                                "unmatched " + (c == '"' ? "double" : "single")
                                        + " quote; by default quotes are special to xargs unless you use the -0 option");
                    }
                    word.append(line, i, end);
                    any = true;
                    i = end + 1;
                } else if ((c == ' ' || c == '\t') && (!byLine || !any)) {
                    if (any) {
                        ready.add(word.toString());
                    }
                    word.setLength(0);
                    any = false;
                } else {
                    word.append(c);
                    any = true;
                }
            }
            if (any) {
                ready.add(word.toString());
            }
        }
    }
}
