package postroom.labs.debian.swaks;

import java.io.IOException;
import postroom.labs.host.Process;

/** What swaks prints, each line behind a hint: {@code ===} information, {@code ***} errors, {@code ->} sent, {@code <-} received. */
final class Transcript {
    private final Process process;
    private final SwaksOptions options;
    private final int silent;
    private boolean errorSeen;
    private boolean tls;

    Transcript(Process process, SwaksOptions options) {
        this.process = process;
        this.options = options;
        String level = options.value("silent", "0");
        this.silent = level.matches("[0-9]{1,6}") ? Integer.parseInt(level) : 1;
    }

    /** From now on the arrows are those of TLS. */
    void encrypted() {
        tls = true;
    }

    void info(String message) throws IOException {
        print(false, options.has("hide-informational"), hint("info", "==="), message, false);
    }

    void error(String message) throws IOException {
        print(true, false, hint("info", "***"), message, true);
    }

    void sent(String message, boolean brief) throws IOException {
        String text = brief ? message.split("\n").length + " lines sent" : message;
        print(false, options.has("hide-send"), hint("send", tls ? " ~>" : " ->"), text, false);
    }

    void received(String message, boolean failed) throws IOException {
        String good = tls ? "<~ " : "<- ";
        String bad = tls ? "<~*" : "<**";
        print(failed, options.has("hide-receive"), hint("receive", failed ? bad : good), message, false);
    }

    private String hint(String kind, String sign) {
        boolean none = options.has("no-" + kind + "-hints") || !kind.equals("info") && options.has("no-hints");
        return none ? "" : sign + " ";
    }

    private void print(boolean failed, boolean hidden, String hint, String message, boolean err) throws IOException {
        if (hidden || options.has("hide-all") || silent >= 3 || silent == 2 && !failed) {
            return;
        }
        if (silent == 1 && !errorSeen) {
            if (!failed) {
                return;
            }
            errorSeen = true;
        }
        String text = hint + message.replace("\n", "\n" + hint) + "\n";
        if (err) {
            process.out().flush();
            process.err().print(text);
        } else {
            process.out().print(text.replace("\r", "")).flush();
        }
    }
}
