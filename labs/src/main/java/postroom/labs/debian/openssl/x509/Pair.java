package postroom.labs.debian.openssl.x509;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.openssl.conf.Conf;

/**
 * A part of an extension's value ({@code X509V3_parse_list(3)}).
 *
 * @param name what stands before the colon
 * @param value what stands behind it; null if there is no colon
 */
record Pair(String name, String value) {
    /** The parts of {@code a:b,c}, or of the section that {@code @name} stands for. */
    static List<Pair> list(Conf conf, String text) {
        List<Pair> all = new ArrayList<>();
        if (text.startsWith("@")) {
            for (Map.Entry<String, String> each : conf.entries(text.substring(1).strip())) {
                all.add(new Pair(withoutNumber(each.getKey()), each.getValue()));
            }
            return all;
        }
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            String name = (colon < 0 ? part : part.substring(0, colon)).strip();
            if (!name.isEmpty()) {
                all.add(new Pair(
                        name, colon < 0 ? null : part.substring(colon + 1).strip()));
            }
        }
        return all;
    }

    /** {@code DNS} of {@code DNS.1}: the same name may stand in a section only once. */
    private static String withoutNumber(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && !name.matches("[0-9.]+") ? name.substring(0, dot) : name;
    }

    /** As an error shows it. */
    String data() {
        return "name=" + name + ", value=" + (value == null ? "<NULL>" : value);
    }
}
