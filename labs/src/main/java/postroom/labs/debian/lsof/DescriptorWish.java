package postroom.labs.debian.lsof;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** {@code lsof -d}: descriptors by number, range or name, or with {@code ^} all others. */
final class DescriptorWish {
    private DescriptorWish() {}

    /** Takes the argument apart. */
    static Predicate<OpenThing> parse(String text) throws Selection.Complaint {
        if (text.isEmpty()) {
            throw new Selection.Complaint("no file descriptor specified");
        }
        Set<String> wanted = new HashSet<>();
        Set<String> unwanted = new HashSet<>();
        for (String each : text.split(",")) {
            String bare = each.replace("^", "");
            if (bare.matches("[0-9]{1,6}-[0-9]{1,6}")
                    && Integer.parseInt(bare.split("-")[0]) >= Integer.parseInt(bare.split("-")[1])) {
                throw new Selection.Complaint("-d FD range's low >= its high: " + bare);
            }
            (each.startsWith("^") ? unwanted : wanted).add(bare);
        }
        return it -> wanted.isEmpty()
                ? unwanted.stream().noneMatch(each -> isDescriptor(it, each))
                : wanted.stream().anyMatch(each -> isDescriptor(it, each));
    }

    private static boolean isDescriptor(OpenThing it, String wanted) {
        if (wanted.matches("[0-9]{1,6}-[0-9]{1,6}")) {
            String[] ends = wanted.split("-");
            return it.number() >= Integer.parseInt(ends[0]) && it.number() <= Integer.parseInt(ends[1]);
        }
        return wanted.equals(it.number() >= 0 ? Integer.toString(it.number()) : it.fd());
    }
}
