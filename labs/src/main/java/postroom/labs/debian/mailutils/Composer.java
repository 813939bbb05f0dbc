package postroom.labs.debian.mailutils;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;

/**
 * Asks for a letter and sends it. At a terminal it asks for what is missing and knows the escapes {@code ~p ~h ~s ~t ~c ~x
 * ~q ~. ~~ ~?}; a letter that is given up by two ^C goes to dead.letter. At most 16 MiB of text.
 */
final class Composer {
    private static final int MAX = 16 << 20;
    private static final DateTimeFormatter FROM_DATE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ROOT);

    private final Process process;
    private final Letter letter;
    private final boolean asks;
    private int interrupts;

    Composer(Process process, Letter letter) throws IOException {
        this.process = process;
        this.letter = letter;
        this.asks = process.fd(0).terminal().isPresent();
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed() {
            super(null, null, false, false);
        }
    }

    /** Composes and sends; the exit status. */
    int run(boolean headerInText) throws IOException {
        if (asks) {
            process.disposition(Signal.INT, Process.Disposition.HANDLE, it -> interrupted());
        }
        try {
            if (asks && !headerInText) {
                askHeader();
            }
            boolean sends = text(headerInText);
            return sends ? send() : 0;
        } catch (Killed twice) {
            deadLetter();
            return 0;
        }
    }

    private void interrupted() {
        if (++interrupts > 1) {
            throw new Killed();
        }
        try {
            process.out().print("\n(Interrupt -- one more to kill letter)\n").flush();
        } catch (IOException gone) {
            throw new Killed();
        }
    }

    private void askHeader() throws IOException {
        if (letter.get("Cc") == null) {
            process.out().print("Cc: ").flush();
            line().filter(it -> !it.isBlank()).ifPresent(it -> letter.set("Cc", it));
        }
        if (letter.get("Subject") == null) {
            process.out().print("Subject: ").flush();
            line().filter(it -> !it.isBlank()).ifPresent(it -> letter.set("Subject", it));
        }
    }

    /** Reads the text; false if the letter was given up on purpose. */
    private boolean text(boolean headerInText) throws IOException {
        boolean header = headerInText;
        for (Optional<String> line = line(); line.isPresent(); line = line()) {
            String text = line.get();
            interrupts = 0;
            if (header) {
                header = headerLine(text);
            } else if (asks && text.startsWith("~") && !text.startsWith("~~")) {
                Boolean goesOn = escape(text.substring(1));
                if (goesOn != null) {
                    return goesOn;
                }
            } else {
                letter.body()
                        .append(asks && text.startsWith("~~") ? text.substring(1) : text)
                        .append('\n');
            }
            if (letter.body().length() > MAX) {
                return true;
            }
        }
        return true;
    }

    private boolean headerLine(String text) {
        int colon = text.indexOf(':');
        if (text.isEmpty() || colon <= 0) {
            if (!text.isEmpty()) {
                letter.body().append(text).append('\n');
            }
            return false;
        }
        letter.add(text.substring(0, colon), text.substring(colon + 1).strip());
        return true;
    }

    /** Null: the text goes on; true: send it; false: give it up. */
    private Boolean escape(String command) throws IOException {
        String argument = command.length() > 1 ? command.substring(1).strip() : "";
        switch (command.isEmpty() ? ' ' : command.charAt(0)) {
            case '.':
                return true;
            case 'x':
                return false;
            case 'q':
                deadLetter();
                return false;
            case 'p':
                process.out().print("Message contains:\n" + letter.header() + "\n" + letter.body() + "(continue)\n");
                process.out().flush();
                return null;
            case 's':
                letter.set("Subject", argument);
                return null;
            case 't':
                letter.set("To", append(letter.get("To"), argument));
                return null;
            case 'c':
                letter.set("Cc", append(letter.get("Cc"), argument));
                return null;
            case 'b':
                letter.set("Bcc", append(letter.get("Bcc"), argument));
                return null;
            default:
                process.err().println("Unknown escape " + command);
                return null;
        }
    }

    private static String append(String list, String more) {
        return list == null || list.isBlank() ? more : list + "," + more;
    }

    private int send() throws IOException {
        if (letter.body().length() == 0) {
            process.err().println("mail: Null message body; hope that's ok");
        }
        String malformed = letter.malformed();
        if (malformed != null) {
            process.err().println("mail: Cannot parse address `" + malformed + "': Malformed email address");
            return 0;
        }
        if (!letter.send()) {
            process.err().println("mail: cannot send message: Process exited with a non-zero status");
            deadLetter();
            return 1;
        }
        return 0;
    }

    private void deadLetter() throws IOException {
        String home = process.environment().getOrDefault("HOME", "/");
        String user = process.host().accounts().userName(process.who().uid());
        String stamp = FROM_DATE.format(process.host().clock().instant().atZone(ZoneOffset.UTC));
        String domain = new postroom.labs.host.Resolver(process)
                .aliases(process.host().name()).stream()
                        .findFirst()
                        .orElse(process.host().name());
        String text =
                "From " + user + "@" + domain + " " + stamp + "\n" + letter.header() + "\n" + letter.body() + "\n";
        process.files().append(home + "/dead.letter", text.getBytes(StandardCharsets.UTF_8));
    }

    /** One line of standard input, without its newline; empty at the end. */
    private Optional<String> line() throws IOException {
        return line(process);
    }

    static Optional<String> line(Process process) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] one = new byte[1];
        while (bytes.size() < MAX) {
            int n = process.read(0, one, 0, 1);
            if (n <= 0) {
                return bytes.size() == 0 ? Optional.empty() : Optional.of(bytes.toString(StandardCharsets.UTF_8));
            }
            if (one[0] == '\n') {
                break;
            }
            bytes.write(one[0]);
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }
}
