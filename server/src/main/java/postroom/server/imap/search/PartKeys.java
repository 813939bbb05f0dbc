package postroom.server.imap.search;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.message.EncodedWords;
import postroom.server.message.MimePart;
import postroom.server.message.Parameters;

/** What a {@code SEARCH MIMEPART} asks of parts: Dovecot's own extension, after an expired draft. */
final class PartKeys {
    private static final Set<String> FIELDS =
            Set.of("BCC", "CC", "FROM", "IN-REPLY-TO", "MESSAGE-ID", "REPLY-TO", "SENDER", "SUBJECT", "TO");

    /** A part in its place. */
    record Place(MimePart part, Place above, int index, int depth) {}

    /** A condition on a part. */
    @FunctionalInterface
    interface PartKey {
        boolean matches(Place place);

        default PartKey and(PartKey other) {
            return it -> matches(it) && other.matches(it);
        }
    }

    /** Where the words come from. */
    interface Words {
        /** The parameter of a key. */
        String parameter(String key) throws BadCommand;
    }

    private PartKeys() {}

    /** Whether any part of a message meets a condition. */
    static boolean anyMatches(MimePart message, PartKey key) {
        return anyMatches(new Place(message, null, 1, 0), key);
    }

    private static boolean anyMatches(Place place, PartKey key) {
        return key.matches(place) || anyBelow(place, key);
    }

    private static boolean anyBelow(Place place, PartKey key) {
        for (int i = 0; i < place.part.children().size(); i++) {
            Place child = new Place(place.part.children().get(i), place, i + 1, place.depth + 1);
            if (anyMatches(child, key)) {
                return true;
            }
        }
        return false;
    }

    /** CHILD: some part right below. */
    static PartKey child(PartKey key) {
        return place -> {
            for (int i = 0; i < place.part.children().size(); i++) {
                if (key.matches(new Place(place.part.children().get(i), place, i + 1, place.depth + 1))) {
                    return true;
                }
            }
            return false;
        };
    }

    /** PARENT: the part above. */
    static PartKey parent(PartKey key) {
        return place -> place.above != null && key.matches(place.above);
    }

    /** A key of this name that has at most words behind it. */
    static PartKey named(String name, Words words) throws BadCommand {
        return switch (name) {
            case "TYPE" ->
                same(words.parameter(name), it -> Optional.of(it.type().value().replaceFirst("/.*", "")));
            case "SUBTYPE" -> same(words.parameter(name), it -> Optional.of(it.subtype()));
            case "ENCODING" -> same(words.parameter(name), it -> Optional.of(it.encoding()));
            case "ID" -> contains(words.parameter(name), "Content-ID");
            case "DESCRIPTION" -> contains(words.parameter(name), "Content-Description");
            case "LOCATION" -> contains(words.parameter(name), "Content-Location");
            case "MD5" -> contains(words.parameter(name), "Content-MD5");
            case "LANGUAGE" -> contains(words.parameter(name), "Content-Language");
            case "DEPTH" -> number(words, name, Place::depth);
            case "INDEX" -> number(words, name, Place::index);
            case "SIZE" -> size(words);
            case "PARAM" -> parameter(words, name, "Content-Type");
            case "DISPOSITION" -> disposition(words);
            case "FILENAME" -> fileName(words);
            case "BODY" -> never(words.parameter(name));
            case "HEADER" -> never(words.parameter(name) + words.parameter(name));
            case "EXISTS" -> throw new BadCommand("EXISTS key can only be used with PARENT or CHILD");
            default -> {
                if (!FIELDS.contains(name)) {
                    throw new BadCommand("Unknown MIMEPART key " + name);
                }
                String wanted = upper(words.parameter(name));
                yield it -> it.above != null
                        && it.above.part.isMessage()
                        && it.part.header().all(name).stream()
                                .anyMatch(value ->
                                        upper(EncodedWords.decode(value)).contains(wanted));
            }
        };
    }

    /** Keys that Dovecot reads and never finds anything by. */
    private static PartKey never(String unused) {
        return it -> unused == null;
    }

    private static PartKey same(String wanted, java.util.function.Function<MimePart, Optional<String>> value) {
        return it -> value.apply(it.part).filter(wanted::equalsIgnoreCase).isPresent();
    }

    private static PartKey contains(String wanted, String field) {
        return it -> it.part
                .header()
                .first(field)
                .filter(value -> upper(value).contains(upper(wanted)))
                .isPresent();
    }

    private static PartKey number(Words words, String name, java.util.function.ToIntFunction<Place> of)
            throws BadCommand {
        long wanted = number(words.parameter(name));
        return it -> of.applyAsInt(it) == wanted;
    }

    private static long number(String text) throws BadCommand {
        if (!text.matches("[0-9]{1,18}")) {
            throw new BadCommand("Invalid search size parameter");
        }
        return Long.parseLong(text);
    }

    private static PartKey size(Words words) throws BadCommand {
        String how = words.parameter("SIZE").toUpperCase(Locale.ROOT);
        boolean larger = how.equals("LARGER");
        long wanted = number(larger || how.equals("SMALLER") ? words.parameter(how) : how);
        return it -> {
            long size = it.part.end() - it.part.bodyStart();
            return larger ? size > wanted : how.equals("SMALLER") ? size < wanted : size == wanted;
        };
    }

    private static PartKey parameter(Words words, String name, String field) throws BadCommand {
        String parameter = words.parameter(name);
        String wanted = upper(words.parameter(name));
        return it -> it.part
                .header()
                .first(field)
                .flatMap(value -> Parameters.parse(value).get(parameter))
                .filter(value -> upper(value).contains(wanted))
                .isPresent();
    }

    private static PartKey disposition(Words words) throws BadCommand {
        String what = words.parameter("DISPOSITION").toUpperCase(Locale.ROOT);
        if (what.equals("PARAM")) {
            return parameter(words, "PARAM", "Content-Disposition");
        }
        if (!what.equals("TYPE")) {
            throw new BadCommand("Invalid DISPOSITION parameter");
        }
        String wanted = words.parameter("TYPE");
        return it -> it.part
                .header()
                .first("Content-Disposition")
                .filter(value -> Parameters.parse(value).value().equalsIgnoreCase(wanted))
                .isPresent();
    }

    private static PartKey fileName(Words words) throws BadCommand {
        String how = words.parameter("FILENAME").toUpperCase(Locale.ROOT);
        if (!Set.of("IS", "CONTAINS", "BEGINS", "ENDS").contains(how)) {
            throw new BadCommand("Invalid FILENAME match type");
        }
        String wanted = upper(words.parameter(how));
        return it -> {
            String name = upper(it.part
                    .header()
                    .first("Content-Disposition")
                    .flatMap(value -> Parameters.parse(value).get("filename"))
                    .orElse(""));
            return !name.isEmpty()
                    && switch (how) {
                        case "IS" -> name.equals(wanted);
                        case "CONTAINS" -> name.contains(wanted);
                        case "BEGINS" -> name.startsWith(wanted);
                        default -> name.endsWith(wanted);
                    };
        };
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
