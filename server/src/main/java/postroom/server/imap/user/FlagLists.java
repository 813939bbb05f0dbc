package postroom.server.imap.user;

import java.util.List;
import java.util.Locale;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.mailbox.MailFlags;

/** Flags in commands. */
final class FlagLists {
    private static final int LONGEST = 50;

    private FlagLists() {}

    /** Reads flags with or without parentheses around. */
    static MailFlags parse(List<Argument> arguments) throws BadCommand {
        List<Argument> items = arguments;
        if (arguments.size() == 1 && arguments.get(0).list() != null) {
            items = arguments.get(0).list();
        }
        MailFlags flags = MailFlags.NONE;
        for (Argument each : items) {
            String name = each.atom();
            if (name == null) {
                throw new BadCommand("Flags list contains non-atoms");
            }
            int bit = MailFlags.bit(name);
            if (bit == 0 && name.startsWith("\\")) {
                throw new BadCommand("Invalid system flag " + name.toUpperCase(Locale.ROOT));
            }
            if (name.length() > LONGEST) {
                throw new BadCommand("Invalid keyword name '" + name + "': Keyword name is too long");
            }
            flags = flags.plus(bit != 0 ? new MailFlags(bit, List.of()) : new MailFlags(0, List.of(name)));
        }
        return flags;
    }
}
