package postroom.labs.debian.postfix.tls;

import java.util.List;
import java.util.Locale;
import postroom.labs.debian.openssl.app.ErrorStack;
import postroom.labs.debian.openssl.app.Reasons;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** OpenSSL's queue of errors, as Postfix logs it ({@code tls_print_errors}). */
public final class LibraryErrors {
    private LibraryErrors() {}

    /** Logs lines. */
    public static void log(Msg msg, List<String> lines) {
        lines.forEach(it -> msg.warning("TLS library problem: " + it));
    }

    /** A file of authorities that cannot be opened. */
    public static List<String> authorities(ErrnoException e, String path) {
        boolean absent = e.errno() == Errno.ENOENT;
        return List.of(
                system(e, path, 67),
                absent
                        ? "error:10000080:BIO routines::no such file:../crypto/bio/bss_file.c:75:"
                        : "error:10080002:BIO routines::system lib:../crypto/bio/bss_file.c:77:",
                "error:05880002:x509 certificate routines::system lib:../crypto/x509/by_file.c:229:");
    }

    /** A file that cannot be opened, by the place in {@code ssl_rsa.c} that wanted it. */
    public static List<String> unopened(ErrnoException e, String path, int line) {
        return List.of(
                system(e, path, 308),
                "error:10080002:BIO routines::system lib:../crypto/bio/bss_file.c:311:",
                "error:0A080002:SSL routines::system lib:../ssl/ssl_rsa.c:" + line + ":");
    }

    private static String system(ErrnoException e, String path, int line) {
        return String.format(
                Locale.ROOT,
                "error:%08X:system library::%s:../crypto/bio/bss_file.c:%d:calling fopen(%s, r):",
                0x80000000 | ErrorStack.number(e.errno()),
                e.errno().text(),
                line,
                path);
    }

    /** An alert that came. */
    public static String alert(int number) {
        int code = 0x0A0003E8 + number;
        return String.format(
                Locale.ROOT,
                "error:%08X:SSL routines::%s:../ssl/record/rec_layer_s3.c:1602:SSL alert number %d:",
                code,
                Reasons.table().reason(code).orElse("reason(" + (1000 + number) + ")"),
                number);
    }
}
