package postroom.labs.debian.exim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where an alias or a .forward file sends mail: the items of the manual's chapter on the redirect router. */
sealed interface Redirection {
    /** Another address. @param direct with a backslash before it */
    record To(String address, boolean direct) implements Redirection {}

    /** {@code |command}. */
    record Pipe(String command) implements Redirection {}

    /** {@code /file}, or {@code /folder/}. */
    record ToFile(String path) implements Redirection {}

    /** {@code :include:/file}. */
    record Include(String path) implements Redirection {}

    /** {@code :fail:}, {@code :defer:}, {@code :blackhole:}. */
    record Special(String word, String text) implements Redirection {}

    /** Data that cannot be read. */
    final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** Reads the items, which commas and line ends part. */
    static List<Redirection> parse(String data) throws Malformed {
        List<Redirection> items = new ArrayList<>();
        for (String item : items(data)) {
            items.add(item(item));
        }
        return items;
    }

    private static Redirection item(String item) throws Malformed {
        String lower = item.toLowerCase(Locale.ROOT);
        for (String word : List.of("fail", "defer", "blackhole")) {
            if (lower.startsWith(":" + word + ":")) {
                return new Special(word, item.substring(word.length() + 2).strip());
            }
        }
        if (lower.startsWith(":include:")) {
            return new Include(item.substring(9).strip());
        }
        boolean quoted = item.length() > 1 && item.startsWith("\"") && item.endsWith("\"");
        String plain = quoted ? item.substring(1, item.length() - 1).replaceAll("\\\\(.)", "$1") : item;
        if (plain.startsWith("|")) {
            return new Pipe(plain);
        }
        if (plain.startsWith("/") && !plain.contains("@")) {
            return new ToFile(plain);
        }
        boolean direct = plain.startsWith("\\");
        Address.Parsed parsed = Address.parse(direct ? plain.substring(1) : item);
        if (parsed.fault() != null) {
            throw new Malformed("error in redirect data: " + parsed.fault() + " in \"" + item + "\"");
        }
        return new To(parsed.address(), direct);
    }

    private static List<String> items(String data) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean quoted = false;
        for (String line : data.split("\n")) {
            boolean special = line.strip().matches("(?i):(fail|defer|blackhole):.*");
            for (char c : line.startsWith("#") ? new char[0] : line.toCharArray()) {
                quoted ^= c == '"';
                if (c == ',' && !quoted && !special) {
                    add(items, item);
                } else {
                    item.append(c);
                }
            }
            add(items, item);
            quoted = false;
        }
        return items;
    }

    private static void add(List<String> items, StringBuilder item) {
        if (!item.toString().isBlank()) {
            items.add(item.toString().strip());
        }
        item.setLength(0);
    }
}
