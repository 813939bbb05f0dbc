package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.time.Instant;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code date(1)}: shows the lab's time. */
final class Date extends GnuProgram {
    Date() {
        super(
                "d:f:I::r:Rs:u",
                "date=",
                "d",
                "file=",
                "f",
                "iso-8601==",
                "I",
                "reference=",
                "r",
                "rfc-2822",
                "R",
                "rfc-email",
                "R",
                "rfc-822",
                "R",
                "rfc-3339=",
                "3339",
                "set=",
                "s",
                "universal",
                "u",
                "uct",
                "u",
                "utc",
                "u");
    }

    @Override
    protected int run(Call call) throws IOException {
        Instant now = call.process().host().clock().instant();
        Instant shown = now;
        if (call.has("r")) {
            String file = call.value("r", "");
            try {
                shown = call.files().stat(file).mtime();
            } catch (ErrnoException e) {
                throw Failure.of(1, Quoting.name(file) + ": " + e.getMessage());
            }
        } else if (call.has("d", "s")) {
            String given = call.value("d", call.value("s", ""));
            shown = DateText.parse(given, now)
                    .orElseThrow(() -> Failure.of(1, "invalid date " + Quoting.locale(given)));
        }
        String format = format(call);
        if (call.has("s")) {
            call.complain("cannot set date: " + Errno.EPERM.text());
        }
        call.print(StrfTime.format(format, shown) + "\n");
        return 0;
    }

    private static String format(Call call) {
        for (String each : call.operands()) {
            if (!each.startsWith("+")) {
                throw call.operands().size() > 1
                        ? Failure.usage("extra operand "
                                + Quoting.locale(call.operands().get(1)))
                        : Failure.of(1, "invalid date " + Quoting.locale(each));
            }
        }
        call.atMost(1);
        if (!call.operands().isEmpty()) {
            return call.operands().get(0).substring(1);
        }
        if (call.has("R")) {
            return "%a, %d %b %Y %H:%M:%S %z";
        }
        if (call.has("I")) {
            return iso(call.value("I", null) == null ? "date" : call.value("I", null));
        }
        if (call.has("3339")) {
            String precision = call.value("3339", "");
            return precision.startsWith("d") ? "%F" : precision.startsWith("n") ? "%F %T.%N%:z" : "%F %T%:z";
        }
        return "%a %b %e %H:%M:%S %Z %Y";
    }

    private static String iso(String precision) {
        for (String[] each : new String[][] {
            {"date", "%F"},
            {"hours", "%FT%H%:z"},
            {"minutes", "%FT%R%:z"},
            {"seconds", "%FT%T%:z"},
            {"ns", "%FT%T,%N%:z"}
        }) {
            if (each[0].startsWith(precision)) {
                return each[1];
            }
        }
        throw Failure.usage("invalid argument " + Quoting.locale(precision) + " for " + Quoting.locale("--iso-8601"));
    }
}
