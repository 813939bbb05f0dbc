package postroom.labs.debian.less;

import java.util.Locale;

/**
 * The options of {@code less} that are on or off. Those with a capital letter too have a third level, which it sets; the
 * messages are what the prompt says of each level.
 */
enum LessToggle {
    SEARCH_START(
            "aA",
            2,
            "Search includes displayed screen",
            "Search skips displayed screen",
            "Search includes all of displayed screen"),
    BUFFERS("B", 1, "Don't automatically allocate buffers", "Automatically allocate buffers when needed"),
    REPAINTING(
            "cC",
            0,
            "Repaint by scrolling from bottom of screen",
            "Repaint by painting from top of screen",
            "Repaint by painting from top of screen"),
    DUMB("d", "dumb"),
    QUIT_AT_END("eE", 0, "Don't quit at end-of-file", "Quit at end-of-file", "Quit immediately at end-of-file"),
    ANY_FILE("f", 0, "Open only regular files", "Open even non-regular files"),
    QUIT_IF_SHORT("F", 0, "Don't quit if end-of-file on first screen", "Quit if end-of-file on first screen"),
    HIGHLIGHTING(
            "gG",
            2,
            "Don't highlight search matches",
            "Highlight matches for previous search only",
            "Highlight all matches for previous search pattern"),
    CASE(
            "iI",
            0,
            "Case is significant in searches",
            "Ignore case in searches",
            "Ignore case in searches and in patterns"),
    STATUS_COLUMN("J", 0, "Don't display a status column", "Display a status column"),
    INTERRUPT("K", 0, "Interrupt (ctrl-C) returns to prompt", "Interrupt (ctrl-C) exits less"),
    LESSOPEN("L", 1, "Don't use the LESSOPEN filter", "Use the LESSOPEN filter"),
    PROMPT("mM", 0, "Short prompt", "Medium prompt", "Long prompt"),
    LINE_NUMBERS("nN", 1, "Don't use line numbers", "Use line numbers", "Constantly display line numbers"),
    BELL(
            "qQ",
            0,
            "Ring the bell for errors AND at eof/bof",
            "Ring the bell for errors but not at eof/bof",
            "Never ring the bell"),
    CONTROLS(
            "rR",
            0,
            "Display control characters as ^X",
            "Display control characters directly (not recommended)",
            "Display ANSI sequences directly, other control characters as ^X"),
    CHOP("S", 0, "Fold long lines", "Chop long lines"),
    BACKSPACES(
            "uU",
            0,
            "Display underlined text in underline mode",
            "Backspaces cause overstrike",
            "Print backspace as ^H"),
    UNREAD(
            "wW",
            0,
            "Don't highlight first unread line",
            "Highlight first unread line after forward-screen",
            "Highlight first unread line after any forward movement"),
    KEEP_SCREEN("X", "no-init"),
    TILDES("~", 1, "Don't show tildes after end of file", "Show tildes after end of file");

    private final String letters;
    private final int start;
    private final String unchangeable;
    private final String[] messages;

    LessToggle(String letters, int start, String... messages) {
        this.letters = letters;
        this.start = start;
        this.unchangeable = "";
        this.messages = messages;
    }

    /** One that is only taken on the command line. */
    LessToggle(String letter, String longName) {
        this.letters = letter;
        this.start = 0;
        this.unchangeable = longName;
        this.messages = new String[0];
    }

    /** The one a letter stands for, or null. */
    static LessToggle of(char letter) {
        for (LessToggle each : values()) {
            if (each.letters.indexOf(letter) >= 0) {
                return each;
            }
        }
        return null;
    }

    /** Its level if nobody says anything: 0 off, 1 on, 2 what the capital letter sets. */
    int start() {
        return start;
    }

    /** The level to which a letter takes it from {@code level}. */
    int turned(int level, char letter) {
        int wanted = letters.indexOf(letter) + 1;
        return level == wanted ? 0 : wanted;
    }

    /** Why it cannot be changed at the prompt; empty if it can. */
    String refusal() {
        return unchangeable.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "Cannot change the -%s (--%s) option", letters, unchangeable);
    }

    String message(int level) {
        return messages[level];
    }
}
