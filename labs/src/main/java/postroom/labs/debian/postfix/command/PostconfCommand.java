package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import postroom.labs.debian.postfix.bounce.Templates;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MacroExpander;
import postroom.labs.debian.postfix.config.MainCf;
import postroom.labs.debian.postfix.config.MasterCf;
import postroom.labs.debian.postfix.config.NameValue;
import postroom.labs.debian.postfix.config.ParameterTable;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.ServiceParameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.master.Configuration;
import postroom.labs.debian.postfix.table.Tables;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code postconf(1)}: shows and changes parameters and services. */
final class PostconfCommand implements Program {
    private static final String USAGE = "usage: postconf [-a (server SASL types)] [-A (client SASL types)] [-b (bounce"
            + " templates)] [-c config_dir] [-c param_class] [-d (parameter defaults)] [-e (edit configuration)] [-f"
            + " (fold lines)] [-F (master.cf fields)] [-h (no names)] [-H (no values)] [-l (lock types)] [-m (map"
            + " types)] [-M (master.cf)] [-n (non-default parameters)] [-o name=value (override parameter value)] [-p"
            + " (main.cf, default)] [-P (master.cf parameters)] [-t (bounce templates)] [-T"
            + " compile-version|run-version|public-key-algorithms] [-v (verbose)] [-x (expand parameter values)] [-X"
            + " (exclude)] [-# (comment-out)] [name...]";

    /** They have defaults of their own, and yet belong to the service {@code local}. */
    private static final Set<String> OF_LOCAL =
            Set.of("local_destination_concurrency_limit", "local_destination_recipient_limit");

    private static final Set<String> CLASSES = Set.of("builtin", "service", "user", "all");

    @Override
    public int run(Process process) throws IOException {
        Tool tool = new Tool(process, "postconf", null, false);
        return tool.run(it -> new Run(process, it).run());
    }

    /** One run of the command. */
    private static final class Run {
        private final Process process;
        private final Tool tool;
        private final Set<Character> flags = new TreeSet<>();
        private final Map<String, String> overrides = new HashMap<>();
        private final List<String> names = new ArrayList<>();
        private boolean failed;
        private String version = "";
        private String paramClass = "all";

        Run(Process process, Tool tool) {
            this.process = process;
            this.tool = tool;
        }

        int run() throws IOException {
            for (Tool.Option option :
                    tool.options(process.arguments(), "aAbc:C:deEfFhHlmMno:pPtT:vxX#", new Fatal(USAGE))) {
                switch (option.letter()) {
                    case 'c' -> tool.directory(option.value());
                    case 'C' -> paramClass = option.value();
                    case 'o' -> {
                        override(option.value());
                        flags.add('o');
                    }
                    case 'T' -> {
                        version = option.value();
                        flags.add('T');
                    }
                    case 0 -> names.add(option.value());
                    default -> flags.add(option.letter());
                }
            }
            boolean edits = names.stream().anyMatch(each -> each.indexOf('=') >= 0);
            if (edits && flags.stream().noneMatch(each -> "aAbdlmtTX#".indexOf(each) >= 0)) {
                flags.add('e');
            }
            if (edits && has('M') || edits && has('F') || edits && has('P')) {
                flags.add('e');
            }
            PostconfOptions.check(flags);
            checkClass();
            if (fixedLists()) {
                return failed ? 1 : 0;
            }
            if (names.isEmpty() && has('e')) {
                throw new Fatal("-e requires name=value argument");
            }
            if (names.isEmpty() && (has('X') || has('#'))) {
                throw new Fatal("missing service argument");
            }
            if (has('M') || has('F') || has('P')) {
                return new PostconfMaster(process, tool, flags, names, overrides).run();
            }
            if (has('e')) {
                new MainCfEditor(process, tool.directory()).set(names);
                return 0;
            }
            if (has('X') || has('#')) {
                new MainCfEditor(process, tool.directory()).remove(names, has('#'));
                return 0;
            }
            show();
            return 0;
        }

        private void checkClass() {
            for (String each : paramClass.split("[, \t]+")) {
                if (!CLASSES.contains(each)) {
                    throw new Fatal("unknown -C option value \"" + each + "\" in \"" + paramClass + "\"");
                }
            }
        }

        private boolean isIn(String name) {
            return paramClass.equals("all") || List.of(paramClass.split("[, \t]+")).contains(name);
        }

        private boolean has(char flag) {
            return flags.contains(flag);
        }

        private void override(String setting) {
            if (setting.indexOf('=') < 0) {
                throw new Fatal("invalid parameter override: " + setting + ": missing '=' after attribute name");
            }
            NameValue pair = NameValue.parse(setting, "");
            overrides.put(pair.name(), pair.value());
        }

