package postroom.server.imap.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.ArgumentParser;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.Quoting;
import postroom.server.mailbox.MailboxException;

/** Reads what a FETCH asks for; complaints are Dovecot's. */
public final class FetchParser {
    private static final Map<String, List<String>> MACROS = Map.of(
            "ALL", List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"),
            "FAST", List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE"),
            "FULL", List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"));

    private static final Map<String, BodySection> OLD_NAMES = Map.of(
            "RFC822", section("RFC822", "", true),
            "RFC822.HEADER", section("RFC822.HEADER", "HEADER", false),
            "RFC822.TEXT", section("RFC822.TEXT", "TEXT", true));

    private final List<Argument> arguments;
    private int at;

    private FetchParser(List<Argument> arguments, int start) {
        this.arguments = arguments;
        this.at = start;
    }

    private static BodySection section(String label, String what, boolean marksSeen) {
        return new BodySection(label, List.of(), what, List.of(), -1, 0, marksSeen, false);
    }

    /**
     * Reads items.
     *
     * @param items gets them
     * @return the index of the first argument behind them
     */
    public static int parse(List<Argument> arguments, int start, FetchProgram items) throws BadCommand {
        Argument first = arguments.get(start);
        if (first.list() != null) {
            if (first.list().isEmpty()) {
                throw new BadCommand("FETCH list is empty");
            }
            FetchParser inner = new FetchParser(first.list(), 0);
            while (inner.at < first.list().size()) {
                inner.item(items);
            }
            return start + 1;
        }
        if (first.atom() == null) {
            throw new BadCommand("Invalid arguments");
        }
        List<String> macro = MACROS.get(first.atom().toUpperCase(Locale.ROOT));
        if (macro != null) {
            macro.forEach(each -> items.add(FetchItem.named(each)));
            return start + 1;
        }
        FetchParser parser = new FetchParser(arguments, start);
        parser.item(items);
        return parser.at;
    }

    /**
     * The bytes of a section, named as between the brackets of {@code BODY[…]}, of a message; none of one that is not
     * there.
     */
    public static byte[] section(String section, FetchedMessage message) throws BadCommand, MailboxException {
        byte[] word = ("BODY.PEEK[" + section.toUpperCase(Locale.ROOT) + "]")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        List<Argument> arguments = new ArgumentParser(word).arguments();
        FetchParser parser = new FetchParser(arguments, 1);
        String rest = arguments.get(0).atom();
        return parser.section("BODY", rest.substring("BODY.PEEK[".length()), false, false)
                .bytes(message);
    }

    private void item(FetchProgram items) throws BadCommand {
        String atom = arguments.get(at++).atom();
        if (atom == null) {
            throw new BadCommand("FETCH list contains non-atoms");
        }
        String name = atom.toUpperCase(Locale.ROOT);
        if (OLD_NAMES.containsKey(name)) {
            items.add(OLD_NAMES.get(name));
            return;
        }
        FetchItem known = FetchItem.named(name);
        if (known != null) {
            if ((name.equals("PREVIEW") || name.equals("SNIPPET"))
                    && at < arguments.size()
                    && arguments.get(at).list() != null) {
                at++;
            }
            items.add(known);
            return;
        }
        int open = name.indexOf('[');
        String kind = open < 0 ? name : name.substring(0, open);
        switch (kind) {
            case "BODY", "BODY.PEEK" ->
                items.add(section("BODY", name.substring(open + 1), kind.equals("BODY"), false));
            case "BINARY", "BINARY.PEEK" ->
                items.add(section("BINARY", name.substring(open + 1), kind.equals("BINARY"), true));
            case "BINARY.SIZE" -> {
                BodySection of = section("BINARY.SIZE", name.substring(open + 1), false, true);
                items.add(of.size(of.label()));
            }
            default -> throw new BadCommand("Unknown parameter: " + name);
        }
    }

    private BodySection section(String kind, String rest, boolean marksSeen, boolean binary) throws BadCommand {
        String section = rest;
        String behind = "";
        List<String> fields = new ArrayList<>();
        String echoed = "";
        int close = rest.indexOf(']');
        if (close >= 0) {
            section = rest.substring(0, close);
            behind = rest.substring(close + 1);
        } else if (rest.endsWith("HEADER.FIELDS") || rest.endsWith("HEADER.FIELDS.NOT")) {
            echoed = " (" + fields(fields) + ")";
            String last = at < arguments.size() ? arguments.get(at).atom() : null;
            if (last == null || !last.startsWith("]")) {
                throw new BadCommand("Invalid BODY[..] parameter: Missing ']'");
            }
            at++;
            behind = last.substring(1);
        } else {
            throw new BadCommand("Invalid " + kind + "[..] parameter: Missing ']'");
        }
        List<Integer> path = new ArrayList<>();
        String what = path(section, path);
        require(what, path, fields, binary);
        long[] span = partial(behind);
        return new BodySection(
                kind + "[" + section + echoed + "]", path, what, fields, span[0], span[1], marksSeen, binary);
    }

    private static void require(String what, List<Integer> path, List<String> fields, boolean binary)
            throws BadCommand {
        boolean sound = switch (what) {
            case "", "HEADER", "TEXT" -> true;
            case "MIME" -> !path.isEmpty();
            case "HEADER.FIELDS", "HEADER.FIELDS.NOT" -> !fields.isEmpty();
            default -> false;
        };
        if (!sound) {
            throw new BadCommand("Invalid " + (binary ? "BINARY" : "BODY") + "[..] section");
        }
    }

    private String fields(List<String> fields) throws BadCommand {
        List<Argument> items = at < arguments.size() ? arguments.get(at).list() : null;
        if (items == null || items.isEmpty()) {
            throw new BadCommand("Invalid BODY[..] section");
        }
        at++;
        StringBuilder echoed = new StringBuilder();
        for (Argument each : items) {
            if (each.astring() == null) {
                throw new BadCommand("Invalid BODY[..] section");
            }
            String name = each.astring().toUpperCase(Locale.ROOT);
            fields.add(name);
            echoed.append(echoed.isEmpty() ? "" : " ").append(each.atom() != null ? name : Quoting.string(name));
        }
        return echoed.toString();
    }

    private static String path(String section, List<Integer> path) {
        String rest = section;
        while (!rest.isEmpty() && Character.isDigit(rest.charAt(0))) {
            int end = 0;
            while (end < rest.length() && Character.isDigit(rest.charAt(end))) {
                end++;
            }
            path.add(end > 6 ? Integer.MAX_VALUE : Integer.parseInt(rest.substring(0, end)));
            rest = end < rest.length() && rest.charAt(end) == '.' && end + 1 < rest.length()
                    ? rest.substring(end + 1)
                    : end == rest.length() ? "" : "?";
        }
        return rest;
    }

    private static long[] partial(String text) throws BadCommand {
        if (text.isEmpty()) {
            return new long[] {-1, 0};
        }
        if (text.charAt(0) != '<') {
            throw new BadCommand("Invalid BODY[..] parameter: Unexpected data after ']'");
        }
        int end = 1;
        while (end < text.length() && Character.isDigit(text.charAt(end)) && end < 12) {
            end++;
        }
        if (end == 1 || end == 12) {
            throw new BadCommand("Invalid BODY[..] parameter: Too big partial start");
        }
        long from = Long.parseLong(text.substring(1, end));
        long count = Long.MAX_VALUE / 2;
        if (end < text.length() && text.charAt(end) == '.') {
            int start = end + 1;
            end = start;
            while (end < text.length() && Character.isDigit(text.charAt(end)) && end - start < 11) {
                end++;
            }
            if (end == start || end - start == 11) {
                throw new BadCommand("Invalid BODY[..] parameter: Too big partial end");
            }
            count = Long.parseLong(text.substring(start, end));
        }
        if (!text.substring(end).equals(">")) {
            throw new BadCommand("Invalid BODY[..] parameter: Missing '>' in partial");
        }
        return new long[] {from, count};
    }
}
