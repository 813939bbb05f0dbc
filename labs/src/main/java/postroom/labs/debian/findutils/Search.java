package postroom.labs.debian.findutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Running;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.fs.Open;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** The state of one {@code find}: its options and what its actions have asked for. */
final class Search {
    final Call call;
    int maxDepth = Integer.MAX_VALUE;
    int minDepth;
    boolean depthFirst;
    boolean follow;
    boolean followRoots;
    boolean explicitDepth;
    boolean deletes;
    boolean prunes;
    String filesFrom;
    boolean emacs = true;
    PosixRegex.Syntax syntax = PosixRegex.Syntax.BASIC;
    boolean oneFileSystem;
    boolean prune;
    boolean quit;
    final List<Batch> batches = new ArrayList<>();

    private Input answers;
    private final Map<String, OutputFile> outputs = new HashMap<>();

    Search(Call call) {
        this.call = call;
    }

    /** Where an action writes. */
    @FunctionalInterface
    interface Sink {
        void print(String text) throws IOException;
    }

    private record OutputFile(Descriptor descriptor, Sink sink) {}

    /** A file that actions write to, emptied now; two actions may share it. */
    Sink output(String path) {
        if (path.equals("/dev/stdout")) {
            return call::print;
        }
        OutputFile known = outputs.get(path);
        if (known != null) {
            return known.sink;
        }
        try {
            Descriptor file = call.process().open(path, EnumSet.of(Open.WRITE, Open.CREATE, Open.TRUNCATE), 0666);
            OutputFile output = new OutputFile(file, text -> {
                byte[] bytes = Text.bytes(text);
                call.process().write(file, bytes, 0, bytes.length);
            });
            outputs.put(path, output);
            return output.sink;
        } catch (ErrnoException e) {
            throw Failure.of(1, Quoting.locale(path) + ": " + e.getMessage());
        }
    }

    /** What is typed in answer to {@code -ok}. */
    Input answers() throws IOException {
        if (answers == null) {
            answers = Input.standard(call.process());
        }
        return answers;
    }

    void close() {
        outputs.values().forEach(it -> it.descriptor.close());
    }

    /** Runs what has been gathered. */
    void flush() throws IOException {
        for (Batch each : batches) {
            each.flush();
        }
    }

    /** At the end of a folder, what runs in it cannot wait. */
    void flushFolder() throws IOException {
        for (Batch each : batches) {
            if (each.folder != null) {
                each.flush();
            }
        }
    }

    /** {@code -exec command {} +}: names are gathered and given to few commands. */
    static final class Batch {
        private static final int MAX_NAMES = 2000;
        private final Search search;
        private final List<String> command;
        private final List<String> names = new ArrayList<>();
        private String folder;

        Batch(Search search, List<String> command) {
            this.search = search;
            this.command = command;
        }

        /** A name to be given to a command that runs in {@code where}. */
        void add(String name, String where) throws IOException {
            if (!where.equals(folder)) {
                flush();
            }
            folder = where;
            add(name);
        }

        void add(String name) throws IOException {
            names.add(name);
            if (names.size() >= MAX_NAMES) {
                flush();
            }
        }

        void flush() throws IOException {
            if (names.isEmpty()) {
                return;
            }
            List<String> all = new ArrayList<>(command);
            all.addAll(names);
            names.clear();
            if (search.run(all, folder) != 0) {
                search.call.fail(1);
            }
        }
    }

    /** Runs a command in a folder, or where find is; 127 with a message if there is none. */
    int run(List<String> command, String folder) throws IOException {
        try {
            return Running.run(call.process(), command, folder);
        } catch (ErrnoException e) {
            call.process()
                    .err()
                    .write(Text.bytes(
                            call.name() + ": " + Quoting.locale(command.get(0)) + ": " + e.getMessage() + "\n"));
            return 127;
        }
    }

    void complain(String path, ErrnoException why) throws IOException {
        call.complain(Quoting.locale(path) + ": " + why.getMessage());
    }
}
