package postroom.labs.debian.coreutils;

import java.util.Optional;

/** A column of {@code df}, with the name that {@code --output} knows it by and the width that it has at least. */
enum DfColumn {
    SOURCE("Filesystem", 14, false),
    FSTYPE("Type", 4, false),
    ITOTAL("Inodes", 5, true),
    IUSED("IUsed", 5, true),
    IAVAIL("IFree", 5, true),
    IPCENT("IUse%", 4, true),
    SIZE("blocks", 5, true),
    USED("Used", 5, true),
    AVAIL("Available", 5, true),
    PCENT("Use%", 4, true),
    FILE("File", 0, false),
    TARGET("Mounted on", 0, false);

    final String title;
    final int least;
    final boolean right;

    DfColumn(String title, int least, boolean right) {
        this.title = title;
        this.least = least;
        this.right = right;
    }

    /** The column of a name as the option has it. */
    static Optional<DfColumn> named(String name) {
        for (DfColumn each : values()) {
            if (each.name().toLowerCase(java.util.Locale.ROOT).equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
