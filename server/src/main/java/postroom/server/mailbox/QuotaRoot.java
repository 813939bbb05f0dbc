package postroom.server.mailbox;

import java.util.List;

/**
 * A quota root (RFC 9208 §3.1) as it is now.
 *
 * @param name as clients see it
 * @param resources that have limits
 */
public record QuotaRoot(String name, List<Resource> resources) {
    /**
     * A resource.
     *
     * @param name {@code STORAGE} (in KiB) or {@code MESSAGE}
     */
    public record Resource(String name, long used, long limit) {}
}
