package postroom.labs.shell;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import postroom.labs.shell.builtin.Strftime;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.QuotedText;
import postroom.labs.shell.syntax.SyntaxError;

/** Makes prompts of PS1, PS2 and PS4. Source: bash(1), PROMPTING. */
final class PromptText {
    private final Shell shell;
    /** As it was when the shell began: bash does not ask again. */
    private final String host;

    PromptText(Shell shell) {
        this.shell = shell;
        this.host = shell.process().host().name();
    }

    /** The text, its backslashes and expansions replaced; {@code \[} and {@code \]} become U+0001 and U+0002. */
    String expand(String template) {
        String decoded = decode(template);
        if (!shell.option("promptvars")) {
            return decoded.replaceAll("\\\\(.)", "$1");
        }
        int status = shell.status();
        try {
            return shell.expander().quotedText(QuotedText.parse(decoded, shell.syntax()));
        } catch (SyntaxError | ShellError e) {
            shell.complain(e.getMessage());
            return decoded;
        } finally {
            shell.status(status);
        }
    }

    private String decode(String template) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at++);
            if (c != '\\' || at == template.length()) {
                out.append(c);
                continue;
            }
            char kind = template.charAt(at++);
            if (kind == 'D' && at < template.length() && template.charAt(at) == '{') {
                int end = template.indexOf('}', at);
                if (end > 0) {
                    String format = template.substring(at + 1, end);
                    out.append(quoted(Strftime.format(format.isEmpty() ? "%X" : format, now())));
                    at = end + 1;
                    continue;
                }
            }
            if (kind >= '0' && kind <= '7') {
                int value = 0;
                int digits = 0;
                at--;
                while (digits++ < 3
                        && at < template.length()
                        && template.charAt(at) >= '0'
                        && template.charAt(at) <= '7') {
                    value = value * 8 + template.charAt(at++) - '0';
                }
                out.append((char) (value & 0xFF));
                continue;
            }
            out.append(replacement(kind));
        }
        return out.toString();
    }

    /** Values are text: what looks like an expansion in a folder's name is none. */
    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("$", "\\$").replace("`", "\\`");
    }

    private ZonedDateTime now() {
        return shell.process().host().clock().instant().atZone(ZoneOffset.UTC);
    }

    private String replacement(char kind) {
        return switch (kind) {
            case 'u' -> quoted(user());
            case 'h' -> quoted(host.contains(".") ? host.substring(0, host.indexOf('.')) : host);
            case 'H' -> quoted(host);
            case 'w' -> quoted(folder());
            case 'W' -> quoted(lastFolder());
            case '$' -> shell.process().who().isRoot() ? "#" : "\\$";
            case 't' -> Strftime.format("%H:%M:%S", now());
            case 'T' -> Strftime.format("%I:%M:%S", now());
            case '@' -> Strftime.format("%I:%M %p", now());
            case 'A' -> Strftime.format("%H:%M", now());
            case 'd' -> Strftime.format("%a %b %d", now());
            case 'j' -> Integer.toString(shell.jobs().all().size());
            case 'l' ->
                shell.process()
                        .terminal()
                        .map(t -> t.device().replaceFirst(".*/", ""))
                        .orElse("tty");
            case 's' -> quoted(shell.zero().replaceFirst(".*/", ""));
            case 'v' -> "5.2";
            case 'V' -> "5.2.15";
            case '!' -> Integer.toString(shell.history().next());
            case '#' -> Integer.toString(shell.history().next());
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 'e' -> "\u001b";
            case 'a' -> "\u0007";
            case '[' -> "\u0001";
            case ']' -> "\u0002";
            case '\\' -> "\\\\";
            default -> "\\\\" + kind;
        };
    }

    private String user() {
        return shell.process().host().accounts().userName(shell.process().who().uid());
    }

    private String folder() {
        String pwd = shell.variables().get("PWD").orElse(shell.process().cwd());
        String home = shell.variables().get("HOME").orElse("");
        boolean within = home.length() > 1 && (pwd.equals(home) || pwd.startsWith(home + "/"));
        String shown = within ? "~" + pwd.substring(home.length()) : pwd;
        String trim = shell.variables().get("PROMPT_DIRTRIM").orElse("");
        if (trim.matches("[1-9][0-9]?")) {
            String[] parts = shown.split("/");
            int keep = Integer.parseInt(trim);
            if (parts.length > keep + 1) {
                String tail = String.join("/", java.util.Arrays.copyOfRange(parts, parts.length - keep, parts.length));
                return (within ? "~/" : "") + ".../" + tail;
            }
        }
        return shown;
    }

    private String lastFolder() {
        String folder = folder();
        if (folder.equals("~") || folder.equals("/")) {
            return folder;
        }
        return folder.substring(folder.lastIndexOf('/') + 1);
    }
}
