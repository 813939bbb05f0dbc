package postroom.labs.debian.debconf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;

/**
 * What {@code confmodule(3)} gives to a package's scripts: they put questions, see whether they were answered, and change
 * answers and flags ({@code debconf-devel(7)}). {@link #close} keeps what was done.
 *
 * <p>Environment: DEBIAN_FRONTEND, DEBIAN_PRIORITY, DEBCONF_NONINTERACTIVE_SEEN, DEBCONF_RECONFIGURE.
 */
public final class DebconfSession implements AutoCloseable {
    private static final List<String> PRIORITIES = List.of("low", "medium", "high", "critical");

    private final Process process;
    private final DebconfDatabase database;
    private final Map<String, Template> templates;
    private final List<Question> asked = new ArrayList<>();
    private final List<Question> seen = new ArrayList<>();
    private final int least;
    private final boolean again;
    private Frontend frontend;
    private String title = "";
    private boolean backedUp;

    /**
     * Opens the database for a package's script.
     *
     * @param owner the package
     * @param path its templates, if they are not yet where packages have them; else null
     */
    public DebconfSession(Process process, String owner, String path) throws IOException {
        this.process = process;
        FileAccess files = process.files();
        this.database = DebconfDatabase.read(files);
        this.templates = new LinkedHashMap<>(Template.installed(files));
        String own = path == null ? Template.path(owner) : path;
        if (files.exists(own)) {
            Map<String, Template> mine = Template.read(files, own);
            templates.putAll(mine);
            mine.keySet().forEach(it -> database.register(owner, it));
        }
        this.least = PRIORITIES.indexOf(priority());
        this.again =
                process.environment().getOrDefault("DEBCONF_RECONFIGURE", "").equals("1");
    }

    private String priority() throws IOException {
        String wish = process.environment().getOrDefault("DEBIAN_PRIORITY", "");
        String kept = database.value("debconf/priority").orElse("high");
        String name = wish.isEmpty() ? kept : wish;
        return PRIORITIES.contains(name) ? name : "high";
    }

    private Frontend frontend() throws IOException {
        if (frontend == null) {
            frontend = Frontends.open(process, database);
            frontend.title(title);
        }
        return frontend;
    }

    /** The heading of the questions to come. */
    public void title(String newTitle) throws IOException {
        title = newTitle;
        frontend().title(title);
    }

    /** Puts a question; false if it will not be asked: too unimportant, answered before, or nobody is there. */
    public boolean input(String priority, String name) throws IOException {
        Template template = templates.get(name);
        boolean visible = template != null
                && frontend().interactive()
                && PRIORITIES.indexOf(priority) >= least
                && (again || !database.flag(name, "seen"));
        if (visible) {
            asked.add(new Question(database, template));
        }
        return visible;
    }

    /** Asks what was put; false if the one who answers goes back. */
    public boolean go() throws IOException {
        boolean forward = true;
        boolean any = !asked.isEmpty();
        for (Question each : asked) {
            if (!frontend().ask(each)) {
                forward = false;
                break;
            }
        }
        if (forward && (any || !backedUp)) {
            seen.addAll(asked);
            asked.clear();
            backedUp = false;
            return true;
        }
        asked.clear();
        backedUp = true;
        return false;
    }

    /** An answer, or the default. */
    public String get(String name) {
        return database.value(name, templates.get(name));
    }

    /** Changes an answer. */
    public void set(String name, String value) {
        database.answer(name, value);
    }

    /** A flag; {@code isdefault} is the contrary of {@code seen}. */
    public boolean flag(String name, String flag) {
        return flag.equals("isdefault") ? !database.flag(name, "seen") : database.flag(name, flag);
    }

    /** Changes a flag. */
    public void flag(String name, String flag, boolean on) {
        if (flag.equals("isdefault")) {
            database.flag(name, "seen", !on);
            seen.removeIf(it -> on && it.name().equals(name));
        } else {
            database.flag(name, flag, on);
        }
    }

    /** Fills in a variable of a question's texts. */
    public void variable(String name, String variable, String value) {
        database.variable(name, variable, value);
    }

    /** Forgets a package's questions ({@code PURGE}). */
    public void purge(String owner) {
        database.purge(owner);
    }

    @Override
    public void close() throws IOException {
        seen.forEach(it -> database.flag(it.name(), "seen", true));
        database.save();
    }
}
