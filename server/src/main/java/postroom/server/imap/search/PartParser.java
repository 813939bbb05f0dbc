package postroom.server.imap.search;

import java.util.List;
import java.util.Locale;
import postroom.server.imap.search.PartKeys.PartKey;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;

/** Reads the one key, or the list of keys, behind {@code MIMEPART}. */
final class PartParser {
    private static final int DEEPEST = 100;

    private final List<Argument> arguments;
    private final int depth;
    private int at;

    /**
     * Begins in the middle of arguments.
     *
     * @param depth how many lists and keys it stands in
     */
    PartParser(List<Argument> arguments, int start, int depth) {
        this.arguments = arguments;
        this.at = start;
        this.depth = depth;
    }

    /** The index behind what was read. */
    int position() {
        return at;
    }

    /** Reads a key, or a list of keys that must all be met. */
    PartKey key() throws BadCommand {
        if (at >= arguments.size()) {
            throw new BadCommand("Missing MIMEPART key");
        }
        if (depth > DEEPEST) {
            throw new BadCommand("Nesting too deep");
        }
        Argument argument = arguments.get(at++);
        if (argument.list() == null) {
            return named(argument.astring().toUpperCase(Locale.ROOT));
        }
        PartParser inner = new PartParser(argument.list(), 0, depth + 1);
        PartKey all = inner.key();
        while (inner.at < argument.list().size()) {
            all = all.and(inner.key());
        }
        return all;
    }

    private PartKey deeper() throws BadCommand {
        PartParser inner = new PartParser(arguments, at, depth + 1);
        PartKey key = inner.key();
        at = inner.at;
        return key;
    }

    private PartKey named(String name) throws BadCommand {
        switch (name) {
            case "NOT" -> {
                PartKey key = deeper();
                return it -> !key.matches(it);
            }
            case "OR" -> {
                PartKey one = deeper();
                PartKey other = deeper();
                return it -> one.matches(it) || other.matches(it);
            }
            case "CHILD" -> {
                return PartKeys.child(related());
            }
            case "PARENT" -> {
                return PartKeys.parent(related());
            }
            default -> {
                return PartKeys.named(name, this::parameter);
            }
        }
    }

    private PartKey related() throws BadCommand {
        if (at < arguments.size() && arguments.get(at).is("EXISTS")) {
            at++;
            return it -> true;
        }
        return deeper();
    }

    private String parameter(String key) throws BadCommand {
        if (at >= arguments.size() || arguments.get(at).astring() == null) {
            throw new BadCommand("Missing parameter for search key (for search key: " + key + ")");
        }
        return arguments.get(at++).astring();
    }
}
