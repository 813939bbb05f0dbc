package postroom.labs.debian.postfix.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.table.AliasSource;
import postroom.labs.debian.postfix.table.DbFile;
import postroom.labs.debian.postfix.table.LookupTable;
import postroom.labs.debian.postfix.table.MapSource;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.debian.postfix.table.TableFiles;
import postroom.labs.debian.postfix.table.Tables;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** What postmap(1) and postalias(1) do with a table: make it, ask it, list it, change it. */
final class TableTool {
    private final Process process;
    private final Tool tool;
    private final boolean aliases;
    private Parameters parameters;
    private boolean ownMode;

    TableTool(Process process, Tool tool, boolean aliases) {
        this.process = process;
        this.tool = tool;
        this.aliases = aliases;
    }

    int run(String letters, Fatal usage) throws IOException {
        List<String> names = new ArrayList<>();
        char mode = 'm';
        String key = "";
        boolean incremental = false;
        boolean quiet = false;
        for (Tool.Option option : tool.options(process.arguments(), letters, usage)) {
            switch (option.letter()) {
                case 'c' -> tool.directory(option.value());
                case 'd', 'q' -> {
                    mode = option.letter();
                    key = option.value();
                }
                case 's' -> mode = 's';
                case 'i', 'r' -> incremental = true;
                case 'w' -> quiet = true;
                case 'p' -> ownMode = true;
                case 0 -> names.add(option.value());
                default -> {
                    // Folding and terminators are as they are by default
                }
            }
        }
        parameters = tool.unchecked(Map.of());
        if (names.isEmpty() && !(mode == 'm' && aliases)) {
            throw usage;
        }
        int status = mode == 'q' || mode == 'd' ? 1 : 0;
        for (String name : names) {
            String spec =
                    name.matches("[a-z][a-z0-9_-]*:.*") ? name : parameters.get("default_database_type") + ":" + name;
            switch (mode) {
                case 'q' -> status = Math.min(status, ask(spec, key));
                case 'd' -> status = Math.min(status, delete(spec, key));
                case 's' -> list(spec);
                default -> make(spec, incremental, quiet);
            }
            if (status == 0 && mode == 'q' && !key.equals("-")) {
                break;
            }
        }
        if (names.isEmpty()) {
            throw usage;
        }
        return status;
    }

    private TableFiles files() {
        return new TableFiles() {
            @Override
            public byte[] read(String path) throws ErrnoException {
                return process.files().readAll(path);
            }

            @Override
            public Object version(String path) {
                return "";
            }

            @Override
            public Optional<Accounts.User> user(String name) {
                return process.host().accounts().user(name);
            }

            @Override
            public Optional<Accounts.Group> group(String name) {
                return process.host().accounts().group(name);
            }

            @Override
            public Map<String, String> environment() {
                return process.environment();
            }
        };
    }

    /** Opens a table; what a daemon would only log ends a command. */
    private LookupTable open(String spec) {
        String[] reason = {null};
        Msg strict = (severity, text) -> {
            if (severity == Msg.Severity.ERROR) {
                reason[0] = text;
            } else {
                tool.report(severity, text);
            }
        };
        LookupTable table = new Tables(files(), strict).open(spec);
        if (reason[0] != null && !spec.startsWith("fail:")) {
            throw new Fatal(reason[0].replaceAll("\\. Is the postfix-.* package installed\\?$", ""));
        }
        return table;
    }

    private int ask(String spec, String key) throws IOException {
        LookupTable table = open(spec);
        List<String> keys = key.equals("-")
                ? new String(process.in().readAllBytes(), UTF_8).lines().toList()
                : List.of(key);
        int status = 1;
        for (String each : keys) {
            try {
                Optional<String> value = table.find(each);
                if (value.isPresent()) {
                    tool.print(key.equals("-") ? each + "\t" + value.get() : value.get());
                    status = 0;
                }
            } catch (TableError e) {
                throw new Fatal("table " + spec + ": query error: Application error");
            }
        }
        return status;
    }

