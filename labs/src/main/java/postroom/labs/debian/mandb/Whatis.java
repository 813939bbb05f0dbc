package postroom.labs.debian.mandb;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.host.Process;

/** {@code whatis(1)} and, by its other name, {@code apropos(1)}: the pages of a name, or those that speak of a word. */
final class Whatis extends GetoptProgram {
    private static final Getopt OPTIONS = new Getopt(
            "dvewralC:L:m:M:s:?V",
            "exact",
            "e",
            "regex",
            "r",
            "wildcard",
            "w",
            "and",
            "a",
            "long",
            "l",
            "sections=",
            "s",
            "section=",
            "s",
            "help",
            "?",
            "version",
            "V");

    Whatis() {
        super(OPTIONS);
    }

    @Override
    protected int misused(Process process) throws IOException {
        String name = name(process);
        process.err().println("Try '" + name + " --help' or '" + name + " --usage' for more information.");
        return 1;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        String name = name(process);
        if (parsed.has("?")) {
            process.out().print(HelpText.of("man-db/" + name));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().print(name + " 2.11.2\n");
            return 0;
        }
        String sections = parsed.value("s", "");
        return search(process, name, parsed, sections.isEmpty() ? List.of() : Arrays.asList(sections.split("[:,]")));
    }

    /** The program that this is: its link's name. */
    private static String name(Process process) {
        return process.name().equals("apropos") ? "apropos" : "whatis";
    }

    /** Prints what is found; 16 if nothing is for one of the words. */
    private static int search(Process process, String name, Getopt.Parsed parsed, List<String> sections)
            throws IOException {
        if (parsed.operands().isEmpty()) {
            process.err().println(name + " what?");
            return 1;
        }
        boolean byName = name.equals("whatis");
        int status = 0;
        for (String word : parsed.operands()) {
            Predicate<String> matches = byName || parsed.has("e") ? word::equalsIgnoreCase : matcher(process, word);
            List<ManPage> found = Manual.installed(process).stream()
                    .filter(it -> sections.isEmpty() || sections.contains(it.section()))
                    .filter(it -> matches.test(it.name())
                            || !byName
                                    && (parsed.has("e")
                                            ? Arrays.asList(it.description().split("\\W+"))
                                                    .contains(word)
                                            : matches.test(it.description())))
                    .toList();
            for (ManPage each : found) {
                process.out()
                        .print(String.format(
                                Locale.ROOT,
                                "%-20s - %s\n",
                                each.name() + " (" + each.section() + ")",
                                each.description()));
            }
            if (found.isEmpty()) {
                process.out().flush();
                process.err().println(word + ": nothing appropriate.");
                status = 16;
            }
        }
        return status;
    }

    private static Predicate<String> matcher(Process process, String word) {
        try {
            var pattern = PosixRegex.compile(word.toLowerCase(Locale.ROOT), PosixRegex.Syntax.EXTENDED, 0);
            return text -> pattern.matcher(new Budgeted(text.toLowerCase(Locale.ROOT), process::step))
                    .find();
        } catch (RegexException e) {
            return text -> text.contains(word);
        }
    }
}
