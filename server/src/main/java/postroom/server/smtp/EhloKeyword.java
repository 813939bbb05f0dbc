package postroom.server.smtp;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keywords of smtpd_discard_ehlo_keywords, in the order in which Postfix names them. */
public enum EhloKeyword {
    EIGHT_BIT_MIME("8BITMIME"),
    AUTH("AUTH"),
    ETRN("ETRN"),
    PIPELINING("PIPELINING"),
    SIZE("SIZE"),
    VERP("VERP"),
    VRFY("VRFY"),
    XCLIENT("XCLIENT"),
    XFORWARD("XFORWARD"),
    STARTTLS("STARTTLS"),
    ENHANCEDSTATUSCODES("ENHANCEDSTATUSCODES"),
    DSN("DSN"),
    SMTPUTF8("SMTPUTF8"),
    CHUNKING("CHUNKING"),
    /** No keyword: says that the others are not to be logged. */
    SILENT_DISCARD("SILENT-DISCARD");

    private static final Map<String, EhloKeyword> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(EhloKeyword::toString, Function.identity()));

    private final String text;

    EhloKeyword(String text) {
        this.text = text;
    }

    /** Reads a list parted by commas or white space, in any case; what is not known is left out. */
    public static Set<EhloKeyword> parse(String list) {
        Set<EhloKeyword> keywords = EnumSet.noneOf(EhloKeyword.class);
        for (String word : list.toUpperCase(Locale.ROOT).split("[,\\s]+", -1)) {
            EhloKeyword keyword = BY_NAME.get(word);
            if (keyword != null) {
                keywords.add(keyword);
            }
        }
        return keywords;
    }

    /** The name in {@code discarding EHLO keywords}, where Postfix 3.7 lets slip one of its internal names. */
    String loggedName() {
        return this == SMTPUTF8 ? "EHLO_MASK_SMTPUTF8" : text;
    }

    @Override
    public String toString() {
        return text;
    }
}
