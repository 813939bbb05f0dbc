package postroom.labs.debian.postfix.cleanup;

import java.util.List;
import postroom.labs.debian.postfix.config.Parameters;

/**
 * Where a message comes from, and what is to be done with it on its way into the queue.
 *
 * @param name as logs have it: {@code localhost[127.0.0.1]}, or {@code local}
 * @param protocol {@code SMTP}, {@code ESMTP}; empty for local mail
 * @param helo the client's HELO name; empty for none
 * @param local addresses are completed and missing headers added (local_header_rewrite_clients)
 * @param treatment how much of cleanup's work is done on it
 * @param attributes records that go into the queue file as they are, {@code name=value}
 */
public record Origin(
        String name, String protocol, String helo, boolean local, Treatment treatment, List<String> attributes) {
    /** How much is done ({@code cleanup_user.h}). */
    public enum Treatment {
        /** Mail from outside: checks, maps, copies. */
        FULL,
        /** receive_override_options = no_address_mappings: checks only. */
        UNMAPPED,
        /** Notifications and probes of Postfix's own: maps only. */
        INTERNAL,
        /** Mail that local(8) passes on: nothing. */
        FORWARDED
    }

    /** Of mail from outside, by receive_override_options. */
    public static Treatment treatment(Parameters parameters) {
        boolean unmapped = parameters.list("receive_override_options").contains("no_address_mappings");
        return unmapped ? Treatment.UNMAPPED : Treatment.FULL;
    }

    /** Header and body checks look at it. */
    public boolean checked() {
        return treatment == Treatment.FULL || treatment == Treatment.UNMAPPED;
    }

    /** Canonical and virtual maps and masquerading change its addresses. */
    public boolean maps() {
        return treatment == Treatment.FULL || treatment == Treatment.INTERNAL;
    }

    /** Others get copies of it. */
    public boolean copies() {
        return treatment == Treatment.FULL;
    }

    /** A message from pickup(8), or one that Postfix makes. */
    public static Origin local(Treatment treatment) {
        return new Origin("local", "", "", true, treatment, List.of());
    }
}
