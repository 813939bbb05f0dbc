package postroom.labs.shell.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The menu of {@code select}. */
final class SelectMenu {
    private SelectMenu() {}

    static Optional<String> ask(Shell shell, List<String> choices, boolean menu) throws IOException {
        StringBuilder text = new StringBuilder();
        if (menu) {
            int width = Integer.toString(choices.size()).length();
            for (int i = 0; i < choices.size(); i++) {
                text.append(String.format("%" + width + "d) %s%n", i + 1, choices.get(i)));
            }
        }
        text.append(shell.variables().get("PS3").orElse("#? "));
        shell.err(text.toString());
        return LineInput.line(shell.process(), 0).map(String::strip);
    }

    static String chosen(List<String> choices, String reply) {
        if (reply.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(reply);
            if (number >= 1 && number <= choices.size()) {
                return choices.get(number - 1);
            }
        }
        return "";
    }
}
