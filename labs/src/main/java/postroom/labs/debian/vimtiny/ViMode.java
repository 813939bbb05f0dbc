package postroom.labs.debian.vimtiny;

/** The modes of vi, by what vim's last line calls them. */
enum ViMode {
    NORMAL(""),
    INSERT("-- INSERT --"),
    REPLACE("-- REPLACE --"),
    VISUAL("-- VISUAL --"),
    VISUAL_LINES("-- VISUAL LINE --");

    private final String title;

    ViMode(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Whether keys are text: the cursor then stands before a tab, not on its last cell. */
    boolean inserts() {
        return this == INSERT || this == REPLACE;
    }
}
