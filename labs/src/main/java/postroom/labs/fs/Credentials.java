package postroom.labs.fs;

import java.util.Set;

/**
 * In whose name something is done ({@code credentials(7)}): the effective user and group, and the supplementary groups.
 */
public record Credentials(int uid, int gid, Set<Integer> groups) {
    /** The superuser. */
    public static final Credentials ROOT = new Credentials(0, 0, Set.of(0));

    /** Keeps a copy of the groups. */
    public Credentials {
        groups = Set.copyOf(groups);
    }

    /** True for the superuser, to whom permissions do not apply. */
    public boolean isRoot() {
        return uid == 0;
    }

    /** True if {@code group} is the effective or a supplementary group. */
    public boolean in(int group) {
        return gid == group || groups.contains(group);
    }
}
