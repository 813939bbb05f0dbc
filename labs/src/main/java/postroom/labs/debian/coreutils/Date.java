package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.ArgMatch;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.DateText;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.debian.gnu.TimeZone;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code date(1)}: shows the lab's time. */
final class Date extends GnuProgram {
    private static final Pattern STAMP = Pattern.compile("([0-9]{8})([0-9]{2}|[0-9]{4})?((?:\\.[0-9]{2})?)");

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
                "resolution",
                "resolution",
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
        TimeZone zone = call.has("u")
                ? TimeZone.UTC
                : TimeZone.of(call.process().environment().get("TZ"));
        Instant now = call.process().host().clock().instant();
        long sources =
                List.of("d", "f", "r", "resolution").stream().filter(call::has).count();
        if (sources > 1) {
            throw Failure.usage("the options to specify dates for printing are mutually exclusive");
        }
        if (sources > 0 && call.has("s")) {
            throw Failure.usage("the options to print and set the time may not be used together");
        }
        String format = format(call);
        if (call.has("f")) {
            return dates(call, format, now, zone);
        }
        String stamp = call.operands().stream()
                .filter(it -> !it.startsWith("+"))
                .findFirst()
                .orElse(null);
        Instant shown = now;
        if (call.has("resolution")) {
            call.print("0.000000001\n");
            return 0;
        } else if (call.has("r")) {
            String file = call.value("r", "");
            try {
                shown = call.files().stat(file).mtime();
            } catch (ErrnoException e) {
                throw Failure.of(1, Quoting.name(file) + ": " + e.getMessage());
            }
        } else if (call.has("d", "s")) {
            String given = call.value("d", call.value("s", ""));
            shown = DateText.parse(given, now, zone)
                    .orElseThrow(() -> Failure.of(1, "invalid date " + Quoting.locale(given)));
        } else if (stamp != null) {
            // MMDDhhmm[[CC]YY][.ss], where touch has the year first
            java.util.regex.Matcher m = STAMP.matcher(stamp);
            String turned = m.matches() ? (m.group(2) == null ? "" : m.group(2)) + m.group(1) + m.group(3) : "";
            shown = DateText.stamp(turned, now)
                    .orElseThrow(() -> Failure.of(1, "invalid date " + Quoting.locale(stamp)));
        }
        if (call.has("s") || stamp != null) {
            call.complain("cannot set date: " + Errno.EPERM.text());
        }
        call.print(StrfTime.format(format, shown, zone) + "\n");
        return 0;
    }

    private static int dates(Call call, String format, Instant now, TimeZone zone) throws IOException {
        String file = call.value("f", "");
        try (Input in = Input.open(call.process(), file)) {
            for (String line = in.text(); line != null; line = in.text()) {
                Optional<Instant> date = DateText.parse(line, now, zone);
                if (date.isPresent()) {
                    call.print(StrfTime.format(format, date.get(), zone) + "\n");
                } else {
                    call.complain("invalid date " + Quoting.locale(line));
                }
            }
        } catch (ErrnoException e) {
            throw Failure.of(1, Quoting.name(file) + ": " + e.getMessage());
        }
        return 0;
    }

    private static String format(Call call) {
        call.atMost(1);
        String format = call.operands().isEmpty() ? "" : call.operands().get(0);
        if (format.startsWith("+")) {
            return format.substring(1);
        }
        if (!format.isEmpty() && call.has("d", "f", "r", "s")) {
            throw Failure.usage("the argument " + Quoting.locale(format) + " lacks a leading '+';\n"
                    + "when using an option to specify date(s), any non-option\n"
                    + "argument must be a format string beginning with '+'");
        }
        if (call.has("R")) {
            return "%a, %d %b %Y %H:%M:%S %z";
        }
        if (call.has("I")) {
            return iso(call.value("I", null) == null ? "date" : call.value("I", null));
        }
        if (call.has("3339")) {
            String precision = ArgMatch.choose("--rfc-3339", call.value("3339", ""), "date", "seconds", "ns");
            return precision.startsWith("d") ? "%F" : precision.startsWith("n") ? "%F %T.%N%:z" : "%F %T%:z";
        }
        return "%a %b %e %H:%M:%S %Z %Y";
    }

    private static String iso(String precision) {
        return switch (ArgMatch.choose("--iso-8601", precision, "hours", "minutes", "date", "seconds", "ns")) {
            case "hours" -> "%FT%H%:z";
            case "minutes" -> "%FT%R%:z";
            case "seconds" -> "%FT%T%:z";
            case "ns" -> "%FT%T,%N%:z";
            default -> "%F";
        };
    }
}
