package postroom.labs.shell.run;

import java.io.IOException;
import postroom.labs.shell.syntax.ByteText;

/** What a shell says, and what stands before it: its name or script and the line, as bash or as dash writes them. */
final class Messages {
    private final Shell shell;
    private boolean dash;
    private boolean complained;

    Messages(Shell shell) {
        this.shell = shell;
    }

    /** For a forked shell. */
    void inherit(Messages parent) {
        dash = parent.dash;
    }

    void dash(boolean on) {
        dash = on;
    }

    boolean isDash() {
        return dash;
    }

    void out(String text) throws IOException {
        byte[] bytes = ByteText.encode(text);
        shell.process().out().write(bytes, 0, bytes.length);
    }

    void err(String text) throws IOException {
        shell.process().out().flush();
        byte[] bytes = ByteText.encode(text);
        shell.process().err().write(bytes, 0, bytes.length);
        shell.process().err().flush();
    }

    void say(String text) {
        try {
            err(text + "\n");
        } catch (IOException nowhere) {
            shell.process().err().discard();
        }
    }

    /** Whether there was a complaint since this was asked last. */
    boolean takeComplained() {
        boolean was = complained;
        complained = false;
        return was;
    }

    void complainAt(int line, String message) {
        complained = true;
        if (dash) {
            String words = DashMessages.of(message);
            if (words.isEmpty()) {
                return;
            }
            boolean bare = words.startsWith(DashMessages.BARE);
            say(bare ? words.substring(1) : name() + ": " + Math.max(1, line) + ": " + words);
            return;
        }
        String where = shell.mode().interactive() || line <= 0 ? "" : "line " + line + ": ";
        say(name() + ": " + where + message);
    }

    /** The shell or script that complains. */
    String name() {
        return shell.mode().interactive()
                ? shell.zero()
                : shell.calls().source().orElse(shell.zero());
    }

    /** What stands before the messages of a program that could not be started. */
    String prefix() {
        int line = shell.line();
        return name() + ": " + (dash ? line + ": " : shell.mode().interactive() ? "" : "line " + line + ": ");
    }

    /** What a shell says of a command that is not there. */
    String notFound(String name) {
        if (shell.variables().get("PATH").orElse("").isEmpty() && !dash) {
            return name + ": No such file or directory";
        }
        if (!dash) {
            return name + ": command not found";
        }
        return (shell.interpreter().inEval() ? "eval: " : "") + name + ": not found";
    }
}
