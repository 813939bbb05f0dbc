package postroom.labs.debian.dovecot.sieve.script;

import java.util.Set;

/** The capabilities that {@code require} knows: those of a Pigeonhole without settings, as far as the lab has them. */
final class Extensions {
    static final Set<String> ALL = Set.of(
            "body",
            "comparator-i;ascii-casemap",
            "comparator-i;ascii-numeric",
            "comparator-i;octet",
            "copy",
            "date",
            "encoded-character",
            "envelope",
            "fileinto",
            "imap4flags",
            "mailbox",
            "regex",
            "reject",
            "relational",
            "subaddress",
            "vacation",
            "variables");

    private Extensions() {}
}
