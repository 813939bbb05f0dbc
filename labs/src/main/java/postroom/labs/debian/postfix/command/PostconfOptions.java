package postroom.labs.debian.postfix.command;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import postroom.labs.debian.postfix.config.Fatal;

/** Which options of {@code postconf(1)} go together. */
final class PostconfOptions {
    /** Each of them asks for something else to be shown. */
    private static final String MODES = "aAbFlmMpPtT";

    /** Of each of these groups one at most, in the order in which they are looked at. */
    private static final List<String> GROUPS = List.of(MODES, "denX#", "efX#", "ehHX#", "exX#", "deoX#");

    /** What a mode has no use for; {@code p} takes everything. */
    private static final Map<Character, String> USELESS = Map.of('M', "dhHn", 'F', "dnX#", 'P', "dn#", 'p', "");

    private static final String MODIFIERS = "defhHnoxX#";

    private PostconfOptions() {}

    /**
     * Refuses what does not go together.
     *
     * @throws Fatal {@code specify one of -d -e}, {@code with option -M, do not specify -n}
     */
    static void check(Set<Character> flags) {
        if (flags.contains('b') && flags.contains('t')) {
            throw new Fatal("specify one of -b and -t");
        }
        for (String group : GROUPS) {
            String given = given(group, flags);
            if (given.length() > 1) {
                throw new Fatal("specify one of " + dashed(given));
            }
        }
        String mode = given(MODES, flags);
        if (!mode.isEmpty()) {
            String useless = given(USELESS.getOrDefault(mode.charAt(0), MODIFIERS), flags);
            if (!useless.isEmpty()) {
                throw new Fatal("with option -" + mode + ", do not specify " + dashed(useless));
            }
        }
    }

    private static String given(String among, Set<Character> flags) {
        return among.chars()
                .filter(each -> flags.contains((char) each))
                .mapToObj(each -> String.valueOf((char) each))
                .collect(Collectors.joining());
    }

    private static String dashed(String letters) {
        return letters.chars().mapToObj(each -> "-" + (char) each).collect(Collectors.joining(" "));
    }
}
