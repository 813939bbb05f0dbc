package postroom.labs.debian.adduser;

import java.util.regex.Pattern;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/** {@code NAME_REGEX} of adduser.conf. */
record NamePattern(String regex) {
    boolean fits(Work work, String name) {
        try {
            Pattern pattern = PosixRegex.compile(regex, PosixRegex.Syntax.EXTENDED, 0);
            return pattern.matcher(new Budgeted(name, work.process()::step)).find();
        } catch (RegexException broken) {
            throw new Stop(1, "Couldn't parse NAME_REGEX: " + broken.getMessage());
        }
    }
}
