package postroom.labs.debian.openssl.ca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.conf.Conf;
import postroom.labs.debian.openssl.conf.ConfException;
import postroom.labs.debian.openssl.conf.ConfReader;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** An authority's {@code index.txt}: what it has issued and revoked ({@code TXT_DB(3)}). */
public final class Database {
    private static final int FIELDS = 6;

    private final App app;
    private final String path;
    private final List<Entry> entries = new ArrayList<>();
    private boolean unique;

    private Database(App app, String path, boolean unique) {
        this.app = app;
        this.path = path;
        this.unique = unique;
    }

    /** Loads it; complains, and ends, if it cannot be read or makes no sense. */
    public static Database load(App app, String path, boolean unique) throws IOException, Quit {
        Database database = new Database(app, path, unique);
        try {
            database.parse(new String(app.files().bytes(path), StandardCharsets.UTF_8));
        } catch (ErrnoException e) {
            app.files().fileError(e.errno(), path, "r");
            app.errors().print();
            throw database.broken();
        }
        database.attributes();
        database.check();
        return database;
    }

    private Quit broken() throws IOException {
        return app.fail("Problem with index file: " + path + " (could not load/parse file)");
    }

    private void parse(String text) throws IOException, Quit {
        for (String line : text.split("\n")) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split("\t", -1);
            if (fields.length != FIELDS || fields[0].isEmpty()) {
                throw broken();
            }
            entries.add(new Entry(fields[0].charAt(0), fields[1], fields[2], fields[3], fields[4], fields[5]));
        }
    }

    private void attributes() {
        try {
            String text = new String(app.files().bytes(path + ".attr"), StandardCharsets.UTF_8);
            new ConfReader(Map.of())
                    .read(text)
                    .value(Conf.DEFAULT, "unique_subject")
                    .ifPresent(it -> unique = isYes(it));
        } catch (ErrnoException | ConfException none) {
            // as without the file
            return;
        }
    }

    /** What counts as yes in a configuration. */
    public static boolean isYes(String value) {
        return !value.isEmpty() && "yYtT1".indexOf(value.charAt(0)) >= 0;
    }

    private void check() throws IOException, Quit {
        int number = 0;
        for (Entry each : entries) {
            number++;
            if (each.type() != 'R' && !each.revoked().isEmpty()) {
                throw app.fail("entry " + number + ": not revoked yet, but has a revocation date");
            }
            if (each.type() == 'R' && each.revoked().isEmpty()) {
                throw app.fail("entry " + number + ": bad revocation date");
            }
            if (each.expires().length() != 13 && each.expires().length() != 15) {
                throw app.fail("entry " + number + ": invalid expiry date");
            }
            if (each.serial().length() % 2 != 0) {
                throw app.fail("entry " + number + ": bad serial number length ("
                        + each.serial().length() + ")");
            }
            if (!each.serial().toUpperCase(Locale.ROOT).matches("[0-9A-F]+")) {
                throw app.fail("entry " + number + ": bad char 0"
                        + Integer.toOctalString(each.serial().charAt(0)) + " '"
                        + each.serial().charAt(0) + "' in serial number");
            }
        }
    }

    /** All entries in their order. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Whether no two valid certificates may have the same subject. */
    public boolean isUnique() {
        return unique;
    }

    /** The entry of a serial number in hexadecimal digits. */
    public Optional<Entry> bySerial(String serial) {
        return entries.stream().filter(it -> it.serial().equals(serial)).findFirst();
    }

    /** The valid entry of a subject. */
    public Optional<Entry> bySubject(String subject) {
        return entries.stream()
                .filter(it -> it.type() == 'V' && it.subject().equals(subject))
                .findFirst();
    }

    /** One more. */
    public void add(Entry entry) {
        entries.add(entry);
    }

    /** Puts an entry in the place of the one with the same serial number. */
    public void replace(Entry entry) {
        entries.replaceAll(it -> it.serial().equals(entry.serial()) ? entry : it);
    }

    /**
     * Marks what is past its time.
     *
     * @param now {@code YYMMDDHHMMSSZ}
     * @return how many there are
     */
    public int expire(String now) {
        int count = 0;
        for (Entry each : entries()) {
            if (each.type() == 'V' && century(each.expires()).compareTo(century(now)) <= 0) {
                replace(each.expired());
                count++;
            }
        }
        return count;
    }

    private static String century(String time) {
        return time.length() == 15 ? time : (time.compareTo("5") < 0 ? "20" : "19") + time;
    }

    /** Writes it; what was there before is kept with the ending {@code .old}. */
    public void save() throws IOException, Quit {
        StringBuilder text = new StringBuilder();
        entries.forEach(it -> text.append(it.line()).append('\n'));
        rotate(path, text.toString());
        rotate(path + ".attr", "unique_subject = " + (unique ? "yes" : "no") + "\n");
    }

    private void rotate(String name, String text) throws IOException, Quit {
        FileAccess files = app.process().files();
        try {
            if (files.exists(name)) {
                files.rename(name, name + ".old");
            }
            files.writeAll(name, text.getBytes(StandardCharsets.UTF_8));
        } catch (ErrnoException e) {
            app.files().fileError(e.errno(), name + ".new", "w");
            app.errors().print();
            throw app.fail("Unable to open '" + name + ".new'");
        }
    }
}
