package postroom.labs.debian.openssl.app;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Output;
import postroom.labs.host.Process;

/** A running command of {@code openssl}: its name, its options, its errors, and how it ends. */
public final class App {
    private final Process process;
    private final String name;
    private final String table;
    private final List<String> arguments;
    private final ErrorStack errors;
    private final Files files;
    private final Passwords passwords;

    /**
     * A command with what follows its name.
     *
     * @param name as it was typed: {@code sha256}
     * @param table whose options it has: {@code dgst}
     */
    public App(Process process, String name, String table, List<String> arguments) {
        this.process = process;
        this.name = name;
        this.table = table;
        this.arguments = List.copyOf(arguments);
        this.errors = new ErrorStack(process);
        this.files = new Files(this);
        this.passwords = new Passwords(this);
    }

    /** The process. */
    public Process process() {
        return process;
    }

    /** The command's name as it was typed. */
    public String name() {
        return name;
    }

    /** Standard output. */
    public Output out() {
        return process.out();
    }

    /** Standard error; not buffered, so that it overtakes standard output on its way to a file. */
    public Output err() {
        return process.err();
    }

    /** The library's errors. */
    public ErrorStack errors() {
        return errors;
    }

    /** Files that are read and written. */
    public Files files() {
        return files;
    }

    /** Where passwords come from. */
    public Passwords passwords() {
        return passwords;
    }

    /** The lab's time, in whole seconds. */
    public Instant now() {
        return Instant.ofEpochSecond(process.host().clock().instant().getEpochSecond());
    }

    String summary() {
        return HelpText.of("openssl/" + table);
    }

    /** Reads the options. */
    public Given given() throws IOException, Quit {
        return new OptionParser(this, new Options(summary())).parse(arguments);
    }

    /** Reads the options of a command that takes nothing else. */
    public Given givenWithoutRest() throws IOException, Quit {
        Given given = given();
        if (!given.rest().isEmpty()) {
            throw usage();
        }
        return given;
    }

    /** The arguments as they are. */
    public List<String> arguments() {
        return arguments;
    }

    /** Prints a line that begins with the command's name. */
    public void complain(String text) throws IOException {
        err().println(name + ": " + text);
    }

    /** Prints a line on standard error. */
    public void say(String text) throws IOException {
        err().println(text);
    }

    /** Refers to the summary, and ends. */
    public Quit usage() throws IOException {
        complain("Use -help for summary.");
        return new Quit(1);
    }

    /** Complains, refers to the summary, and ends. */
    public Quit usage(String text) throws IOException {
        complain(text);
        return usage();
    }

    /** Says what went wrong and the library's errors, and ends. */
    public Quit fail(String text) throws IOException {
        say(text);
        return fail();
    }

    /** Prints the library's errors, and ends. */
    public Quit fail() throws IOException {
        errors.print();
        return new Quit(1);
    }

    /** A number as C writes it; complains, and ends, if it is none. */
    public BigInteger number(String text) throws IOException, Quit {
        BigInteger number = Numbers.parse(text).orElse(null);
        if (number == null || number.bitLength() > 63) {
            throw usage(Numbers.complaint(text));
        }
        return number;
    }

    /** A number as an argument; ends without reference to the summary. */
    public BigInteger argumentNumber(String text) throws IOException, Quit {
        BigInteger number = Numbers.parse(text).orElse(null);
        if (number == null || number.bitLength() > 63) {
            complain(Numbers.complaint(text));
            throw new Quit(1);
        }
        return number;
    }
}
