package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MainCf;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.master.Configuration;
import postroom.labs.debian.postfix.master.SyslogMsg;
import postroom.labs.host.Process;

/**
 * What Postfix' commands have in common: their messages, on standard error and perhaps in the log, their options, and the
 * configuration, which they read each time they run.
 */
final class Tool implements Msg {
    private final Process process;
    private final String name;
    private final String tag;
    private final boolean terminalOnly;
    private String directory;

    /**
     * A command.
     *
     * @param name what it puts before its messages
     * @param tag its name in the log; null if it does not log
     * @param terminalOnly its messages go to standard error only if that is a terminal ({@code postfix}, {@code postlog})
     */
    Tool(Process process, String name, String tag, boolean terminalOnly) {
        this.process = process;
        this.name = name;
        this.tag = tag;
        this.terminalOnly = terminalOnly;
        this.directory = process.environment().getOrDefault("MAIL_CONFIG", Configuration.DIRECTORY);
    }

    /** A command that speaks to standard error and to the log under {@code postfix/NAME}. */
    static Tool logging(Process process, String name) {
        return new Tool(process, name, "postfix/" + name, false);
    }

    /** The body of a command. */
    interface Body {
        int run(Tool tool) throws IOException;
    }

    /** Runs a command; a fatal error is reported and gives its exit status. */
    int run(Body body) throws IOException {
        try {
            return body.run(this);
        } catch (Fatal fatal) {
            report(Severity.FATAL, fatal.getMessage());
            return fatal.status();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void report(Severity severity, String text) {
        try {
            if (!terminalOnly || process.fd(2).terminal().isPresent()) {
                process.err().println(name + ": " + severity.prefix() + Text.toUnicode(Text.printable(text)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (tag != null) {
            new SyslogMsg(process.host(), tag, process.pid()).report(severity, text);
        }
    }

    /** config_directory: {@code -c}, {@code MAIL_CONFIG}, or Debian's. */
    String directory() {
        return directory;
    }

    void directory(String newDirectory) {
        directory = newDirectory;
    }

    /** main.cf, as it is now. */
    MainCf main() {
        return Configuration.main(process.files(), directory, this);
    }

    /** The parameters, checked as every program checks them. */
    Parameters parameters() {
        Parameters parameters = unchecked(Map.of());
        parameters.check();
        return parameters;
    }

    /** The parameters, unchecked. */
    Parameters unchecked(Map<String, String> overrides) {
        return Configuration.parameters(process.host(), process.files(), main(), overrides, this);
    }

    /** A line on standard output. */
    void print(String text) throws IOException {
        process.out().println(Text.toUnicode(text));
    }

    /** An option and its value; operands have the option {@code 0}. */
    record Option(char letter, String value) {}

    /** As {@link #options}, but the first operand ends the options: what follows is another command's. */
    List<Option> ownOptions(List<String> arguments, String letters, Fatal usage) throws IOException {
        return options(arguments, letters, usage, true);
    }

    /**
     * Reads options as {@code getopt(3)} does: {@code letters} with a colon behind those that take a value. Operands may
     * stand among them.
     *
     * @param usage the text of the fatal error behind an unknown option
     */
    List<Option> options(List<String> arguments, String letters, Fatal usage) throws IOException {
        return options(arguments, letters, usage, false);
    }

    private List<Option> options(List<String> arguments, String letters, Fatal usage, boolean operandEnds)
            throws IOException {
        List<Option> all = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                arguments.subList(i + 1, arguments.size()).forEach(each -> all.add(new Option((char) 0, each)));
                break;
            }
            boolean isOperand = !argument.startsWith("-") || argument.length() < 2;
            if (isOperand && operandEnds) {
                arguments.subList(i, arguments.size()).forEach(each -> all.add(new Option((char) 0, each)));
                break;
            }
            if (isOperand) {
                all.add(new Option((char) 0, argument));
                continue;
            }
            for (int at = 1; at < argument.length(); at++) {
                char letter = argument.charAt(at);
                int known = letter == ':' ? -1 : letters.indexOf(letter);
                if (known < 0) {
                    process.err().println(name + ": invalid option -- '" + letter + "'");
                    throw usage;
                }
                if (known + 1 >= letters.length() || letters.charAt(known + 1) != ':') {
                    all.add(new Option(letter, ""));
                    continue;
                }
                boolean optional = known + 2 < letters.length() && letters.charAt(known + 2) == ':';
                String rest = argument.substring(at + 1);
                if (rest.isEmpty() && !optional) {
                    if (i + 1 >= arguments.size()) {
                        process.err().println(name + ": option requires an argument -- '" + letter + "'");
                        throw usage;
                    }
                    rest = arguments.get(++i);
                }
                all.add(new Option(letter, Text.fromUnicode(rest)));
                break;
            }
        }
        return all;
    }
}
