package postroom.labs.debian.postfix.smtpd;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Which answers of a DNS list count: {@code 127.0.0.[2..9;11]} ({@code postconf(5)}, reject_rbl_client). */
final class IpPattern {
    private final IntPredicate[] bytes;

    private IpPattern(IntPredicate[] bytes) {
        this.bytes = bytes;
    }

    /** Reads a pattern; empty for what is none. */
    static Optional<IpPattern> parse(String text) {
        String[] parts = text.split("\\.(?![^\\[]*\\])", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        IntPredicate[] all = new IntPredicate[4];
        for (int i = 0; i < 4; i++) {
            String part = parts[i];
            if (part.matches("\\[[0-9.;]+\\]")) {
                all[i] = ranges(part.substring(1, part.length() - 1));
            } else if (part.matches("[0-9]{1,3}")) {
                int wanted = Integer.parseInt(part);
                all[i] = value -> value == wanted;
            } else {
                return Optional.empty();
            }
            if (all[i] == null) {
                return Optional.empty();
            }
        }
        return Optional.of(new IpPattern(all));
    }

    private static IntPredicate ranges(String text) {
        IntPredicate all = value -> false;
        for (String range : text.split(";", -1)) {
            if (!range.matches("[0-9]{1,3}(\\.\\.[0-9]{1,3})?")) {
                return null;
            }
            String[] ends = range.split("\\.\\.");
            int low = Integer.parseInt(ends[0]);
            int high = ends.length > 1 ? Integer.parseInt(ends[1]) : low;
            all = all.or(value -> value >= low && value <= high);
        }
        return all;
    }

    /** Whether an address in numbers is one of them. */
    boolean matches(String address) {
        String[] parts = address.split("\\.");
        for (int i = 0; i < 4; i++) {
            if (parts.length != 4 || !bytes[i].test(Integer.parseInt(parts[i]))) {
                return false;
            }
        }
        return true;
    }
}
