package postroom.labs.debian.dovecot.sieve.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lists of IMAP flags (RFC 5232): words, each once, in any case. */
final class Flags {
    private static final Set<String> SYSTEM = Set.of("\\answered", "\\flagged", "\\deleted", "\\seen", "\\draft");
    private static final int MOST = 128;

    private Flags() {}

    static List<String> of(List<String> lists) {
        return plus(List.of(), lists);
    }

    static List<String> plus(List<String> flags, List<String> lists) {
        List<String> out = new ArrayList<>(flags);
        for (String list : lists) {
            for (String each : list.trim().split("\\s+")) {
                String lower = each.toLowerCase(Locale.ROOT);
                String flag = lower.startsWith("\\") ? lower : each;
                boolean valid = !each.isEmpty() && (!lower.startsWith("\\") || SYSTEM.contains(lower));
                if (valid && out.size() < MOST && out.stream().noneMatch(flag::equalsIgnoreCase)) {
                    out.add(flag);
                }
            }
        }
        return out;
    }

    static List<String> minus(List<String> flags, List<String> lists) {
        List<String> gone = of(lists);
        List<String> out = new ArrayList<>(flags);
        out.removeIf(it -> gone.stream().anyMatch(it::equalsIgnoreCase));
        return out;
    }
}
