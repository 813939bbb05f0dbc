package postroom.labs.debian.dovecot.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Resolver;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code doveconf(1)}: what Dovecot's configuration says. */
public final class Doveconf implements Program {
    /** What Dovecot and its tools end with when the configuration is bad. */
    public static final int BAD_CONFIGURATION = 89;

    private static final Getopt OPTIONS = new Getopt("ac:df:hm:nNpPs:xwe");
    private static final List<String> FILTERS =
            List.of("protocol", "service", "local_name", "lname", "local", "remote");

    @Override
    public int run(Process process) throws IOException {
        try {
            return show(process, OPTIONS.parse(process.argv()));
        } catch (UsageException e) {
            process.err().println(e.getMessage().replaceFirst("unrecognized option '-.*", "invalid option -- '-'"));
            return BAD_CONFIGURATION;
        }
    }

    private int show(Process process, Getopt.Parsed call) throws IOException {
        if (call.has("e")) {
            return fatal(process, "Missing command for -e");
        }
        String protocol = "";
        for (Getopt.Option each : call.options()) {
            if (!each.is("f")) {
                continue;
            }
            String filter = each.value();
            String name = filter.replaceFirst("=.*", "");
            if (!FILTERS.contains(name)) {
                return fatal(process, "Unknown filter argument: " + filter);
            }
            if (name.equals("protocol")) {
                protocol = filter.substring(filter.indexOf('=') + 1);
            }
        }
        String file = call.value("c", DovecotConfig.FILE);
        boolean changed = call.has("n");
        boolean listing = call.operands().isEmpty();
        if (listing) {
            process.out().println("# " + Release.FULL + ": " + file);
            process.out().flush();
        }
        DovecotConfig config;
        try {
            config = call.has("d") ? ConfigReader.nothing() : read(process, file);
        } catch (ErrnoException e) {
            if (listing) {
                process.out()
                        .println("# Pigeonhole version " + Release.PIGEONHOLE)
                        .flush();
            }
            return fatal(process, "open(" + file + ") failed: " + e.errno().text());
        } catch (ConfigException e) {
            if (listing) {
                process.out()
                        .println("# Pigeonhole version " + Release.PIGEONHOLE)
                        .flush();
            }
            process.err().println("doveconf: Fatal: Error in configuration file " + e.getMessage());
            return BAD_CONFIGURATION;
        }
        if (listing) {
            return list(process, call, config);
        }
        Section usual = defaults();
        for (String name : call.operands()) {
            if (changed
                    && config.root().get(name).equals(usual.get(name))
                    && SettingsTable.DOVECOT.find("", name).isPresent()) {
                continue;
            }
            answer(process, call, config, name, protocol);
        }
        return 0;
    }

    private static DovecotConfig read(Process process, String file) throws IOException, ConfigException {
        if (!process.files().exists(file)) {
            throw new ErrnoException(Errno.ENOENT);
        }
        DovecotConfig config = DovecotConfig.read(ConfigFiles.on(process.files()), file);
        for (String each : config.warnings()) {
            process.err().println("doveconf: Warning: " + each);
        }
        return config;
    }

    private int list(Process process, Getopt.Parsed call, DovecotConfig config) throws IOException {
        process.out().println("# Pigeonhole version " + Release.PIGEONHOLE);
        process.out().println("# OS: " + Release.OS);
        process.out().println("# Hostname: " + canonicalName(process));
        boolean all = call.has("a") || call.has("d") && !call.has("n") && !call.has("N");
        if (!call.has("n") && !call.has("N")) {
            process.out().println("# NOTE: Send doveconf -n output instead when asking for help.");
            all = true;
        }
        ConfigPrinter.Scope scope =
                all ? ConfigPrinter.Scope.ALL : call.has("N") ? ConfigPrinter.Scope.SAID : ConfigPrinter.Scope.CHANGED;
        process.out().print(new ConfigPrinter(scope, call.has("P")).everything(config, defaults()));
        process.out().flush();
        if (call.has("d")) {
            return 0;
        }
        Optional<String> fault = config.unclosed().isPresent() ? Optional.empty() : config.fault();
        if (fault.isPresent()) {
            process.err().println("doveconf: Error: " + fault.get());
        }
        Optional<String> end = config.unclosed().or(() -> fault);
        return end.isEmpty() ? 0 : fatal(process, "Error in configuration file " + config.file() + ": " + end.get());
    }

