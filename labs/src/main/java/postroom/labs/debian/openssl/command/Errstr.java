package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Reasons;
import postroom.labs.debian.openssl.app.SystemErrors;

/** {@code openssl errstr}: what the numbers of errors mean. */
final class Errstr implements Command {
    /** As far as {@code sscanf(3)} reads it. */
    private static final Pattern HEX = Pattern.compile("(?:0[xX])?([0-9a-fA-F]{1,8})");

    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.given();
        int status = 0;
        for (String each : given.rest()) {
            Matcher digits = HEX.matcher(each);
            if (!digits.lookingAt()) {
                status++;
                continue;
            }
            int code = Integer.parseUnsignedInt(digits.group(1), 16);
            if (code < 0) {
                app.out()
                        .println(String.format(Locale.ROOT, "error:%08X:system library::", code)
                                + SystemErrors.text(code & 0x7FFFFFFF));
                continue;
            }
            Reasons table = Reasons.table();
            String library = table.library(code).orElse("lib(" + (code >>> 23) + ")");
            String reason = table.reason(code).orElse("reason(" + (code & 0x7FFFFF) + ")");
            app.out().println(String.format(Locale.ROOT, "error:%08X:%s::%s", code, library, reason));
        }
        return status;
    }
}
