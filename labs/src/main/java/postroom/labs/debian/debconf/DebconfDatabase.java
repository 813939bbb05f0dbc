package postroom.labs.debian.debconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** The answers to packages' questions, in {@code /var/cache/debconf/config.dat} ({@code debconf(7)}). */
public final class DebconfDatabase {
    static final String CONFIG = "/var/cache/debconf/config.dat";
    static final String PASSWORDS = "/var/cache/debconf/passwords.dat";

    private final FileAccess files;
    private final Map<String, Stanza> questions = new LinkedHashMap<>();

    private DebconfDatabase(FileAccess files) {
        this.files = files;
    }

    /** Reads the database as {@code files} may. */
    public static DebconfDatabase read(FileAccess files) throws ErrnoException {
        DebconfDatabase database = new DebconfDatabase(files);
        if (files.exists(CONFIG)) {
            for (Stanza each : Stanza.parseAll(new String(files.readAll(CONFIG), UTF_8))) {
                database.questions.put(each.line("Name"), each);
            }
        }
        return database;
    }

    /** All questions, in the order of the file. */
    public List<Stanza> questions() {
        return new ArrayList<>(questions.values());
    }

    /** The questions that a package asks. */
    public List<Stanza> ownedBy(String owner) {
        return questions.values().stream()
                .filter(it -> List.of(it.line("Owners").split(", ")).contains(owner))
                .toList();
    }

    /** The answer to a question. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(questions.get(name)).map(it -> it.line("Value"));
    }

    /** Sets an answer; a question that is not there is made. */
    public void set(String owner, String name, String value, boolean seen) {
        Stanza old = questions.get(name);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Name", name);
        fields.put("Template", old == null ? name : old.line("Template"));
        fields.put("Value", value);
        String owners = old == null ? "" : old.line("Owners");
        boolean known = List.of(owners.split(", ")).contains(owner);
        fields.put("Owners", owners.isEmpty() ? owner : known ? owners : owners + ", " + owner);
        if (seen) {
            fields.put("Flags", "seen");
        }
        if (old != null && old.fields().containsKey("Variables")) {
            fields.put("Variables", old.fields().get("Variables"));
        }
        questions.put(name, new Stanza(fields));
    }

    /** Writes everything back, by way of a new file. */
    public void save() throws ErrnoException {
        StringBuilder text = new StringBuilder();
        questions.values().stream()
                .sorted((a, b) -> a.line("Name").compareTo(b.line("Name")))
                .forEach(it -> text.append(it.text()).append('\n'));
        files.writeAll(CONFIG + "-new", text.toString().getBytes(UTF_8));
        files.rename(CONFIG + "-new", CONFIG);
    }
}