    private static String canonicalName(Process process) {
        String name = process.host().name();
        return new Resolver(process.host()).aliases(name).stream().findFirst().orElse(name);
    }

    private static Section defaults() {
        try {
            return ConfigReader.nothing().root();
        } catch (ConfigException e) {
            throw new IllegalStateException("the services that Dovecot always has cannot be read", e);
        }
    }

    private static int fatal(Process process, String what) throws IOException {
        process.err().println("doveconf: Fatal: " + what);
        return BAD_CONFIGURATION;
    }

    /** What is asked for by name: a setting, or a path of section types and names, {@code service/imap/process_limit}. */
    private static void answer(Process process, Getopt.Parsed call, DovecotConfig config, String path, String protocol)
            throws IOException {
        String[] word = path.split("/");
        if (word.length == 1 && SettingsTable.DOVECOT.find("", path).isPresent()) {
            value(process, call, path, protocol.isEmpty() ? config.root().get(path) : config.get(path, protocol));
            return;
        }
        List<Section> found = List.of(config.root());
        String outer = "";
        int i = 0;
        while (i < word.length && !found.isEmpty()) {
            String type = word[i];
            List<Section> next = new ArrayList<>();
            found.forEach(it -> next.addAll(it.sections(type)));
            if (next.isEmpty()) {
                break;
            }
            String name = i + 1 < word.length ? word[i + 1] : null;
            outer = i >= 2 ? word[0] : "";
            found = name == null ? next : named(next, name);
            i += 2;
        }
        if (i == word.length - 1 && found.size() == 1) {
            if (SettingsTable.DOVECOT.find(found.get(0).kind(), word[i]).isPresent()) {
                value(process, call, path, found.get(0).get(word[i]));
            }
        } else if (i >= word.length && !found.isEmpty() && i > 0) {
            found = new ArrayList<>(found);
            found.sort((a, b) -> ConfigPrinter.escaped(a.name()).compareTo(ConfigPrinter.escaped(b.name())));
            print(process, call, found, outer);
        }
    }

    private static void print(Process process, Getopt.Parsed call, List<Section> found, String outer)
            throws IOException {
        if (!outer.isEmpty()) {
            process.out().print(new ConfigPrinter(ConfigPrinter.Scope.ALL, call.has("P")).within(outer, found));
            return;
        }
        boolean changed = call.has("n");
        Section usual = defaults();
        for (Section each : found) {
            Optional<Section> same =
                    changed && !each.name().isEmpty() ? usual.section(each.type(), each.name()) : Optional.empty();
            process.out()
                    .print(new ConfigPrinter(
                                    changed ? ConfigPrinter.Scope.CHANGED : ConfigPrinter.Scope.ALL, call.has("P"))
                            .one(each, same));
        }
    }

    private static List<Section> named(List<Section> sections, String name) {
        List<Section> found = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            Section each = sections.get(i);
            String key = each.name().isEmpty() ? Integer.toString(i) : ConfigPrinter.escaped(each.name());
            if (key.equals(name) || each.name().equals(name)) {
                found.add(each);
            }
        }
        return found;
    }

    private static void value(Process process, Getopt.Parsed call, String name, String value) throws IOException {
        String shown = value;
        if (call.has("x") && value.startsWith("<")) {
            try {
                shown = new String(
                        process.files().readAll(value.substring(1)), java.nio.charset.StandardCharsets.UTF_8);
            } catch (ErrnoException e) {
                fatal(
                        process,
                        "Error in configuration file: " + name + ": Can't open file " + value.substring(1) + ": "
                                + e.errno().text());
                return;
            }
        }
        process.out().print(call.has("h") ? shown + "\n" : name + " = " + shown + "\n");
    }
}
