package postroom.labs.debian.vimtiny;

import postroom.labs.debian.editing.Characters;

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
    int tab = 8;
    int shift = 8;

    /** The columns of characters, whatever the screen shows of tabs. */
    ViCells cells() {
        return new ViCells(tab, false);
    }

    /** The columns as they are on the screen. */
    ViCells shownCells() {
        return new ViCells(tab, list);
    }

    /** What a line that follows {@code line} begins with. */
    String indentLike(String line) {
        return autoIndent ? line.substring(0, Characters.indent(line)) : "";
    }

    /** What makes a line begin at a column. */
    String indent(int column) {
        return expandTab ? " ".repeat(column) : "\t".repeat(column / tab) + " ".repeat(column % tab);
    }
}
