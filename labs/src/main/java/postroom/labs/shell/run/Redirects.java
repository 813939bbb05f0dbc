package postroom.labs.shell.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.io.BytesInput;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.ByteText;
import postroom.labs.shell.syntax.Redirection;
import postroom.labs.shell.syntax.Word;

/** Opens and moves descriptors. Source: bash(1), REDIRECTION. */
public final class Redirects {
    private static final int FIRST_FREE = 10;
    private final Shell shell;

    Redirects(Shell shell) {
        this.shell = shell;
    }

    /** A redirection that cannot be made; the message is bash's. */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message, null, false, false);
        }
    }

    /** What the descriptors were before. */
    public final class Saved {
        private final List<Integer> numbers = new ArrayList<>();
        private final List<Descriptor> descriptors = new ArrayList<>();

        private void keep(int number) {
            Process process = shell.process();
            numbers.add(number);
            try {
                descriptors.add(process.fd(number).retain());
            } catch (ErrnoException closed) {
                descriptors.add(null);
            }
        }

        /** Puts everything back. */
        public void restore() {
            flush();
            for (int i = numbers.size() - 1; i >= 0; i--) {
                put(shell.process(), numbers.get(i), descriptors.get(i));
            }
        }

        /** Leaves everything as it is now, as {@code exec} does. */
        public void commit() {
            flush();
            for (Descriptor descriptor : descriptors) {
                if (descriptor != null) {
                    descriptor.close();
                }
            }
        }
    }

    private void flush() {
        try {
            shell.process().out().flush();
        } catch (IOException nowhere) {
            shell.process().out().discard();
        }
    }

    static void put(Process process, int number, Descriptor descriptor) {
        if (descriptor != null) {
            process.fd(number, descriptor);
            return;
        }
        try {
            process.closeFd(number);
        } catch (ErrnoException closed) {
            // it was closed before and is again
        }
    }

    /** Makes the redirections in the shell's own process, to be undone later. */
    public Saved apply(List<Redirection> redirections) throws Failed {
        flush();
        Saved saved = new Saved();
        try {
            for (Redirection redirection : redirections) {
                make(shell.process(), redirection, saved);
            }
            return saved;
        } catch (Failed | ShellError e) {
            saved.restore();
            throw e;
        }
    }

    /** Makes the redirections for good, in a process that is about to run. */
    public void apply(List<Redirection> redirections, Process process) throws Failed {
        for (Redirection redirection : redirections) {
            make(process, redirection, null);
        }
    }

    private void make(Process process, Redirection redirection, Saved saved) throws Failed {
        switch (redirection.operator()) {
            case HERE_DOCUMENT, HERE_DOCUMENT_TABS -> {
                var document = redirection.hereDocument().orElseThrow();
                String body =
                        document.quoted() ? document.raw() : shell.expander().quotedText(document.body());
                assign(process, redirection, new BytesInput(ByteText.encode(body)), saved);
            }
            case HERE_STRING -> {
                String body = shell.expander().single(redirection.target()) + "\n";
                assign(process, redirection, new BytesInput(ByteText.encode(body)), saved);
            }
            case DUPLICATE_INPUT, DUPLICATE_OUTPUT -> duplicate(process, redirection, saved);
            case BOTH, BOTH_APPEND -> both(process, redirection, saved);
            default -> {
                String name = target(redirection.target());
                assign(process, redirection, open(process, redirection, name), saved);
            }
        }
    }

    private void both(Process process, Redirection redirection, Saved saved) throws Failed {
        String name = target(redirection.target());
        Descriptor file = open(process, redirection, name);
        set(process, 1, file, saved);
        set(process, 2, file.retain(), saved);
    }

    private String target(Word word) throws Failed {
        List<String> fields = new ArrayList<>();
        shell.expander().fields(word, fields);
        if (fields.size() != 1) {
            throw new Failed(word.source() + ": ambiguous redirect");
        }
        return fields.get(0);
    }

    private Descriptor open(Process process, Redirection redirection, String name) throws Failed {
        Set<Open> flags = switch (redirection.operator()) {
            case READ -> EnumSet.of(Open.READ);
            case APPEND, BOTH_APPEND -> EnumSet.of(Open.WRITE, Open.CREATE, Open.APPEND);
            case READ_WRITE -> EnumSet.of(Open.READ, Open.WRITE, Open.CREATE);
            default -> EnumSet.of(Open.WRITE, Open.CREATE, Open.TRUNCATE);
        };
        boolean writes = redirection.operator() == Redirection.Operator.WRITE
                || redirection.operator() == Redirection.Operator.BOTH;
        try {
            if (writes && shell.options().is("noclobber") && isRegular(process, name)) {
                throw new Failed(
                        shell.isDash()
                                ? "cannot create " + name + ": " + Errno.EEXIST.text()
                                : name + ": cannot overwrite existing file");
            }
            Optional<Descriptor> connection = NetworkPath.open(process, name);
            return connection.isPresent() ? connection.get() : open(process, name, flags);
        } catch (ErrnoException e) {
            throw new Failed(
                    shell.isDash()
                            ? DashMessages.redirection(name, writes, e.errno())
                            : name + ": " + e.errno().text());
        } catch (IOException e) {
            throw new Failed(name + ": " + e.getMessage());
        }
    }

    /** A process substitution's descriptor is the shell's, not that of the process which is about to run. */
    private Descriptor open(Process process, String name, Set<Open> flags) throws ErrnoException {
        boolean mine = name.startsWith("/dev/fd/")
                && shell.launcher().processSubstitutions().contains(name);
        return (mine ? shell.process() : process).open(name, flags, 0666);
    }

    private static boolean isRegular(Process process, String name) {
        try {
            return process.files().stat(name).isFile();
        } catch (ErrnoException missing) {
            return false;
        }
    }

    private void duplicate(Process process, Redirection redirection, Saved saved) throws Failed {
        String word = target(redirection.target());
        boolean output = redirection.operator() == Redirection.Operator.DUPLICATE_OUTPUT;
        if (word.equals("-")) {
            close(process, redirection, saved);
            return;
        }
        boolean moves = word.endsWith("-");
        String digits = moves ? word.substring(0, word.length() - 1) : word;
        if (!digits.isEmpty() && digits.length() < 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int from = Integer.parseInt(digits);
            try {
                assign(process, redirection, process.fd(from).retain(), saved);
            } catch (ErrnoException e) {
                throw new Failed(
                        redirection.target().source().startsWith("$")
                                ? word + ": " + e.errno().text()
                                : word + ": " + e.errno().text());
            }
            if (moves && from != redirection.effectiveDescriptor()) {
                if (saved != null) {
                    saved.keep(from);
                }
                put(process, from, null);
            }
            return;
        }
        if (output && redirection.descriptor() < 0 && redirection.variable().isEmpty()) {
            Redirection both = new Redirection(
                    -1, Optional.empty(), Redirection.Operator.BOTH, redirection.target(), Optional.empty());
            both(process, both, saved);
            return;
        }
        throw new Failed(redirection.target().source() + ": ambiguous redirect");
    }

    private void close(Process process, Redirection redirection, Saved saved) {
        int number = redirection.effectiveDescriptor();
        if (redirection.variable().isPresent()) {
            String value = shell.variables().get(redirection.variable().get()).orElse("");
            number = value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : -1;
        }
        if (number < 0) {
            return;
        }
        if (saved != null && redirection.variable().isEmpty()) {
            saved.keep(number);
        }
        put(process, number, null);
    }

    private void assign(Process process, Redirection redirection, Descriptor descriptor, Saved saved) throws Failed {
        if (redirection.variable().isPresent()) {
            try {
                int number = process.newFd(descriptor, FIRST_FREE);
                shell.variables().set(redirection.variable().get(), Integer.toString(number));
            } catch (ErrnoException e) {
                throw new Failed(
                        "redirection error: cannot duplicate fd: " + e.errno().text());
            }
            return;
        }
        int number = redirection.effectiveDescriptor();
        if (number >= process.host().limits().openFiles()) {
            descriptor.close();
            throw new Failed(number + ": " + Errno.EBADF.text());
        }
        set(process, number, descriptor, saved);
    }

    private void set(Process process, int number, Descriptor descriptor, Saved saved) {
        if (saved != null) {
            saved.keep(number);
        }
        process.fd(number, descriptor);
    }
}
