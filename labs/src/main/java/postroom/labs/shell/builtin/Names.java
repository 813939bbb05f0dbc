package postroom.labs.shell.builtin;

/** What is a name to the shell. */
final class Names {
    private Names() {}

    static boolean isIdentifier(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_]*");
    }
}
