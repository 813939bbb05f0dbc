package postroom.labs.debian.openssl.x509;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which parts of a certificate are printed ({@code -certopt}, {@code -reqopt}).
 *
 * @param hidden parts that are left out
 * @param unknown how unknown extensions are shown
 */
public record TextOptions(Set<String> hidden, ExtensionText.Unknown unknown) {
    private static final Set<String> PARTS = Set.of(
            "header",
            "version",
            "serial",
            "signame",
            "validity",
            "subject",
            "issuer",
            "pubkey",
            "extensions",
            "sigdump",
            "aux",
            "attributes");

    /** Everything. */
    public static final TextOptions ALL = new TextOptions(Set.of(), ExtensionText.Unknown.TEXT);

    /** Keeps a copy. */
    public TextOptions {
        hidden = Set.copyOf(hidden);
    }

    boolean shows(String part) {
        return !hidden.contains(part);
    }

    /** What a value of {@code -certopt} says, added to these; empty if a word is unknown. */
    public Optional<TextOptions> with(String value) {
        Set<String> now = new HashSet<>(hidden);
        ExtensionText.Unknown shown = unknown;
        for (String part : value.split(",")) {
            String word = part.strip().toLowerCase(Locale.ROOT);
            if (word.startsWith("no_") && PARTS.contains(word.substring(3))) {
                now.add(word.substring(3));
            } else if (word.startsWith("-no_") && PARTS.contains(word.substring(4))) {
                now.remove(word.substring(4));
            } else if (word.equals("compatible")) {
                now.clear();
            } else if (word.equals("ca_default")) {
                now.addAll(Set.of("issuer", "pubkey", "header", "version", "sigdump", "signame"));
            } else if (word.startsWith("ext_")) {
                shown = switch (word) {
                    case "ext_default" -> ExtensionText.Unknown.TEXT;
                    case "ext_error" -> ExtensionText.Unknown.ERROR;
                    case "ext_parse" -> ExtensionText.Unknown.PARSE;
                    case "ext_dump" -> ExtensionText.Unknown.DUMP;
                    default -> null;
                };
                if (shown == null) {
                    return Optional.empty();
                }
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new TextOptions(now, shown));
    }
}
