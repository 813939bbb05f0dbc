package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.help.HelpText;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** The commands that change how the session goes: variables, aliases, field lists, conditions, files of commands. */
final class Settings {
    private final Session session;

    Settings(Session session) {
        this.session = session;
    }

    // ---- variables and the environment ----------------------------------------------------------------

    int set(List<String> argv) throws IOException {
        if (argv.size() < 2) {
            String list = session.variables().list();
            session.show(list, (int) list.chars().filter(it -> it == '\n').count());
            return 0;
        }
        for (String each : argv.subList(1, argv.size())) {
            try {
                session.variables().assign(each);
            } catch (Variables.Unfit e) {
                session.complain(e.getMessage());
            }
            if (each.startsWith("screen=")) {
                session.page().refresh();
            }
        }
        return 0;
    }

    int unset(List<String> argv) throws IOException {
        if (argv.size() < 2) {
            return set(argv);
        }
        argv.subList(1, argv.size()).forEach(session.variables()::unset);
        return 1;
    }

    int variable(List<String> argv) throws IOException {
        StringBuilder all = new StringBuilder();
        List<String> sections =
                Arrays.asList(HelpText.of("mailutils/mail.variables").split("\n\n"));
        List<String> wanted = argv.subList(1, argv.size());
        for (String name : wanted) {
            Optional<String> section = sections.stream()
                    .filter(it ->
                            Arrays.asList(it.split("\n", 2)[0].split(", ")).contains(name))
                    .findFirst();
            all.append(section.map(this::valued).orElse(name + ": unknown\n"));
        }
        if (wanted.isEmpty()) {
            sections.forEach(it -> all.append(valued(it)));
        }
        session.show(all.toString(), session.screenLines() + 1);
        return 0;
    }

    /** The section of the help on variables with the value of now. */
    private String valued(String section) {
        String name = section.split("[,\n]", 2)[0];
        StringBuilder text = new StringBuilder();
        for (String line : section.split("\n")) {
            if (line.startsWith("Current value: ")) {
                String value = session.variables().shown(name, "[not set]");
                text.append("Current value: ")
                        .append(value)
                        .append(line.endsWith(" [read-only]") ? " [read-only]" : "");
            } else {
                text.append(wrapped(line, session.screenColumns() - 2));
            }
            text.append('\n');
        }
        return text.append('\n').toString();
    }

    private static String wrapped(String line, int width) {
        String rest = line;
        StringBuilder text = new StringBuilder();
        while (rest.length() > width && rest.lastIndexOf(' ', width) > 0) {
            int blank = rest.lastIndexOf(' ', width);
            text.append(rest, 0, blank).append('\n');
            rest = rest.substring(blank + 1);
        }
        return text.append(rest).toString();
    }

    int setenv(List<String> argv) throws IOException {
        if (argv.size() == 1) {
            for (var each : session.process().environment().entrySet()) {
                session.println(each.getKey() + "=" + each.getValue());
            }
        }
        for (String each : argv.subList(1, argv.size())) {
            int equals = each.indexOf('=');
            session.process()
                    .environment()
                    .put(equals < 0 ? each : each.substring(0, equals), equals < 0 ? "" : each.substring(equals + 1));
        }
        return 0;
    }

    int chdir(List<String> argv) throws IOException {
        if (argv.size() > 2) {
            return 1;
        }
        String folder = argv.size() == 2 ? session.folders().file(argv.get(1)) : session.home();
        try {
            session.process().chdir(folder);
            return 0;
        } catch (ErrnoException e) {
            session.complain("chdir(" + folder + ") failed: " + e.getMessage());
            return 1;
        }
    }

    int echo(List<String> argv) throws IOException {
        if (argv.size() > 1) {
            String text = String.join(" ", argv.subList(1, argv.size()));
            session.print(expanded(text) + (text.endsWith("\n") ? "" : "\n"));
        }
        return 0;
    }

    private String expanded(String text) {
        return java.util.regex.Pattern.compile("\\$(?:\\{([A-Za-z_]\\w{0,99})\\}|([A-Za-z_]\\w{0,99}))")
                .matcher(text)
                .replaceAll(it -> java.util.regex.Matcher.quoteReplacement(session.process()
                        .environment()
                        .getOrDefault(it.group(1) == null ? it.group(2) : it.group(1), "")));
    }

    // ---- aliases and field lists ----------------------------------------------------------------------

