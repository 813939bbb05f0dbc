package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code mail(1)} of GNU mailutils: sends to the addresses that are given, or else reads the mailbox. */
public final class Mail extends GetoptProgram {
    private static final Getopt OPTIONS = new Getopt(
            "s:a:r:u:HefNnqE:tiFpvV",
            "subject=",
            "s",
            "append=",
            "a",
            "return-address=",
            "r",
            "user=",
            "u",
            "headers",
            "H",
            "exist",
            "e",
            "file",
            "f",
            "nosum",
            "N",
            "norc",
            "n",
            "quit",
            "q",
            "exec=",
            "E",
            "to",
            "t",
            "ignore",
            "i",
            "byname",
            "F",
            "print",
            "p",
            "verbose",
            "v",
            "version",
            "V");

    /** The programs of package mailutils. */
    public static final Map<String, Program> PROGRAMS = Map.of("mailutils/mail.mailutils", new Mail());

    private Mail() {
        super(OPTIONS);
    }

    @Override
    protected void complain(Process process, String complaint) throws IOException {
        super.complain(
                process, complaint.replaceFirst("^.*: invalid option -- '(.)'$", "mail: unrecognized option '-$1'"));
    }

    @Override
    protected int misused(Process process) {
        return 64;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("V")) {
            process.out().println("mail (GNU Mailutils) " + Letter.VERSION);
            return 0;
        }
        boolean reads = parsed.has("f") || parsed.operands().isEmpty() && !parsed.has("t");
        return reads ? read(process, parsed) : send(process, parsed);
    }

    private static int send(Process process, Getopt.Parsed parsed) throws IOException {
        Letter letter = new Letter(process);
        for (Getopt.Option option : parsed.options()) {
            if (option.is("s")) {
                letter.set("Subject", option.value());
            } else if (option.is("a")) {
                int colon = option.value().indexOf(':');
                if (colon < 0) {
                    process.err().println("mail: Invalid header: " + option.value());
                    return 1;
                }
                letter.add(
                        option.value().substring(0, colon).strip(),
                        option.value().substring(colon + 1).strip());
            } else if (option.is("r")) {
                letter.from(option.value());
            }
        }
        List<String> recipients = new ArrayList<>();
        for (String each : parsed.operands()) {
            for (String one : each.split(",")) {
                recipients.add(one.strip());
            }
        }
        if (!recipients.isEmpty()) {
            letter.set("To", String.join(",", recipients));
        }
        return new Composer(process, letter).run(parsed.has("t"));
    }

    private static int read(Process process, Getopt.Parsed parsed) throws IOException {
        String user = parsed.value(
                "u", process.host().accounts().userName(process.who().uid()));
        boolean file = parsed.has("f");
        String path = file
                ? absolute(
                        process,
                        parsed.operands().isEmpty()
                                ? "~/mbox"
                                : parsed.operands().get(0))
                : "/var/mail/" + user;
        if (!file && parsed.has("u")) {
            Optional<Accounts.User> account = process.host().accounts().user(user);
            if (account.isEmpty()
                    || process.files().exists(path) && !process.files().allows(path, 4)) {
                process.err().println("Cannot create mailbox %" + user + ": Requested item not found");
                return 1;
            }
        }
        Mbox mbox;
        try {
            mbox = Mbox.read(process, path);
        } catch (ErrnoException e) {
            return missing(process, parsed, path, user, e);
        }
        if (parsed.has("e")) {
            return mbox.messages().isEmpty() ? 1 : 0;
        }
        if (mbox.messages().isEmpty()) {
            if (file) {
                process.out().println("\"" + path + "\": 0 messages");
                return 0;
            }
            process.err().println("No mail for " + user);
            return 1;
        }
        return new Reader(process, mbox).run(parsed.has("H"), parsed.has("N"));
    }

    private static int missing(Process process, Getopt.Parsed parsed, String path, String user, ErrnoException why)
            throws IOException {
        if (parsed.has("e")) {
            return 1;
        }
        if (parsed.has("f")) {
            String folder = path.substring(0, Math.max(1, path.lastIndexOf('/')));
            boolean makable = process.files().allows(folder, 2);
            if (!makable) {
                process.err().println("Cannot open mailbox " + path + ": " + why.getMessage());
            }
            process.out().println("\"" + (makable ? path : "") + "\": 0 messages");
            return 0;
        }
        process.err().println("Cannot open mailbox " + path + ": " + why.getMessage());
        process.err().println("No mail for " + user);
        return 1;
    }

    static String absolute(Process process, String name) {
        String home = process.environment().getOrDefault("HOME", "/");
        if (name.startsWith("+")) {
            return home + "/Mail/" + name.substring(1);
        }
        String open = name.startsWith("~/") ? home + name.substring(1) : name;
        return open.startsWith("/") ? open : process.cwd() + (process.cwd().endsWith("/") ? "" : "/") + open;
    }
}
