package postroom.labs.debian.postfix.local;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.postfix.address.HeaderAddresses;

/** Where an alias or a .forward file sends mail ({@code aliases(5)}). */
sealed interface Target {
    /** An address; with a backslash before it, the user's own mailbox. */
    record To(String address, boolean direct) implements Target {}

    /** {@code |command}. */
    record Command(String line) implements Target {}

    /** {@code /file}. */
    record ToFile(String path) implements Target {}

    /** {@code :include:/file}. */
    record Include(String path) implements Target {}

    /** Reads the right-hand side of an alias, or a line of a .forward file. */
    static List<Target> parse(String text) {
        List<Target> targets = new ArrayList<>();
        for (String item : items(text)) {
            boolean quoted = item.length() > 1 && item.startsWith("\"") && item.endsWith("\"");
            String plain = quoted ? unquote(item) : item;
            if (plain.startsWith("|")) {
                targets.add(new Command(plain.substring(1).strip()));
            } else if (plain.startsWith("/")) {
                targets.add(new ToFile(plain));
            } else if (plain.toLowerCase(java.util.Locale.ROOT).startsWith(":include:")) {
                targets.add(new Include(plain.substring(9).strip()));
            } else if (plain.startsWith("\\")) {
                targets.add(new To(plain.substring(1), true));
            } else {
                new HeaderAddresses(item).addresses().forEach(each -> targets.add(new To(each, false)));
            }
        }
        return targets;
    }

    private static String unquote(String item) {
        return item.substring(1, item.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    /** Commas part targets; an unquoted blank behind a command or file does so, too. */
    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted && i + 1 < text.length()) {
                item.append(c).append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
                item.append(c);
            } else if (!quoted && (c == ',' || isBreak(c, text, i, item))) {
                add(items, item);
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        add(items, item);
        return items;
    }

    private static boolean isBreak(char c, String text, int at, StringBuilder item) {
        if (!Character.isWhitespace(c)) {
            return false;
        }
        String sofar = item.toString().strip();
        String rest = text.substring(at).strip();
        boolean command = "|/".indexOf(sofar.isEmpty() ? ' ' : sofar.charAt(0)) >= 0;
        boolean includes = sofar.equalsIgnoreCase(":include:");
        return !sofar.isEmpty() && (command || !includes && (rest.startsWith("/") || rest.startsWith("|")));
    }

    private static void add(List<String> items, StringBuilder item) {
        String text = item.toString().strip();
        if (!text.isEmpty() && !text.equals(">")) {
            items.add(text);
        }
    }
}
