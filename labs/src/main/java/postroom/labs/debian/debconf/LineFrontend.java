package postroom.labs.debian.debconf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.host.Process;

/** Questions line by line: the frontends Readline and Teletype. */
final class LineFrontend implements Frontend {
    private static final int LONGEST = 4096;

    private final Process process;
    private final InputStream in;
    private final int columns;
    private final boolean ornaments;
    private String title = "";
    private boolean titled = true;

    LineFrontend(Process process, InputStream in, int columns, boolean ornaments) {
        this.process = process;
        this.in = in;
        this.columns = columns;
        this.ornaments = ornaments;
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public void title(String newTitle) {
        titled = newTitle.equals(title) && titled;
        title = newTitle;
    }

    @Override
    public boolean ask(Question question) throws IOException {
        boolean tells =
                List.of("note", "error", "text").contains(question.template().type());
        heading();
        if (tells) {
            say(question.description());
        }
        say(question.extended());
        if (tells) {
            return true;
        }
        List<String> choices = question.choices();
        boolean choice = question.template().type().equals("select");
        if (choice) {
            menu(choices);
        }
        while (true) {
            Optional<String> line = prompt(question);
            if (line.isEmpty()) {
                return true; // the end of the input: everything stays as it is
            }
            Optional<String> value = value(question, line.get(), choices);
            process.out().println();
            if (value.isPresent()) {
                question.value(value.get());
                return true;
            }
        }
    }

    private void heading() throws IOException {
        if (!titled && !title.isEmpty()) {
            process.out().println(title).println("-".repeat(title.length())).println();
            titled = true;
        }
    }

    private void say(String text) throws IOException {
        if (!text.isEmpty()) {
            for (String line : Wrap.lines(text, columns)) {
                process.out().println(line);
            }
            process.out().println();
        }
    }

    /** The numbered choices: in a line if they fit, else one below the other. */
    private void menu(List<String> choices) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < choices.size(); i++) {
            line.append("  ").append(i + 1).append(". ").append(choices.get(i));
        }
        if (line.length() < columns) {
            process.out().println(line.toString());
            return;
        }
        for (int i = 0; i < choices.size(); i++) {
            process.out().println("  " + (i + 1) + ". " + choices.get(i));
        }
    }

    private Optional<String> prompt(Question question) throws IOException {
        boolean yesNo = question.template().type().equals("boolean");
        String text = question.description() + (yesNo ? " [yes/no] " : " ");
        process.out().print(ornaments ? "\u001b[4m" + text + "\u001b[24m\u001b[1m" : text);
        process.out().flush();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        if (c < 0) {
            process.out().println();
            return Optional.empty();
        }
        while (c >= 0 && c != '\n') {
            if (line.size() < LONGEST) {
                line.write(c);
            }
            c = in.read();
        }
        if (ornaments) {
            process.out().print("\u001b[0m\u001b[0m");
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8).strip());
    }

    private static Optional<String> value(Question question, String answer, List<String> choices) {
        String lower = answer.toLowerCase(Locale.ROOT);
        switch (question.template().type()) {
            case "boolean":
                return lower.isEmpty()
                        ? Optional.empty()
                        : "yes".startsWith(lower) || lower.equals("true")
                                ? Optional.of("true")
                                : "no".startsWith(lower) || lower.equals("false")
                                        ? Optional.of("false")
                                        : Optional.empty();
            case "select":
                if (answer.matches("[0-9]{1,4}")) {
                    int number = Integer.parseInt(answer);
                    return number >= 1 && number <= choices.size()
                            ? Optional.of(choices.get(number - 1))
                            : Optional.empty();
                }
                List<String> meant = choices.stream()
                        .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(lower))
                        .toList();
                return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
            default:
                return Optional.of(answer);
        }
    }
}
