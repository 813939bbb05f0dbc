package postroom.labs.debian.ncurses;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a type of terminal can do ({@code terminfo(5)}), read from the source form of the descriptions. */
final class Terminfo {
    private static final Set<String> NUMBERS = Set.of(
            "cols", "it", "lines", "lm", "xmc", "pb", "vt", "wsl", "nlab", "lh", "lw", "ma", "wnum", "colors", "pairs");

    private final String names;
    private final Map<String, String> strings = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Boolean> flags = new HashMap<>();

    private Terminfo(String source) {
        String found = "";
        for (String line : source.split("\n")) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String item = line.strip().replaceFirst(",$", "");
            if (!line.startsWith("\t")) {
                found = item;
            } else if (item.indexOf('=') > 0) {
                int equals = item.indexOf('=');
                strings.put(item.substring(0, equals), unescaped(item.substring(equals + 1)));
            } else if (item.indexOf('#') > 0) {
                int mark = item.indexOf('#');
                numbers.put(item.substring(0, mark), Integer.decode(item.substring(mark + 1)));
            } else {
                flags.put(item, true);
            }
        }
        names = found;
    }

    /** The description of a type; empty if there is none. */
    static Optional<Terminfo> of(String type) {
        if (!type.matches("[A-Za-z0-9][A-Za-z0-9+.-]*")) {
            return Optional.empty();
        }
        try (InputStream in =
                Terminfo.class.getResourceAsStream("/postroom/image/packages/ncurses-base/terminfo/" + type)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new Terminfo(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is such a capability at all: some terminal here has it. */
    static boolean knows(String capability) {
        return all().contains(capability) || isNumber(capability);
    }

    /** Whether a capability is a number. */
    static boolean isNumber(String capability) {
        return NUMBERS.contains(capability);
    }

    /** The name in words. */
    String longName() {
        return names.substring(names.lastIndexOf('|') + 1);
    }

    Optional<String> string(String capability) {
        return Optional.ofNullable(strings.get(capability));
    }

    Optional<Integer> number(String capability) {
        return Optional.ofNullable(numbers.get(capability));
    }

    boolean flag(String capability) {
        return flags.containsKey(capability);
    }

    private static Set<String> all() {
        Set<String> all = new HashSet<>();
        for (String type : new String[] {"xterm-256color", "linux", "screen", "vt220"}) {
            of(type).ifPresent(it -> {
                all.addAll(it.strings.keySet());
                all.addAll(it.flags.keySet());
                all.addAll(it.numbers.keySet());
            });
        }
        return all;
    }

    private static String unescaped(String source) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '^' && i + 1 < source.length()) {
                char key = source.charAt(++i);
                out.append(key == '?' ? '\u007f' : (char) (key & 0x1F));
            } else if (c == '\\' && i + 1 < source.length()) {
                char next = source.charAt(++i);
                int known = "EenrtbfslA".indexOf(next);
                if (next >= '0' && next <= '7') {
                    int end = i;
                    while (end < source.length()
                            && end < i + 3
                            && source.charAt(end) >= '0'
                            && source.charAt(end) <= '7') {
                        end++;
                    }
                    int value = Integer.parseInt(source.substring(i, end), 8);
                    out.append((char) (value == 0 ? 0x80 : value));
                    i = end - 1;
                } else {
                    out.append(known >= 0 ? "\u001b\u001b\n\r\t\b\f \n\u0007".charAt(known) : next);
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
