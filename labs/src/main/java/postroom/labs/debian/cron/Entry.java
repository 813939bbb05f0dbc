package postroom.labs.debian.cron;

import java.util.Map;
import postroom.labs.host.Accounts;

/**
 * A line of a crontab that says what to run.
 *
 * @param user in whose name
 * @param environment what the lines before it have set, and what cron adds; {@code X-Cron-Env} lists it in this order
 * @param command with its {@code %}
 */
record Entry(Schedule schedule, Accounts.User user, Map<String, String> environment, String command) {

    /** The command proper, up to the first {@code %} that no backslash guards; {@code \%} is a {@code %} there. */
    String program() {
        return split()[0];
    }

    /** What the command gets on standard input; empty if there is none. */
    String input() {
        String rest = split()[1];
        StringBuilder out = new StringBuilder();
        boolean escaped = false;
        boolean needsLineFeed = false;
        for (char c : rest.toCharArray()) {
            char written = c;
            if (escaped) {
                out.append(c == '%' ? "" : "\\");
            } else if (c == '%') {
                written = '\n';
            }
            escaped = written == '\\';
            if (!escaped) {
                out.append(written);
                needsLineFeed = written != '\n';
            }
        }
        out.append(escaped ? "\\" : "").append(needsLineFeed ? "\n" : "");
        return out.toString();
    }

    private String[] split() {
        StringBuilder out = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (!escaped && c == '%') {
                return new String[] {out.toString(), command.substring(i + 1)};
            }
            if (escaped && (c == '%' || c == '\\')) {
                out.setLength(out.length() - 1);
            }
            out.append(c);
            escaped = !escaped && c == '\\';
        }
        return new String[] {out.toString(), ""};
    }
}
