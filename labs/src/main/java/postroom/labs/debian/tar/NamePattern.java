package postroom.labs.debian.tar;

import postroom.labs.debian.gnu.Glob;

/** Names of members and the patterns for them. */
final class NamePattern {
    private NamePattern() {}

    /** Whether a pattern matches a name or a folder that it is in, from any part of the name on. */
    static boolean matchesAnywhere(String pattern, String name) {
        String bare = trimmed(name);
        for (int from = 0; from >= 0; from = bare.indexOf('/', from) < 0 ? -1 : bare.indexOf('/', from) + 1) {
            if (matchesFromStart(pattern, bare.substring(from))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pattern matches a name or a folder that it is in. */
    static boolean matchesFromStart(String pattern, String name) {
        String wanted = trimmed(pattern);
        String bare = trimmed(name);
        if (Glob.matches(wanted, bare)) {
            return true;
        }
        for (int slash = bare.indexOf('/'); slash >= 0; slash = bare.indexOf('/', slash + 1)) {
            if (Glob.matches(wanted, bare.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name is this one or within it. */
    static boolean within(String folder, String name) {
        String wanted = trimmed(folder);
        String bare = trimmed(name);
        return bare.equals(wanted) || bare.startsWith(wanted + "/");
    }

    static String trimmed(String name) {
        int end = name.length();
        while (end > 1 && name.charAt(end - 1) == '/') {
            end--;
        }
        return name.substring(0, end);
    }
}
