package postroom.labs.debian.debconf;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code debconf-show(1)}: what a package has asked and been answered; a star for what somebody has seen. */
public final class DebconfShow implements Program {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final String USAGE = """
            Usage:\040
                debconf-show packagename [...] [--db=dbname]
                debconf-show --listowners [--db=dbname]
                debconf-show --listdbs
            """;

    @Override
    public int run(Process process) throws IOException {
        List<String> packages =
                process.arguments().stream().filter(it -> !it.startsWith("-")).toList();
        List<String> options =
                process.arguments().stream().filter(it -> it.startsWith("-")).toList();
        for (String option : options) {
            if (!option.equals("--listowners") && !option.equals("--listdbs") && !option.startsWith("--db=")) {
                process.err().println("Unknown option: " + option.replaceFirst("^-+", ""));
                process.err().print(USAGE);
                return 1;
            }
        }
        if (options.contains("--listdbs")) {
            process.out().println("configdb").println("configdb/config").println("configdb/passwords");
            return 0;
        }
        if (packages.isEmpty() && !options.contains("--listowners")) {
            process.err().print(USAGE);
            return 1;
        }
        warnOfPasswords(process);
        DebconfDatabase database = DebconfDatabase.read(process.files());
        if (options.contains("--listowners")) {
            Set<String> owners = new LinkedHashSet<>();
            database.questions()
                    .forEach(it -> owners.addAll(List.of(it.line("Owners").split(", "))));
            for (String owner : owners) {
                process.out().println(owner);
            }
            return 0;
        }
        Map<String, Template> templates = Template.installed(process.files());
        for (String each : packages) {
            for (Stanza question : database.ownedBy(each)) {
                boolean seen = question.line("Flags").contains("seen");
                process.out()
                        .println((seen ? "* " : "  ") + filled(question.line("Name"), question) + ":"
                                + value(question, templates.get(question.line("Template"))));
            }
        }
        return 0;
    }

    static void warnOfPasswords(Process process) throws IOException {
        if (!process.files().allows(DebconfDatabase.PASSWORDS, 4)) {
            process.err()
                    .println("debconf: DbDriver \"passwords\" warning: could not open " + DebconfDatabase.PASSWORDS
                            + ": Permission denied");
        }
    }

    private static String value(Stanza question, Template template) {
        String standard = template == null ? "" : template.standard();
        String value = question.get("Value").orElse(standard);
        return value.isEmpty() ? "" : " " + value;
    }

    /** Names may hold variables of the question. */
    private static String filled(String text, Stanza question) {
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(found -> {
            String wanted = found.group(1) + " = ";
            String all = question.fields().getOrDefault("Variables", "");
            return Matcher.quoteReplacement(all.lines()
                    .map(String::strip)
                    .filter(it -> it.startsWith(wanted))
                    .map(it -> it.substring(wanted.length()))
                    .findFirst()
                    .orElse(""));
        });
    }
}
