package postroom.labs.debian.sed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.regex.Matches;

/** Matching and replacing in the pattern space; the empty regular expression is the one that was used last. */
final class Substitutions {
    private final Call call;
    private Pattern last;

    Substitutions(Call call) {
        this.call = call;
    }

    Matches matches(Pattern given, String space) {
        Pattern pattern = given == null ? last : given;
        if (pattern == null) {
            throw Failure.of(1, "no previous regular expression");
        }
        last = pattern;
        return new Matches(pattern, space, call.process()::step);
    }

    /** The pattern space after {@code s}; null if nothing in it was replaced. */
    String substitute(Instruction.Substitution s, String space) {
        Matches matches = matches(s.pattern(), space);
        Matcher m = matches.match();
        StringBuilder out = new StringBuilder();
        int from = 0;
        int count = 0;
        boolean any = false;
        while (matches.next()) {
            count++;
            if (count < s.which()) {
                continue;
            }
            out.append(space, from, m.start());
            Replacement.append(out, s.replacement(), m, space);
            from = m.end();
            any = true;
            Editor.bound(out.length());
            if (!s.global()) {
                break;
            }
        }
        return any ? out.append(space.substring(from)).toString() : null;
    }
}
