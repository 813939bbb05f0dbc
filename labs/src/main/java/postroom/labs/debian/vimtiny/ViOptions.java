package postroom.labs.debian.vimtiny;

/** The options of {@code :set} that do something here. */
final class ViOptions {
    /** As the original vi: Debian's {@code vimrc.tiny} wants that when vim.tiny is called {@code vi}. */
    boolean compatible = true;

    boolean numbers;
    boolean list;
    boolean ignoreCase;
    boolean autoIndent;
    boolean expandTab;
    boolean wrapScan = true;
    boolean readonly;
    /** The cursor stands before a tab, not on its last cell. */
    boolean inserting;

    int tab = 8;
    int shift = 8;
}
