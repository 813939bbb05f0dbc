package postroom.server.imap.user;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.ArgumentParser;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.Output;
import postroom.server.mailbox.ModifiedUtf7;

/** A command as it was given, and where its answers go. */
final class Invocation {
    private final String tag;
    private final String name;
    private final boolean uid;
    private final ArgumentParser parser;
    private final Output out;
    private final Set<Long> silent = new HashSet<>();
    private List<Argument> arguments;

    /**
     * A command.
     *
     * @param name in capitals, without UID
     * @param uid whether UID stood before it
     */
    Invocation(String tag, String name, boolean uid, ArgumentParser parser, Output out) {
        this.tag = tag;
        this.name = name;
        this.uid = uid;
        this.parser = parser;
        this.out = out;
    }

    String tag() {
        return tag;
    }

    String name() {
        return name;
    }

    boolean uid() {
        return uid;
    }

    Output out() {
        return out;
    }

    /** UIDs whose new flags the client knows. */
    Set<Long> silent() {
        return silent;
    }

    /** All arguments. */
    List<Argument> arguments() throws BadCommand {
        if (arguments == null) {
            arguments = parser.arguments();
        }
        return arguments;
    }

    /** The argument at an index, or null. */
    Argument argument(int index) throws BadCommand {
        return index < arguments().size() ? arguments().get(index) : null;
    }

    /** A text; complains as commands do that take nothing but texts. */
    String string(int index) throws BadCommand {
        Argument it = argument(index);
        if (it == null) {
            throw new BadCommand("Missing arguments");
        }
        if (it.astring() == null) {
            throw new BadCommand("Invalid arguments");
        }
        return it.astring();
    }

    /** The name of a mailbox. */
    String mailbox(int index) throws BadCommand, Refused {
        return mailboxName(string(index));
    }

    static String mailboxName(String written) throws Refused {
        return ModifiedUtf7.decode(written).orElseThrow(() -> new Refused("NO Mailbox name is not valid mUTF-7"));
    }
}
