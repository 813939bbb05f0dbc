package postroom.labs.shell.run;

/** bash's messages in dash's words, as far as they differ: {@code sh} is dash on Debian. Source: recordings of dash 0.5.12. */
final class DashMessages {
    private DashMessages() {}

    static String of(String message) {
        if (message.startsWith("cd: ") && message.endsWith(": No such file or directory")) {
            return "cd: can't cd to " + message.substring(4, message.length() - ": No such file or directory".length());
        }
        if (message.endsWith(": unbound variable")) {
            return message.replace(": unbound variable", ": parameter not set");
        }
        if (message.endsWith(": bad substitution")) {
            return "Bad substitution";
        }
        if (message.endsWith(": command not found")) {
            return message.replace(": command not found", ": not found");
        }
        return message.startsWith("-c: ") ? message.substring(4) : message;
    }
}
