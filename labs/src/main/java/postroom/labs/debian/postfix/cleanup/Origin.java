package postroom.labs.debian.postfix.cleanup;

import java.util.List;

/**
 * Where a message comes from, and what is to be done with it on its way into the queue.
 *
 * @param name as logs have it: {@code localhost[127.0.0.1]}, or {@code local}
 * @param protocol {@code SMTP}, {@code ESMTP}; empty for local mail
 * @param helo the client's HELO name; empty for none
 * @param local addresses are completed and missing headers added (local_header_rewrite_clients)
 * @param internal made by Postfix: not checked, and its recipients are not expanded
 * @param attributes records that go into the queue file as they are, {@code name=value}
 */
public record Origin(
        String name, String protocol, String helo, boolean local, boolean internal, List<String> attributes) {
    /** A message from pickup(8), or one that Postfix makes. */
    public static Origin local(boolean internal) {
        return new Origin("local", "", "", true, internal, List.of());
    }
}
