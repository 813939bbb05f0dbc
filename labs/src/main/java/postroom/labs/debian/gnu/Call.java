package postroom.labs.debian.gnu;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Output;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** One run of a program: its process, its options and operands, and the exit status so far. */
public final class Call {
    private final Process process;
    private final Getopt.Parsed parsed;
    private final String name;
    private int status;

    /** @param name what its messages begin with */
    Call(Process process, String name, Getopt.Parsed parsed) {
        this.process = process;
        this.name = name;
        this.parsed = parsed;
    }

    /** A run of a program that reads its command line itself. */
    public static Call bare(Process process) {
        return new Call(process, process.argv().get(0), new Getopt.Parsed(List.of(), List.of()));
    }

    /** The process. */
    public Process process() {
        return process;
    }

    /** The disk in the process' name. */
    public FileAccess files() {
        return process.files();
    }

    /** Standard output. */
    public Output out() {
        return process.out();
    }

    /** Whether one of the options was given; a word of one letter each. */
    public boolean has(String... keys) {
        for (String key : keys) {
            if (parsed.has(key)) {
                return true;
            }
        }
        return false;
    }

    /** The value of an option, the last one; {@code fallback} if it was not given. */
    public String value(String key, String fallback) {
        return parsed.value(key, fallback);
    }

    /** All options in order. */
    public List<Getopt.Option> options() {
        return parsed.options();
    }

    /** The operands. */
    public List<String> operands() {
        return parsed.operands();
    }

    /** The operands, or {@code -} for standard input if there are none. */
    public List<String> inputs() {
        return operands().isEmpty() ? List.of("-") : operands();
    }

    /** Ends the program with a complaint if there are fewer operands than {@code least}. */
    public void atLeast(int least) {
        int given = operands().size();
        if (given < least) {
            throw Failure.usage("missing operand"
                    + (given == 0 ? "" : " after " + Quoting.locale(operands().get(given - 1))));
        }
    }

    /** Ends the program with a complaint if there are more operands than {@code most}. */
    public void atMost(int most) {
        if (operands().size() > most) {
            throw Failure.usage("extra operand " + Quoting.locale(operands().get(most)));
        }
    }

    /** The last of {@code keys} that was given; {@code fallback} if none was. */
    public String last(String fallback, String... keys) {
        String last = fallback;
        for (Getopt.Option each : parsed.options()) {
            if (List.of(keys).contains(each.key())) {
                last = each.key();
            }
        }
        return last;
    }

    /** What the program's messages begin with: the name by which it was called. */
    public String name() {
        return name;
    }

    /** Prints text, whose lone surrogates are bytes ({@link Text}). */
    public void print(String text) throws IOException {
        byte[] bytes = Text.bytes(text);
        process.out().write(bytes, 0, bytes.length);
    }

    /** Prints {@code NAME: message} as an error; the exit status will be 1. */
    public void complain(String message) throws IOException {
        complain(1, message);
    }

    /** Prints an error; the exit status will be at least {@code atLeast}. */
    public void complain(int atLeast, String message) throws IOException {
        warn(message);
        fail(atLeast);
    }

    /** Prints a message on standard error without changing the exit status. */
    public void warn(String message) throws IOException {
        process.out().flush();
        byte[] bytes = Text.bytes(name() + ": " + message + "\n");
        process.err().write(bytes, 0, bytes.length);
    }

    /** Prints {@code NAME: cannot do 'path': reason}. */
    public void cannot(String what, String path, ErrnoException why) throws IOException {
        complain(what + " " + Quoting.always(path) + ": " + why.getMessage());
    }

    /** The exit status will be at least this. */
    public void fail(int atLeast) {
        status = Math.max(status, atLeast);
    }

    /** The exit status so far. */
    public int status() {
        return status;
    }
}
