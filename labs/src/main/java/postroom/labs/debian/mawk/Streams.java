package postroom.labs.debian.mawk;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;

/** Files and commands that an awk program reads and writes, each open until {@code close()}. */
final class Streams {
    private static final int MAX_OPEN = 100;

    private final Call call;
    private final Map<String, Descriptor> outputs = new LinkedHashMap<>();
    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final Map<String, Process> children = new HashMap<>();

    Streams(Call call) {
        this.call = call;
    }

    void write(String redirect, String name, String text) throws IOException {
        byte[] bytes = Text.bytes(text);
        if (redirect.isEmpty() || !redirect.equals("|") && (name.equals("/dev/stdout") || name.equals("-"))) {
            call.out().write(bytes, 0, bytes.length);
            return;
        }
        if (!redirect.equals("|") && name.equals("/dev/stderr")) {
            call.process().err().write(bytes, 0, bytes.length);
            return;
        }
        Descriptor out = outputs.get(name);
        if (out == null) {
            bound();
            out = redirect.equals("|") ? pipeTo(name) : open(name, redirect.equals(">>"));
            outputs.put(name, out);
        }
        call.process().write(out, bytes, 0, bytes.length);
    }

    private void bound() {
        if (outputs.size() + inputs.size() >= MAX_OPEN) {
            throw Failure.of(2, "too many open files");
        }
    }

    private Descriptor open(String name, boolean append) {
        try {
            return call.process()
                    .open(name, EnumSet.of(Open.WRITE, Open.CREATE, append ? Open.APPEND : Open.TRUNCATE), 0666);
        } catch (ErrnoException e) {
            throw Failure.of(2, "cannot open \"" + name + "\" for output (" + e.getMessage() + ")");
        }
    }

    private Process child(String command, int fd, Descriptor end) throws IOException {
        call.out().flush();
        Process child = call.process().fork();
        child.fd(fd, end);
        child.start(it -> it.exec("/bin/sh", List.of("sh", "-c", command)));
        return child;
    }

    private Descriptor pipeTo(String command) throws IOException {
        Pipe pipe = new Pipe();
        Descriptor writer = pipe.writer();
        children.put(command, child(command, 0, pipe.reader()));
        return writer;
    }

    /** What {@code getline} reads from; null if it cannot be opened. */
    Input input(char kind, String name) throws IOException {
        Input in = inputs.get(name);
        if (in != null) {
            return in;
        }
        bound();
        if (kind == '|') {
            Pipe pipe = new Pipe();
            Descriptor reader = pipe.reader();
            children.put(name, child(name, 1, pipe.writer()));
            in = Input.of(call.process(), reader);
        } else {
            try {
                in = Input.open(call.process(), name);
            } catch (ErrnoException missing) {
                return null;
            }
        }
        inputs.put(name, in);
        return in;
    }

    int system(String command) throws IOException {
        call.out().flush();
        Process child = call.process().fork();
        child.start(it -> it.exec("/bin/sh", List.of("sh", "-c", command)));
        return call.process().waitFor(child, false).shellStatus();
    }

    int close(String name) {
        Descriptor out = outputs.remove(name);
        Input in = inputs.remove(name);
        if (out != null) {
            out.close();
        }
        if (in != null) {
            in.close();
        }
        Process child = children.remove(name);
        if (child != null) {
            return call.process().waitFor(child, false).shellStatus();
        }
        return out == null && in == null ? -1 : 0;
    }

    void closeAll() throws IOException {
        call.out().flush();
        for (String each : List.copyOf(outputs.keySet())) {
            close(each);
        }
        for (String each : List.copyOf(inputs.keySet())) {
            close(each);
        }
    }
}
