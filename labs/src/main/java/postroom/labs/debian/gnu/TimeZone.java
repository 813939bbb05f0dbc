package postroom.labs.debian.gnu;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time zone as {@code $TZ} names it: one of the IANA's, or one of POSIX with its distance from Greenwich, which counts
 * westwards. What is neither is UTC under another name, as with {@code tzset(3)}.
 *
 * @param own the name to show; null if the rules have names
 */
public record TimeZone(ZoneId rules, String own) {
    /** Coordinated universal time. */
    public static final TimeZone UTC = new TimeZone(ZoneOffset.UTC, "UTC");

    private static final Pattern POSIX =
            Pattern.compile("<?([A-Za-z]{3,6}|[-+0-9]{3,6})>?([-+]?)([0-9]{1,2})(?::([0-9]{2}))?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z]{3,6}");
    /** The names that the zone database uses; elsewhere it has numbers. */
    private static final Set<String> NAMES = Set.of(
            ("ACDT ACST ADT AEDT AEST AKDT AKST AST AWST BST CAT CDT CEST CET CST EAT EDT EEST EET EST GMT HDT HKT HST IDT IST"
                            + " JST KST MDT MSK MST NDT NST NZDT NZST PDT PKT PST SAST SST UTC WAT WEST WET WIB WIT WITA")
                    .split(" "));

    /** The zone of a variable's value; null is the host's own. */
    public static TimeZone of(String given) {
        if (given == null) {
            return UTC;
        }
        String name = given.startsWith(":") ? given.substring(1) : given;
        try {
            boolean known = ZoneId.getAvailableZoneIds().contains(name);
            if (known) {
                return new TimeZone(ZoneId.of(name), null);
            }
            Matcher m = POSIX.matcher(name);
            if (m.matches()) {
                int seconds = Integer.parseInt(m.group(3)) * 3600
                        + (m.group(4) == null ? 0 : Integer.parseInt(m.group(4)) * 60);
                int east = m.group(2).equals("-") ? seconds : -seconds;
                return new TimeZone(ZoneOffset.ofTotalSeconds(east), m.group(1));
            }
        } catch (DateTimeException outOfRange) {
            return UTC;
        }
        Matcher m = NAME.matcher(name);
        return m.lookingAt() ? new TimeZone(ZoneOffset.UTC, m.group()) : UTC;
    }

    /** Its name at a time: {@code CEST}. */
    String name(ZonedDateTime time) {
        if (own != null) {
            return own;
        }
        String name = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(time);
        if (NAMES.contains(name)) {
            return name;
        }
        int minutes = time.getOffset().getTotalSeconds() / 60;
        int all = Math.abs(minutes);
        String hours = String.format(Locale.ROOT, "%s%02d", minutes < 0 ? "-" : "+", all / 60);
        return all % 60 == 0 ? hours : hours + String.format(Locale.ROOT, "%02d", all % 60);
    }
}
