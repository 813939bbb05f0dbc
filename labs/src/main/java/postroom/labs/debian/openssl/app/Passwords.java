package postroom.labs.debian.openssl.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import postroom.labs.debian.pam.PasswordReader;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** Passwords: from {@code -passin} and {@code -passout} (openssl-passphrase-options(1)), or asked for at the terminal. */
public final class Passwords {
    private static final int TRIES = 3;
    private static final int MAX = 1024;

    private final App app;
    private final Process process;

    Passwords(App app) {
        this.app = app;
        this.process = app.process();
    }

    /**
     * The password that a source names.
     *
     * @param source {@code pass:…}, {@code env:…}, {@code file:…}, {@code fd:…}, {@code stdin}
     * @param complaint what is said at last if there is none
     */
    public String of(String source, String complaint) throws IOException, Quit {
        Optional<String> found = find(source);
        if (found.isEmpty()) {
            throw app.fail(complaint);
        }
        return found.get();
    }

    private Optional<String> find(String source) throws IOException {
        if (source.startsWith("pass:")) {
            return Optional.of(source.substring(5));
        }
        if (source.startsWith("env:")) {
            String value = process.environment().get(source.substring(4));
            if (value == null) {
                app.say("No environment variable " + source.substring(4));
            }
            return Optional.ofNullable(value);
        }
        if (source.startsWith("file:")) {
            return file(source.substring(5));
        }
        if (source.startsWith("fd:")) {
            return descriptor(source.substring(3));
        }
        if (source.equals("stdin")) {
            return line(process.fd(0));
        }
        int colon = source.indexOf(':');
        app.say(
                colon < 0 || colon > 4
                        ? "Invalid password argument, missing ':' within the first 5 chars"
                        : "Invalid password argument, starting with \"" + source.substring(0, colon + 1) + "\"");
        return Optional.empty();
    }

    private Optional<String> file(String path) throws IOException {
        try {
            Descriptor file = process.open(path, EnumSet.of(Open.READ), 0);
            try {
                return line(file);
            } finally {
                file.close();
            }
        } catch (ErrnoException e) {
            app.files().fileError(e.errno(), path, "r");
            app.errors().clear();
            app.say("Can't open file " + path);
            return Optional.empty();
        }
    }

    private Optional<String> descriptor(String number) throws IOException {
        try {
            return line(process.fd(Integer.parseInt(number)));
        } catch (NumberFormatException | ErrnoException e) {
            app.say("Can't access file descriptor " + number);
            return Optional.empty();
        }
    }

    private Optional<String> line(Descriptor from) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] one = new byte[1];
        boolean any = false;
        while (process.read(from, one, 0, 1) == 1) {
            any = true;
            if (one[0] == '\n') {
                break;
            }
            if (line.size() < MAX) {
                line.write(one[0]);
            }
        }
        if (!any) {
            app.say("Error reading password from BIO");
            return Optional.empty();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** Asks for the pass phrase of a key that is read, three times if nobody answers; empty if there is none. */
    public Optional<String> ask(String about) throws IOException {
        Optional<String> answer = Optional.empty();
        for (int tries = 0; tries < TRIES && answer.isEmpty(); tries++) {
            answer = prompted("Enter pass phrase for " + about + ":");
        }
        return answer;
    }

    /** Asks twice for a new password ({@code EVP_read_pw_string(3)}); empty if there is none, or they differ. */
    public Optional<String> chosen(String prompt) throws IOException {
        Optional<String> first = prompted(prompt);
        Optional<String> second = first.isEmpty() ? first : prompted("Verifying - " + prompt);
        if (second.isPresent() && !second.equals(first)) {
            app.say("Verify failure");
            return Optional.empty();
        }
        return second;
    }

    /** Asks at the terminal, or where there is none on standard error; empty at the end of the input. */
    public Optional<String> prompted(String prompt) throws IOException {
        Descriptor terminal = terminal();
        try {
            Descriptor from = terminal == null ? process.fd(0) : terminal;
            Descriptor to = terminal == null ? process.fd(2) : terminal;
            PasswordReader.Answer answer = new PasswordReader(process, from, to).read(prompt);
            return answer.instead().isPresent() ? Optional.empty() : Optional.of(answer.text());
        } finally {
            if (terminal != null) {
                terminal.close();
            }
        }
    }

    private Descriptor terminal() {
        try {
            return process.open("/dev/tty", EnumSet.of(Open.READ, Open.WRITE), 0);
        } catch (ErrnoException none) {
            return null;
        }
    }
}
