package postroom.labs.debian.coreutils;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;

/** What {@code pr}'s options say of the page, checked. */
final class PrOptions {
    private static final int HEADER = 10;
    private static final Pattern NUMBER = Pattern.compile("([^0-9])?([0-9]{1,3})?");

    final boolean merge;
    final boolean across;
    final boolean headers;
    final boolean feeds;
    final boolean doubled;
    final boolean numbered;
    final boolean joined;
    final boolean quiet;
    final int length;
    final int rows;
    final int width;
    final int margin;
    final int firstNumber;
    final int digits;
    final String numberEnd;
    final String separator;
    final boolean truncates;
    final String title;
    final String dateFormat;
    int columns;

    PrOptions(Call call, int columns) {
        this.columns = columns;
        this.merge = call.has("m");
        this.across = call.has("a");
        this.doubled = call.has("d");
        this.joined = call.has("J");
        this.quiet = call.has("r");
        this.feeds = call.has("f", "F");
        this.length = number(call, "l", "PAGE_LENGTH", "number of lines", 66, 1);
        this.headers = !call.has("t", "T") && length > HEADER;
        int body = headers ? length - HEADER : length;
        this.rows = Math.max(1, doubled ? body / 2 : body);
        this.width = call.has("W")
                ? number(call, "W", "PAGE_WIDTH", "number of characters", 72, 1)
                : number(call, "w", "PAGE_WIDTH", "number of characters", 72, 1);
        this.margin = number(call, "o", "MARGIN", "line offset", 0, 0);
        this.firstNumber = number(call, "N", "NUMBER", "starting line number", 1, 0);
        this.numbered = call.has("n");
        String form = call.value("n", null);
        Matcher m = NUMBER.matcher(form == null ? "" : form);
        if (!m.matches()) {
            throw Failure.of(1, "'-n' extra characters or invalid number in the argument: " + Quoting.locale(form));
        }
        this.numberEnd = m.group(1) == null ? "\t" : m.group(1);
        this.digits = m.group(2) == null ? 5 : Integer.parseInt(m.group(2));
        String given = call.has("S") ? call.value("S", "") : call.value("s", null);
        boolean separated = call.has("s", "S");
        this.separator = separated ? given == null ? call.has("s") ? "\t" : "" : given : joined ? "\t" : null;
        this.truncates = call.has("W") || !joined && (columns > 1 || merge) && (!call.has("s") || call.has("w"));
        this.title = call.value("h", null);
        this.dateFormat = call.value("D", "%Y-%m-%d %H:%M");
    }

    private static int number(Call call, String option, String name, String what, int usual, int least) {
        String given = call.value(option, null);
        if (given == null) {
            return usual;
        }
        String message = "'-" + option + " " + name + "' invalid " + what + ": " + Quoting.locale(given);
        if (!given.matches("[0-9]{1,9}")) {
            throw Failure.of(1, message);
        }
        int value = Integer.parseInt(given);
        if (value < least) {
            throw Failure.of(1, message + ": Numerical result out of range");
        }
        return value;
    }
}
