package postroom.labs.debian.dovecot.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.io.ErrnoException;

/** Reads configuration files as Dovecot's config process does (config-parser). */
final class ConfigReader {
    private static final int DEEPEST = 20;
    private static final int MOST_LINES = 20_000;
    private static final Pattern VARIABLE = Pattern.compile("(?<![^ ])\\$([A-Za-z0-9_]+)");

    private record Open(Section section, String file, int line) {}

    private final ConfigFiles source;
    private final Map<String, byte[]> read = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int lines;
    private int depth;

    ConfigReader(ConfigFiles source) {
        this.source = source;
    }

    /** Reads a file and what it includes, on top of the services that are always there. */
    DovecotConfig read(String file) throws ConfigException {
        Section root = Section.outermost();
        open.push(new Open(root, file, 0));
        parse("services.conf", SettingsTable.resource("services.conf"));
        try {
            byte[] content = source.read(file);
            read.put(file, content);
            parse(file, new String(content, UTF_8));
        } catch (ErrnoException e) {
            throw new ConfigException(file, "Couldn't open: " + e.errno().text());
        }
        Open last = open.peek();
        Optional<String> unclosed = open.size() == 1
                ? Optional.empty()
                : Optional.of("Missing '}' (section started at " + last.file + ":" + last.line + ")");
        return new DovecotConfig(file, root, read, warnings, unclosed);
    }

    /** The configuration of somebody who has no files. */
    static DovecotConfig nothing() throws ConfigException {
        ConfigReader reader = new ConfigReader(ConfigFiles.kept(Map.of("", new byte[0])));
        return reader.read("");
    }

    private void parse(String file, String text) throws ConfigException {
        int number = 0;
        StringBuilder pending = new StringBuilder();
        for (String each : text.split("\n", -1)) {
            number++;
            if (++lines > MOST_LINES) {
                throw new ConfigException(file, number, "Line too long");
            }
            int here = number;
            String line = ConfigLine.withoutComment(
                            each,
                            () -> warnings.add("Configuration file " + file + " line "
                                    + here + ": Ambiguous '#' character in line, treating it as comment. "
                                    + "Add a space before it to remove this warning."))
                    .stripTrailing();
            if (line.endsWith("\\")) {
                pending.append(line.substring(0, line.length() - 1).stripTrailing())
                        .append(' ');
                continue;
            }
            take(file, number, ConfigLine.parse(pending + line));
            pending.setLength(0);
        }
    }

    private void take(String file, int number, ConfigLine line) throws ConfigException {
        switch (line.what()) {
            case NOTHING -> {}
            case VALUE -> set(file, number, line);
            case BEGIN -> begin(file, number, line.key(), line.value());
            case END -> {
                if (open.size() == 1) {
                    throw new ConfigException(file, number, "Unexpected '}'");
                }
                open.pop();
            }
            case INCLUDE, INCLUDE_TRY -> include(file, number, line);
            case BAD -> throw new ConfigException(file, number, line.value());
        }
    }

    private void set(String file, int number, ConfigLine line) throws ConfigException {
        Section section = open.peek().section;
        if (SettingsTable.isFree(section.kind())) {
            section.set(line.key(), expanded(section, line), file + " line " + number);
            return;
        }
        Optional<Setting> setting = SettingsTable.DOVECOT.find(section.isFilter() ? "" : section.kind(), line.key());
        if (setting.isEmpty()) {
            throw unknown(file, number, line.key());
        }
        try {
            String value = expanded(section, line);
            section.set(
                    line.key(),
                    setting.get().type().canonical(value, setting.get().choices()),
                    file + " line " + number);
        } catch (SettingType.BadValue bad) {
            throw new ConfigException(file, number, bad.getMessage());
        }
    }

    /** {@code $name} stands for what has been said about that setting so far. */
    private String expanded(Section section, ConfigLine line) {
        if (line.quoted() || line.value().indexOf('$') < 0) {
            return line.value();
        }
        Matcher matcher = VARIABLE.matcher(line.value());
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            Optional<String> said =
                    section.said(name).or(() -> open.peekLast().section.said(name));
            String otherwise = name.equals(line.key()) ? section.get(name) : matcher.group();
            matcher.appendReplacement(out, Matcher.quoteReplacement(said.orElse(otherwise)));
        }
        matcher.appendTail(out);
        return out.toString();
    }

    private void begin(String file, int number, String type, String name) throws ConfigException {
        Section parent = open.peek().section;
        boolean filter = DovecotConfig.FILTERS.contains(type) && (parent.kind().isEmpty() || parent.isFilter());
        String kind = filter ? type : parent.kind().isEmpty() || parent.isFilter() ? type : parent.kind() + "/" + type;
        if (!filter && SettingsTable.DOVECOT.section(kind).isEmpty()) {
            open.push(new Open(new Section(type, name, kind), file, number));
            throw unknown(file, number, type);
        }
        boolean listed = name.isEmpty() && !SettingsTable.isFree(kind);
        Optional<Section> existing = listed ? Optional.empty() : parent.section(type, name);
        Section section = existing.orElseGet(() -> {
            Section fresh = new Section(type, name, kind);
            parent.sections().add(fresh);
            return fresh;
        });
        open.push(new Open(section, file, number));
    }

    private ConfigException unknown(String file, int number, String key) {
        StringBuilder path = new StringBuilder();
        open.descendingIterator().forEachRemaining(each -> {
            if (!each.section.type().isEmpty() && !each.section.isFilter()) {
                path.append(each.section.type()).append(" { ");
            }
        });
        return new ConfigException(file, number, "Unknown setting: " + path + key);
    }

    private void include(String file, int number, ConfigLine line) throws ConfigException {
        String pattern = line.value().startsWith("/")
                ? line.value()
                : file.substring(0, file.lastIndexOf('/') + 1) + line.value();
        boolean must = line.what() == ConfigLine.What.INCLUDE;
        try {
            List<String> found = source.match(pattern);
            if (found.isEmpty() && must) {
                throw new ConfigException(file, number, "No matches");
            }
            for (String each : found) {
                if (++depth > DEEPEST) {
                    throw new ConfigException(file, number, "Recursive include file: " + each);
                }
                included(file, number, each, must);
                depth--;
            }
        } catch (ErrnoException e) {
            throw new ConfigException(
                    file, number, "glob() failed: " + e.errno().text());
        }
    }

    private void included(String file, int number, String path, boolean must) throws ConfigException {
        byte[] content;
        try {
            content = source.read(path);
        } catch (ErrnoException e) {
            if (must) {
                throw new ConfigException(
                        file,
                        number,
                        "Couldn't open include file " + path + ": " + e.errno().text());
            }
            return;
        }
        read.put(path, content);
        parse(path, new String(content, UTF_8));
    }
}
