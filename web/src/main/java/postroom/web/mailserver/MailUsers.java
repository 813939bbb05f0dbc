package postroom.web.mailserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.dovecot.auth.PasswordScheme;
import postroom.web.Refusal;

/** The users file: a line {@code name:{SCHEME}password} for each, as Dovecot's passwd-file has them. */
public final class MailUsers {
    private static final Pattern LINE = Pattern.compile("([^:]*):([^:]*)(:.*)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._=-]{0,63}(@[A-Za-z0-9.-]{1,200})?");
    private static final long LARGEST = 4L << 20;

    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final Map<String, String> mailNames = new LinkedHashMap<>();

    private MailUsers() {}

    /**
     * Reads a users file; empty lines and those that begin with {@code #} are passed over.
     *
     * @throws Refusal says in which line something is wrong
     */
    public static MailUsers read(Path file) throws Refusal {
        MailUsers users = new MailUsers();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                users.add(line, file + ", line " + (i + 1) + ": ");
            }
        }
        if (users.passwords.isEmpty()) {
            throw new Refusal(file + " names no user; a line is NAME:{PLAIN}PASSWORD");
        }
        return users;
    }

    private static List<String> lines(Path file) throws Refusal {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Refusal(file + " has more than 4 MiB");
            }
            return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException e) {
            throw new Refusal("the users file " + file + " cannot be read");
        }
    }

    private void add(String line, String where) throws Refusal {
        Matcher field = LINE.matcher(line);
        if (!field.matches() || field.group(2).isEmpty()) {
            throw new Refusal(where + "a line is NAME:{SCHEME}PASSWORD");
        }
        String name = field.group(1);
        String stored = field.group(2);
        if (!NAME.matcher(name).matches()) {
            throw new Refusal(where + "a name has letters, digits and . _ = -, perhaps @ and a domain");
        }
        String scheme = PasswordScheme.named(stored).orElse("CRYPT");
        if (!PasswordScheme.has(scheme)) {
            throw new Refusal(where + "the scheme {" + scheme + "} is not known; {PLAIN} and {SHA512-CRYPT} are");
        }
        if (passwords.put(name, stored) != null) {
            throw new Refusal(where + name + " is there twice");
        }
        String mailName = name.replaceFirst("@.*", "");
        if (mailNames.put(mailName, name) != null) {
            throw new Refusal(where + "mail goes by what stands before the @, and " + mailName + " is there already");
        }
    }

    /** Their names, as they log in, in the file's order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(passwords.keySet());
    }

    /** Domains that stand in names. */
    Set<String> domains() {
        Set<String> domains = new TreeSet<>();
        for (String name : passwords.keySet()) {
            int at = name.indexOf('@');
            if (at > 0) {
                domains.add(name.substring(at + 1));
            }
        }
        return domains;
    }

    /** The name before the {@code @}, by which mail goes, to the name of the user. */
    Map<String, String> mailNames() {
        return Collections.unmodifiableMap(mailNames);
    }

    /** As Dovecot reads them. */
    String passwdFile() {
        List<String> lines = new ArrayList<>();
        passwords.forEach((name, stored) -> lines.add(name + ":" + stored + "\n"));
        return String.join("", lines);
    }
}
