package postroom.labs.debian.dovecot.sieve.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.dovecot.sieve.script.Script;
import postroom.labs.debian.dovecot.sieve.syntax.Complaints;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** What the tools have in common ({@code sieve-tool.c}): complaints, usage, compiling a file. */
final class Tool {
    static final int USAGE = 64;
    static final int FATAL = 89;

    private final Process process;
    private final String name;
    private final String usage;

    Tool(Process process, String name, String usage) {
        this.process = process;
        this.name = name;
        this.usage = usage;
    }

    private String prefix() {
        String own = process.host().accounts().userName(process.who().uid());
        return name + "(" + own + "): ";
    }

    void say(String kind, String text) throws IOException {
        process.err().println(prefix() + kind + ": " + text);
        process.err().flush();
    }

    int fatal(String text) throws IOException {
        process.out().flush();
        say("Fatal", text);
        return FATAL;
    }

    /** A wrong call. */
    int usage(String why) throws IOException {
        boolean terminal = process.fd(1).terminal().isPresent();
        if (terminal) { // elsewhere the C library keeps what is printed until the end
            process.out().print(usage);
            process.out().flush();
        }
        say("Fatal", why);
        if (!terminal) {
            process.out().print(usage);
        }
        return USAGE;
    }

    String absolute(String path) {
        return path.startsWith("/") ? path : process.files().cwd().replaceFirst("/$", "") + "/" + path;
    }

    /** The text of a script; empty if it cannot be read, which is said. */
    Optional<String> read(String path) throws IOException {
        if (!process.files().exists(path)) {
            process.err().println("error: script not found.");
            return Optional.empty();
        }
        try {
            return Optional.of(new String(process.files().readAll(path), UTF_8));
        } catch (ErrnoException e) {
            say(
                    "Error",
                    "sieve: file storage: script: Failed to open sieve script: open(" + absolute(path) + ") failed: "
                            + e.errno().text());
            process.err().println(Script.nameOf(path) + ": error: parse failed.");
            return Optional.empty();
        }
    }

    /** Compiles a script and says what is wrong with it. */
    Optional<Script> compile(String path, String text) throws IOException {
        String script = Script.nameOf(path);
        Complaints complaints = new Complaints();
        Optional<Script> compiled = Script.compile(script, text, complaints);
        for (Complaints.Complaint each : complaints.all()) {
            String where = script + ": " + (each.line() > 0 ? "line " + each.line() + ": " : "");
            process.err().println(where + (each.warning() ? "warning: " : "error: ") + each.text());
        }
        process.err().flush();
        return compiled;
    }
}
