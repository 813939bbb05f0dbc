package postroom.labs.debian.openssl.app;

import java.util.Arrays;
import postroom.labs.io.Errno;

/** The numbers of Linux for what can go wrong. */
public final class SystemErrors {
    private SystemErrors() {}

    /** The text of a number. */
    public static String text(int number) {
        return Arrays.stream(Errno.values())
                .filter(it -> ErrorStack.number(it) == number && (number != 5 || it == Errno.EIO))
                .map(Errno::text)
                .findFirst()
                .orElse("Unknown error " + number);
    }
}
