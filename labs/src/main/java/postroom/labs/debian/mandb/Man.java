package postroom.labs.debian.mandb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.gnu.Running;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.io.BytesInput;
import postroom.labs.io.Terminal;

/** {@code man(1)}: shows a page of the manual, at a terminal by the screen. */
final class Man extends GetoptProgram {
    private static final int NOT_FOUND = 16;

    /** The second half of the prompt, in less's own language. */
    private static final String POSITION =
            " ?ltline %lt?L/%L.:byte %bB?s/%s..?e (END):?pB %pB\\%.. (press h for help or q to quit)";

    private static final Getopt OPTIONS = new Getopt(
            "+fkKlwWcaS:s:e:iIuP:r:7E:p:tT::H::X::Z?VC:dDL:m:M:R:",
            "whatis",
            "f",
            "apropos",
            "k",
            "where",
            "w",
            "path",
            "w",
            "location",
            "w",
            "all",
            "a",
            "sections=",
            "s",
            "pager=",
            "P",
            "prompt=",
            "r",
            "nj",
            "nj",
            "no-justification",
            "nj",
            "nh",
            "nh",
            "no-hyphenation",
            "nh",
            "help",
            "?",
            "version",
            "V");

    Man() {
        super(OPTIONS);
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().println("Try 'man --help' or 'man --usage' for more information.");
        return 1;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("?")) {
            process.out().print(HelpText.of("man-db/man"));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().print("man 2.11.2\n");
            return 0;
        }
        if (parsed.has("f") || parsed.has("k")) {
            List<String> command = new ArrayList<>(List.of(parsed.has("k") ? "apropos" : "whatis"));
            command.addAll(parsed.operands());
            return Running.run(process, command);
        }
        return pages(process, parsed);
    }

    private static int pages(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.operands().isEmpty()) {
            process.err().println("What manual page do you want?\nFor example, try 'man man'.");
            return 1;
        }
        List<String> sections = new ArrayList<>();
        String given = parsed.value("s", parsed.value("S", ""));
        if (!given.isEmpty()) {
            sections.addAll(Arrays.asList(given.split("[:,]")));
        }
        int status = 0;
        String section = "";
        List<String> words = parsed.operands();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean last = i + 1 == words.size();
            if (sections.isEmpty() && Manual.isSection(word) && !last) {
                section = word;
                continue;
            }
            List<ManPage> found = Manual.find(
                    process, withoutSection(word), wanted(word, section.isEmpty() ? sections : List.of(section)));
            if (found.isEmpty()) {
                process.out().flush();
                process.err()
                        .println("No manual entry for " + word + (section.isEmpty() ? "" : " in section " + section));
                status = NOT_FOUND;
                if (words.size() == 1 && Manual.isSection(word)) {
                    process.err()
                            .println("(Alternatively, what manual page do you want from section " + word
                                    + "?)\nFor example, try 'man man'.");
                    return 1;
                }
            } else {
                show(process, parsed, parsed.has("a") ? found : found.subList(0, 1));
            }
        }
        return status;
    }

    /** {@code postconf.5} and {@code postconf(5)} name a page and its section, too. */
    private static List<String> wanted(String word, List<String> sections) {
        return withoutSection(word).equals(word) ? sections : List.of(word.replaceAll("^.*[.(]([0-9])\\)?$", "$1"));
    }

    private static String withoutSection(String word) {
        return Manual.all().stream().anyMatch(it -> it.name().equals(word))
                ? word
                : word.replaceFirst("(\\.[0-9]|\\([0-9]\\))$", "");
    }

    private static void show(Process process, Getopt.Parsed parsed, List<ManPage> pages) throws IOException {
        Optional<Terminal> terminal = process.fd(1).terminal();
        for (ManPage page : pages) {
            if (parsed.has("w")) {
                process.out().println(page.path());
                continue;
            }
            int columns = columns(process, terminal);
            // As man does: 78 columns for anything near 80, else a fortieth less than there are.
            int width = columns >= 66 && columns <= 80 ? 78 : columns * 39 / 40;
            String text = String.join("\n", new ManFormatter(width, terminal.isPresent()).format(page)) + "\n";
            if (terminal.isPresent()) {
                page(process, parsed, page.title(), text);
            } else {
                process.out().write(Text.bytes(text));
            }
        }
    }

    private static int columns(Process process, Optional<Terminal> terminal) {
        for (String variable : List.of("MANWIDTH", "COLUMNS")) {
            String value = process.environment().getOrDefault(variable, "");
            if (value.matches("[1-9][0-9]{0,3}")) {
                return Integer.parseInt(value);
            }
        }
        return terminal.map(Terminal::columns).orElse(80);
    }

    /** Through {@code $MANPAGER}, {@code $PAGER} or {@code pager}, with the prompt that names the page. */
    private static void page(Process process, Getopt.Parsed parsed, String title, String text) throws IOException {
        String command = parsed.value(
                "P",
                process.environment()
                        .getOrDefault("MANPAGER", process.environment().getOrDefault("PAGER", "pager")));
        Process child = process.fork();
        child.fd(0, new BytesInput(Text.bytes(text)));
        String prompt = parsed.value("r", " Manual page " + title.replace(".", "\\.") + POSITION);
        child.start(it -> {
            it.environment().put("LESS", "-ix8RmPm" + prompt + "$PM" + prompt + "$");
            it.environment().put("MAN_PN", title);
            return it.exec("/usr/bin/sh", List.of("sh", "-c", command));
        });
        process.waitFor(child, false);
    }
}
