package postroom.labs.debian.postfix.address;

import java.util.Locale;

/**
 * Mail addresses in internal form: the local part without quotes, and behind the last {@code @} the domain.
 *
 * @param local the local part, unquoted
 * @param domain null if there is no {@code @}
 */
public record Address(String local, String domain) {
    /** Splits at the last {@code @}. */
    public static Address of(String internal) {
        int at = internal.lastIndexOf('@');
        return at < 0
                ? new Address(internal, null)
                : new Address(internal.substring(0, at), internal.substring(at + 1));
    }

    /** The domain in lower case; empty if there is none. */
    public String domainKey() {
        return domain == null ? "" : domain.toLowerCase(Locale.ROOT);
    }

    /** The address in internal form. */
    public String internal() {
        return domain == null ? local : local + "@" + domain;
    }

    /** The address as it stands in headers and SMTP: the local part quoted where it must be (RFC 5322 §3.4.1). */
    public static String external(String internal) {
        if (internal.isEmpty()) {
            return "";
        }
        Address address = of(internal);
        String quoted = quoteLocal(address.local);
        return address.domain == null ? quoted : quoted + "@" + address.domain;
    }

    private static String quoteLocal(String local) {
        if (isDotString(local)) {
            return local;
        }
        StringBuilder out = new StringBuilder("\"");
        for (char c : local.toCharArray()) {
            if (c == '"' || c == '\\' || c == '\r') {
                out.append('\\');
            }
            out.append(c);
        }
        return out.append('"').toString();
    }

    private static boolean isDotString(String text) {
        if (text.isEmpty() || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
            return false;
        }
        for (char c : text.toCharArray()) {
            if (c <= ' ' || c == 127 || "()<>@,;:\\\"[]".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }
}
