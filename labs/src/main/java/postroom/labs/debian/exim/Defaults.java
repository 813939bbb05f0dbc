package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;

import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** {@code /etc/default/exim4}, as {@code update-exim4defaults --init} makes it. The prose is ours. */
final class Defaults {
    private static final String PATH = "/etc/default/exim4";
    private static final String TEXT = """
            # /etc/default/exim4
            EX4DEF_VERSION=''

            # one daemon that listens and runs the queue
            QUEUERUNNER='combined'
            # how often the queue is run
            QUEUEINTERVAL='30m'
            COMMONOPTIONS=''
            QUEUERUNNEROPTIONS=''
            QFLAGS=''
            SMTPLISTENEROPTIONS=''
            """;

    private Defaults() {}

    static void write(FileAccess files) throws ErrnoException {
        if (!files.exists(PATH)) {
            files.writeAll(PATH, TEXT.getBytes(UTF_8));
        }
    }
}