        private boolean fixedLists() throws IOException {
            if (!version.isEmpty()) {
                switch (version) {
                    case "compile-version" -> tool.print("OpenSSL 3.0.11 19 Sep 2023");
                    case "run-version" -> tool.print("OpenSSL 3.0.22 25 Aug 2026");
                    case "public-key-algorithms" -> print(List.of("dsa", "ecdsa", "rsa"));
                    default -> tool.warning("unknown 'postconf -T' mode: " + version);
                }
            } else if (has('m')) {
                print(Tables.TYPES);
            } else if (has('l')) {
                print(List.of("flock", "fcntl", "dotlock"));
            } else if (has('a')) {
                print(List.of("cyrus", "dovecot"));
            } else if (has('A')) {
                print(List.of("cyrus"));
            } else if (has('t') || has('b')) {
                templates();
            } else {
                return false;
            }
            return true;
        }

        /** {@code -b} fills the texts in, {@code -t} shows them as they are; the program that knows them is bounce(8). */
        private void templates() throws IOException {
            Tool bounce = new Tool(process, "postfix/bounce", null, false);
            bounce.directory(tool.directory());
            int status = bounce.run(it -> {
                String file = names.isEmpty() ? it.unchecked(Map.of()).get("bounce_template_file") : names.get(0);
                Templates texts = Templates.of(process.files(), file);
                process.out().print(has('t') ? texts.asTheyAre() : texts.filledIn(it.unchecked(Map.of())));
                return 0;
            });
            failed |= status != 0;
        }

        private void print(List<String> lines) throws IOException {
            for (String each : lines) {
                tool.print(each);
            }
        }

        private void show() throws IOException {
            MainCf main = has('d') ? MainCf.empty(tool.directory() + "/main.cf") : tool.main();
            Optional<MasterCf> master = master();
            Parameters parameters = Configuration.parameters(process.host(), process.files(), main, overrides, tool);
            Map<String, String> dynamic = master.map(ServiceParameters::of).orElse(Map.of());
            Set<String> all = new TreeSet<>();
            if (isIn("builtin")) {
                all.addAll(ParameterTable.all().keySet());
                all.removeAll(OF_LOCAL);
            }
            if (isIn("service")) {
                all.addAll(dynamic.keySet());
                all.addAll(OF_LOCAL);
            }
            List<String> unused = has('d') ? List.of() : UnusedParameters.warnings(main, master);
            if (isIn("user")) {
                all.addAll(ownNames(main, dynamic.keySet(), unused));
            }
            for (String name : names) {
                if (!all.contains(name)) {
                    tool.warning(name + ": unknown parameter");
                }
            }
            for (String name : names.isEmpty() ? all : names) {
                boolean isSet = main.raw(name).isPresent() || overrides.containsKey(name);
                if (all.contains(name) && (!has('n') || isSet)) {
                    show(name, parameters, dynamic);
                }
            }
            process.out().flush();
            unused.forEach(tool::warning);
            if (!has('d') && master.isPresent()) {
                UnusedParameters.ofServices(main, master.get()).forEach(tool::warning);
            }
        }

        /** Names that only main.cf defines, and something uses. */
        private static Set<String> ownNames(MainCf main, Set<String> dynamic, List<String> unused) {
            Set<String> own = new TreeSet<>(main.values().keySet());
            own.removeAll(ParameterTable.all().keySet());
            own.removeAll(dynamic);
            String mark = ": unused parameter: ";
            unused.stream()
                    .filter(line -> line.contains(mark))
                    .forEach(line -> own.remove(
                            line.substring(line.indexOf(mark) + mark.length()).split("=", 2)[0]));
            return own;
        }

        private Optional<MasterCf> master() {
            String path = tool.directory() + "/master.cf";
            String text;
            try {
                text = Text.of(process.files().readAll(path));
            } catch (ErrnoException e) {
                if (e.errno() == Errno.ENOENT) {
                    tool.warning("open " + path + ": " + e.getMessage());
                    return Optional.empty();
                }
                throw new Fatal("open " + path + ": " + e.getMessage());
            }
            return Optional.of(MasterCf.parseForPostconf(
                    text, line -> new Fatal("file " + path + ": line " + line.last() + ": bad field count")));
        }

        private void show(String name, Parameters parameters, Map<String, String> dynamic) throws IOException {
            String raw = parameters
                    .raw(name)
                    .or(() -> Optional.ofNullable(dynamic.get(name)))
                    .orElse("");
            if (name.equals("process_name")) {
                raw = "postconf";
            } else if (name.equals("process_id")) {
                raw = Integer.toString(process.pid());
            }
            String value = has('x') ? expanded(raw, parameters) : raw;
            if (has('H')) {
                tool.print(name);
            } else if (has('h')) {
                tool.print(value);
            } else {
                tool.print(fold((name + " = " + value).stripTrailing()));
            }
        }

        private String expanded(String raw, Parameters parameters) {
            try {
                return new MacroExpander(parameters::raw, tool::warning, true).expand(raw);
            } catch (MacroExpander.Broken broken) {
                throw new Fatal("macro processing error");
            }
        }

        /** {@code -f}: long lines are broken at white space, and go on behind four blanks. */
        private String fold(String line) {
            return has('f') ? Fold.line(line) : line;
        }
    }
}
