package postroom.labs.debian.debconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** The answers to packages' questions, in {@code /var/cache/debconf/config.dat} ({@code debconf(7)}). */
public final class DebconfDatabase {
    static final String CONFIG = "/var/cache/debconf/config.dat";
    static final String PASSWORDS = "/var/cache/debconf/passwords.dat";

    private static final List<String> FIELDS = List.of("Name", "Template", "Value", "Owners", "Flags", "Variables");

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

    /** The answer to a question, or else what its template has as default. */
    String value(String name, Template template) {
        Stanza question = questions.get(name);
        String standard = template == null ? "" : template.standard();
        return question == null ? standard : question.get("Value").orElse(standard);
    }

    /** Whether there is such a question. */
    public boolean has(String name) {
        return questions.containsKey(name);
    }

    /** Whether a question carries a flag: {@code seen}, or what a package means by it. */
    public boolean flag(String name, String flag) {
        Stanza question = questions.get(name);
        return question != null && List.of(question.line("Flags").split(", ")).contains(flag);
    }

    /** Sets or takes a flag. */
    public void flag(String name, String flag, boolean on) {
        change(name, "Flags", old -> {
            List<String> flags = new ArrayList<>(old.isEmpty() ? List.of() : List.of(old.split(", ")));
            flags.remove(flag);
            if (on) {
                flags.add(flag);
            }
            return String.join(", ", flags);
        });
    }

    /** Changes the answer and nothing else. */
    public void answer(String name, String value) {
        change(name, "Value", old -> value);
    }

    /** Sets a variable that a question's texts speak of. */
    public void variable(String name, String variable, String value) {
        change(name, "Variables", old -> {
            List<String> lines = new ArrayList<>();
            old.lines()
                    .filter(it -> !it.isBlank() && !it.strip().startsWith(variable + " ="))
                    .forEach(lines::add);
            lines.add(" " + variable + " = " + value);
            return "\n" + String.join("\n", lines);
        });
    }

    /** The value of a question's variable, empty if it has none. */
    public String variable(String name, String variable) {
        Stanza question = questions.get(name);
        String all = question == null ? "" : question.fields().getOrDefault("Variables", "");
        return all.lines()
                .map(String::strip)
                .filter(it -> it.startsWith(variable + " = "))
                .map(it -> it.substring(variable.length() + 3))
                .findFirst()
                .orElse("");
    }

    private void change(String name, String field, UnaryOperator<String> change) {
        Stanza old = questions.get(name);
        if (old == null) {
            return;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (String each : FIELDS) {
            String before = old.fields().get(each);
            String after = each.equals(field) ? change.apply(before == null ? "" : before) : before;
            if (after != null && !(after.isEmpty() && (each.equals("Flags") || each.equals("Variables")))) {
                fields.put(each, after);
            }
        }
        questions.put(name, new Stanza(fields));
    }

    /** Enters a package's question, unless it is there; it then belongs to that package, too. */
    public void register(String owner, String name) {
        Stanza old = questions.get(name);
        String owners = old == null ? "" : old.line("Owners");
        if (owners.isEmpty()) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("Name", name);
            fields.put("Template", name);
            fields.put("Owners", owner);
            questions.put(name, new Stanza(fields));
        } else if (!List.of(owners.split(", ")).contains(owner)) {
            change(name, "Owners", it -> it + ", " + owner);
        }
    }

    /** Takes away all questions that are only this package's. */
    public void purge(String owner) {
        for (Stanza each : ownedBy(owner)) {
            List<String> others = new ArrayList<>(List.of(each.line("Owners").split(", ")));
            others.remove(owner);
            if (others.isEmpty()) {
                questions.remove(each.line("Name"));
            } else {
                change(each.line("Name"), "Owners", it -> String.join(", ", others));
            }
        }
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
