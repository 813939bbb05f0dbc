package postroom.labs.debian.bsdutils;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.Open;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/** The files that {@code script} writes: what was printed and typed, between a first and a last line, and when. */
final class ScriptLogs implements AutoCloseable {
    private final Call call;
    private final List<Descriptor> open = new ArrayList<>();
    private final Descriptor output;
    private final Descriptor input;
    private final Descriptor timing;
    private final long limit;
    private long written;
    private Instant last;
    private boolean full;

    ScriptLogs(Call call, String output, String timing, long limit) throws IOException {
        this.call = call;
        this.limit = limit;
        this.last = now();
        try {
            this.output = output == null ? null : open(output, call.has("a"));
            this.input = call.has("B") ? this.output : call.has("I") ? open(call.value("I", ""), call.has("a")) : null;
            this.timing = timing == null ? null : open(timing, call.has("a"));
        } catch (Failure e) {
            close();
            throw e;
        }
    }

    private Instant now() {
        return call.process().host().clock().instant();
    }

    private Descriptor open(String name, boolean append) throws IOException {
        Set<Open> how = EnumSet.of(Open.WRITE, Open.CREATE, append ? Open.APPEND : Open.TRUNCATE);
        try {
            Descriptor file = call.process().open(name, how, 0666);
            open.add(file);
            return file;
        } catch (ErrnoException e) {
            call.warn("cannot open " + name + ": " + e.getMessage());
            call.print(call.has("q") ? "" : "Script done.\n");
            throw Failure.of(1, null);
        }
    }

    private void write(Descriptor file, byte[] bytes) throws IOException {
        if (file != null) {
            call.process().write(file, bytes, 0, bytes.length);
            written += bytes.length;
        }
    }

    private String stamp() {
        return StrfTime.format("%Y-%m-%d %H:%M:%S%:z", now());
    }

    private void both(String text) throws IOException {
        write(output, Text.bytes(text));
        if (input != output) {
            write(input, Text.bytes(text));
        }
    }

    void begin(Optional<Terminal> terminal) throws IOException {
        List<String> facts = new ArrayList<>();
        if (call.has("c")) {
            facts.add("COMMAND=\"" + call.value("c", "") + "\"");
        }
        if (terminal.isPresent()) {
            String type = call.process().environment().get("TERM");
            facts.addAll(type == null ? List.of() : List.of("TERM=\"" + type + "\""));
            facts.add("TTY=\"" + terminal.get().device() + "\"");
            facts.add("COLUMNS=\"" + terminal.get().columns() + "\"");
            facts.add("LINES=\"" + terminal.get().rows() + "\"");
        } else {
            facts.add("<not executed on terminal>");
        }
        both("Script started on " + stamp() + " [" + String.join(" ", facts) + "]\n");
        written = 0;
        last = now();
    }

    /** What was printed; false once the files have reached their limit. */
    boolean printed(byte[] bytes) throws IOException {
        time(bytes.length);
        write(output, bytes);
        full = limit > 0 && written >= limit;
        return !full;
    }

    void typed(byte[] bytes) throws IOException {
        write(input, bytes);
    }

    private void time(int bytes) throws IOException {
        if (timing == null) {
            return;
        }
        Instant now = now();
        double passed = java.time.Duration.between(last, now).toNanos() / 1e9;
        last = now;
        write(timing, Text.bytes(String.format(Locale.ROOT, "%.6f %d\n", passed, bytes)));
    }

    void end(int status) throws IOException {
        String why = full ? "<max output size exceeded>" : "COMMAND_EXIT_CODE=\"" + status + "\"";
        both("\nScript done on " + stamp() + " [" + why + "]\n");
    }

    @Override
    public void close() {
        open.forEach(Descriptor::close);
    }
}
