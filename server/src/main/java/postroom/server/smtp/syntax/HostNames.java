package postroom.server.smtp.syntax;

import io.netty.util.NetUtil;
import java.util.Locale;

/** Which names and address literals Postfix takes for a host (valid_hostname(3)). */
public final class HostNames {

    private static final int MAX_NAME = 255;
    private static final int MAX_LABEL = 63;

    private HostNames() {}

    /**
     * Labels of 1 to 63 letters, digits, underscores and inner hyphens, 255 characters in all, not only digits and
     * dots.
     */
    public static boolean valid(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            return false;
        }
        boolean nonNumeric = false;
        int label = 0;
        char before = '.';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (label == 0 || before == '-') {
                    return false;
                }
                label = 0;
            } else if (isLetterOrDigit(c) || c == '_' || c == '-' && label > 0) {
                nonNumeric |= c < '0' || c > '9';
                if (++label > MAX_LABEL) {
                    return false;
                }
            } else {
                return false;
            }
            before = c;
        }
        return nonNumeric && label > 0 && before != '-';
    }

    /** {@code [192.0.2.1]} or {@code [IPv6:2001:db8::1]} (RFC 5321 §4.1.3). */
    public static boolean validLiteral(String literal) {
        if (!literal.startsWith("[") || !literal.endsWith("]")) {
            return false;
        }
        String inside = literal.substring(1, literal.length() - 1);
        return inside.toLowerCase(Locale.ROOT).startsWith("ipv6:")
                ? NetUtil.isValidIpV6Address(inside.substring(5))
                : NetUtil.isValidIpV4Address(inside);
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