    int alias(List<String> argv) throws IOException {
        if (argv.size() == 1) {
            for (String each : session.aliases().names()) {
                session.println(session.aliases().shown(each).orElse(""));
            }
        } else if (argv.size() == 2) {
            Optional<String> shown = session.aliases().shown(argv.get(1));
            if (shown.isEmpty()) {
                session.complain("\"" + argv.get(1) + "\": not a group");
            } else {
                session.println(shown.get());
            }
        } else {
            session.aliases().add(argv.get(1), argv.subList(2, argv.size()));
        }
        return 0;
    }

    int unalias(List<String> argv) throws IOException {
        if (argv.size() == 1) {
            session.complain("unalias requires at least one argument");
            return 1;
        }
        argv.subList(1, argv.size()).forEach(session.aliases()::remove);
        return 0;
    }

    int alternates(List<String> argv) throws IOException {
        if (argv.size() == 1) {
            session.println(session.user());
        }
        return 0;
    }

    int retain(List<String> argv) throws IOException {
        return list(argv, FieldLists.Kind.RETAINED);
    }

    int ignore(List<String> argv) throws IOException {
        return list(argv, FieldLists.Kind.IGNORED);
    }

    int unfold(List<String> argv) throws IOException {
        return list(argv, FieldLists.Kind.UNFOLDED);
    }

    int sender(List<String> argv) throws IOException {
        return list(argv, FieldLists.Kind.SENDER);
    }

    private int list(List<String> argv, FieldLists.Kind kind) throws IOException {
        List<String> names = session.fields().of(kind);
        if (argv.size() > 1) {
            names.addAll(argv.subList(1, argv.size()));
        } else if (names.isEmpty()) {
            session.println(kind.whenEmpty());
        } else {
            for (String each : names) {
                session.println(each);
            }
        }
        return 0;
    }

    int noUnfold(List<String> argv) throws IOException {
        if (argv.size() == 1) {
            return list(argv, FieldLists.Kind.UNFOLDED);
        }
        argv.subList(1, argv.size()).forEach(it -> session.fields().remove(FieldLists.Kind.UNFOLDED, it));
        return 0;
    }

    int noSender(List<String> argv) throws IOException {
        if (argv.size() == 1) {
            session.fields().of(FieldLists.Kind.SENDER).clear();
            session.println(FieldLists.Kind.SENDER.whenEmpty());
        }
        argv.subList(1, argv.size()).forEach(it -> session.fields().remove(FieldLists.Kind.SENDER, it));
        return 0;
    }

    // ---- files of commands ----------------------------------------------------------------------------

    int condition(List<String> argv) throws IOException {
        if (argv.size() != 2) {
            session.complain("if requires an argument: s | r | t");
            return 1;
        }
        boolean holds;
        String mode = session.variables().text("mode").orElse("");
        switch (argv.get(1)) {
            case "s":
                holds = mode.equals("send");
                break;
            case "r":
                holds = mode.equals("read");
                break;
            case "t":
                holds = session.process().fd(1).terminal().isPresent();
                break;
            default:
                session.complain("Valid if arguments are: s | r | t");
                return 1;
        }
        boolean outer = session.conditions().isEmpty() || session.conditions().peek();
        session.conditions().push(outer && holds);
        return 0;
    }

    int otherwise(List<String> argv) throws IOException {
        if (session.conditions().isEmpty()) {
            session.complain("else without matching if");
            return 1;
        }
        boolean held = session.conditions().pop();
        boolean outer = session.conditions().isEmpty() || session.conditions().peek();
        session.conditions().push(outer ? !held : held);
        return 0;
    }

    int endif(List<String> argv) throws IOException {
        if (session.conditions().isEmpty()) {
            session.complain("endif without matching if");
            return 1;
        }
        session.conditions().pop();
        return 1;
    }

    int source(List<String> argv) throws IOException {
        if (argv.size() != 2) {
            session.complain("source requires a single argument");
            return 1;
        }
        String text;
        try {
            text = Text.of(session.process().files().readAll(argv.get(1)));
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                session.complain("Cannot open `" + argv.get(1) + "': " + e.getMessage());
            }
            return 1;
        }
        boolean was = session.isInteractive();
        session.interactive(false);
        Iterator<String> lines = text.lines().iterator();
        session.commands().loop(() -> lines.hasNext() ? Optional.of(lines.next().stripTrailing()) : Optional.empty());
        session.interactive(was);
        return 0;
    }
}
