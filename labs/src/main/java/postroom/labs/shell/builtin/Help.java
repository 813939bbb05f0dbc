package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.pattern.Pattern;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code help}: how the builtins are called. */
final class Help implements Builtin {
    private static final int MOST = 128;
    private static final int USUAL = 80;
    private static final int NARROWEST = 8;
    private static final String INTRODUCTION = """
            These shell commands are defined internally.  Type `help' to see this list.
            Type `help name' to find out more about the function `name'.
            Use `info bash' to find out more about the shell in general.
            Use `man -k' or `info' to find out more about commands not in this list.

            A star (*) next to a name means that the command is disabled.

            """;
    private static final String IMPLEMENTATION = """
                Copyright (C) 2022 Free Software Foundation, Inc.
                License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>

            \
            """;

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String synopsis() {
        return "help [-dms] [pattern ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "dms", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty()) {
            return overview(shell);
        }
        if (operands.stream().anyMatch(Help::isPattern)) {
            shell.out(
                    (operands.size() == 1 ? "Shell commands matching keyword `" : "Shell commands matching keywords `")
                            + String.join(", ", operands) + "'\n\n");
        }
        List<HelpTopics.Topic> topics = HelpTopics.all();
        boolean any = false;
        for (String operand : operands) {
            for (HelpTopics.Topic topic : matching(topics, operand)) {
                any = true;
                print(shell, topic, options.get());
            }
        }
        if (!any) {
            String last = operands.get(operands.size() - 1);
            shell.complain("help: no help topics match `" + last + "'.  Try `help help' or `man -k " + last
                    + "' or `info " + last + "'.");
            return 1;
        }
        return 0;
    }

    private static boolean isPattern(String operand) {
        return operand.indexOf('*') >= 0
                || operand.indexOf('?') >= 0
                || operand.indexOf('[') >= 0 && operand.indexOf(']') > operand.indexOf('[');
    }

    private static void print(Shell shell, HelpTopics.Topic topic, OptionScan options) throws IOException {
        if (options.has('d')) {
            shell.out(topic.name() + " - " + topic.summary() + "\n");
        } else if (options.has('m')) {
            shell.out("NAME\n    " + topic.name() + " - " + topic.summary() + "\n\nSYNOPSIS\n    " + topic.synopsis()
                    + "\n\nDESCRIPTION\n" + topic.text() + "\nSEE ALSO\n    bash(1)\n\n"
                    + "IMPLEMENTATION\n    GNU bash, version "
                    + shell.variables().get("BASH_VERSION").orElse("") + " (x86_64-pc-linux-gnu)\n" + IMPLEMENTATION);
        } else if (options.has('s')) {
            shell.out(topic.name() + ": " + topic.synopsis() + "\n");
        } else {
            shell.out(topic.name() + ": " + topic.synopsis() + "\n" + topic.text());
        }
    }

    /** The topic of that name, or else all that begin so, or match the pattern. */
    private static List<HelpTopics.Topic> matching(List<HelpTopics.Topic> topics, String operand) {
        List<HelpTopics.Topic> exact =
                topics.stream().filter(each -> each.name().equals(operand)).toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        Pattern pattern = Pattern.compile(operand);
        return topics.stream()
                .filter(each -> pattern.matches(each.name()) || each.name().startsWith(operand))
                .toList();
    }

    private static int overview(Shell shell) throws IOException {
        shell.out("GNU bash, version " + shell.variables().get("BASH_VERSION").orElse("") + " (x86_64-pc-linux-gnu)\n"
                + INTRODUCTION);
        int width = Math.min(MOST, columns(shell) / 2);
        List<HelpTopics.Topic> topics = HelpTopics.all();
        int height = (topics.size() + 1) / 2;
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder(cell(topics.get(i), width - 1));
            if (i + height < topics.size()) {
                line.append(" ".repeat(Math.max(0, width - line.length())))
                        .append(cell(topics.get(i + height), width - 2));
            }
            shell.out(line + "\n");
        }
        return 0;
    }

    private static int columns(Shell shell) {
        String columns = shell.variables().get("COLUMNS").orElse("");
        return columns.matches("[1-9][0-9]{0,4}") ? Math.max(NARROWEST, Integer.parseInt(columns)) : USUAL;
    }

    /** The right column is one narrower than the left. */
    private static String cell(HelpTopics.Topic topic, int width) {
        String text = " " + topic.synopsis();
        return text.length() < width ? text : text.substring(0, width - 1) + ">";
    }
}
