package postroom.labs.debian.curl;

import java.io.IOException;
import postroom.labs.host.Process;

/** The progress meter on standard error; a transfer in the lab is over before it moves. */
final class Meter {
    private static final String HEAD =
            "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
                    + "                                 Dload  Upload   Total   Spent    Left  Speed\n";
    private static final String NOTHING =
            "  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0";

    private final Process process;
    private final CurlOptions options;
    private boolean shown;

    Meter(Process process, CurlOptions options) {
        this.process = process;
        this.options = options;
    }

    /** Shows it, unless what comes goes to the terminal itself. */
    void begin(boolean download) throws IOException {
        boolean file = options.has("output") || options.has("remote-name");
        boolean terminal = !file && process.fd(1).terminal().isPresent();
        shown = !options.has("silent") && !options.has("no-progress-meter") && !(download && terminal);
        if (shown) {
            process.err().print(HEAD + "\r" + NOTHING);
        }
    }

    void end() throws IOException {
        if (shown) {
            process.err().print("\r" + NOTHING + "\n");
        }
    }

    void fail(int status) throws IOException {
        if (shown && status != 6) {
            process.err().print("\r" + NOTHING + "\n");
        }
    }
}