    private void list(String spec) throws IOException {
        LookupTable table = open(spec);
        String type = spec.substring(0, spec.indexOf(':'));
        Map<String, String> entries;
        String path = spec.substring(type.length() + 1);
        if (type.equals("hash") || type.equals("btree")) {
            entries = entries(path + ".db");
        } else if (type.equals("texthash")) {
            entries = MapSource.parse(path, Text.of(files().read(path)), Msg.SILENT);
        } else {
            throw new Fatal("table " + table.name() + ": sequence operation is not supported");
        }
        for (Map.Entry<String, String> each : entries.entrySet()) {
            tool.print((aliases ? each.getKey() + ":" : each.getKey()) + "\t" + each.getValue());
        }
    }

    private Map<String, String> entries(String path) throws ErrnoException {
        return DbFile.decode(files().read(path))
                .orElseThrow(() -> new Fatal("open database " + path + ": Invalid argument"));
    }

    private int delete(String spec, String key) throws IOException {
        String type = spec.substring(0, spec.indexOf(':'));
        requireDb(type);
        String path = spec.substring(type.length() + 1) + ".db";
        open(spec);
        Map<String, String> entries = new LinkedHashMap<>(entries(path));
        if (entries.remove(key.toLowerCase(java.util.Locale.ROOT)) == null) {
            return 1;
        }
        write(path, DbFile.encode(type.equals("btree"), entries), 0644);
        return 0;
    }

    private static void requireDb(String type) {
        if (type.equals("hash") || type.equals("btree")) {
            return;
        }
        boolean known = Tables.TYPES.contains(type);
        throw new Fatal("unsupported dictionary type: " + type
                + (known
                        ? " does not support bulk-mode creation."
                        : ". Is the postfix-" + type + " package installed?"));
    }

    private void make(String spec, boolean incremental, boolean quiet) throws IOException {
        String type = spec.substring(0, spec.indexOf(':'));
        String path = spec.substring(type.length() + 1);
        String text;
        requireDb(type);
        try {
            text = incremental
                    ? Text.of(process.in().readAllBytes())
                    : Text.of(process.files().readAll(path));
        } catch (ErrnoException e) {
            throw new Fatal("open " + path + ": " + e.getMessage());
        }
        // The database is opened before the text is read: who may not write it learns that first
        requireWritable(path + ".db");
        Msg msg = quiet
                ? (severity, line) -> {
                    if (!line.contains("duplicate entry")) {
                        tool.report(severity, line);
                    }
                }
                : tool;
        Map<String, String> entries = aliases ? AliasSource.parse(path, text, msg) : MapSource.parse(path, text, msg);
        if (incremental && process.files().exists(path + ".db")) {
            Map<String, String> all = new LinkedHashMap<>(entries(path + ".db"));
            all.putAll(entries);
            entries = all;
        }
        if (aliases) {
            entries.put(
                    "yp_last_modified".toUpperCase(java.util.Locale.ROOT),
                    Long.toString(process.host().clock().instant().getEpochSecond()));
            entries.put("YP_MASTER_NAME", parameters.get("myhostname"));
            entries.put("@", "@");
        }
        write(path + ".db", DbFile.encode(type.equals("btree"), entries), incremental ? 0644 : mode(path));
    }

    private void requireWritable(String path) {
        String folder = path.contains("/") ? path.substring(0, Math.max(1, path.lastIndexOf('/'))) : ".";
        boolean may = process.files().exists(path)
                ? process.files().allows(path, 2)
                : process.files().allows(folder, 3);
        if (!may) {
            Errno why = process.files().exists(folder) ? Errno.EACCES : Errno.ENOENT;
            throw new Fatal("open " + path + ": " + why.text());
        }
    }

    /** Who may read the source may read the table, and nobody else: passwords lie in some. */
    private int mode(String source) throws ErrnoException {
        return ownMode ? 0644 : 0600 | process.files().stat(source).mode() & 0044;
    }

    private void write(String path, byte[] bytes, int mode) {
        try {
            boolean there = process.files().exists(path);
            process.files().writeAll(path, bytes);
            if (!there) {
                process.files().chmod(path, mode);
            }
        } catch (ErrnoException e) {
            throw new Fatal("open " + path + ": " + e.getMessage());
        }
    }
}
