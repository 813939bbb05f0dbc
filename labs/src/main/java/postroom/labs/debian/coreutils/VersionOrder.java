package postroom.labs.debian.coreutils;

/** The order of version numbers within text: {@code a2} before {@code a10} ({@code sort -V}, {@code ls -v}). */
final class VersionOrder {
    private VersionOrder() {}

    static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            while (i < a.length() && !digit(a, i) || j < b.length() && !digit(b, j)) {
                int order = weight(a, i) - weight(b, j);
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            int endA = numberEnd(a, i);
            int endB = numberEnd(b, j);
            String x = a.substring(Math.min(i, a.length()), endA).replaceFirst("^0+", "");
            String y = b.substring(Math.min(j, b.length()), endB).replaceFirst("^0+", "");
            int order = x.length() != y.length() ? x.length() - y.length() : x.compareTo(y);
            if (order != 0) {
                return order;
            }
            i = endA;
            j = endB;
        }
        return 0;
    }

    private static boolean digit(String s, int i) {
        return i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9';
    }

    private static int numberEnd(String s, int from) {
        int i = Math.min(from, s.length());
        while (digit(s, i)) {
            i++;
        }
        return i;
    }

    private static int weight(String s, int i) {
        if (i >= s.length() || digit(s, i)) {
            return 0;
        }
        char c = s.charAt(i);
        return c == '~' ? -1 : Character.isLetter(c) && c < 128 ? c : c + 256;
    }
}
