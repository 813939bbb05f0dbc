package postroom.labs.debian.nano;

/** What the command line and the Meta keys switch on and off; Debian's {@code /etc/nanorc} sets the state flags. */
final class Options {
    boolean autoIndent;
    boolean constantPosition;
    boolean cutToEnd;
    boolean breakLongLines;
    boolean lineNumbers;
    boolean view;
    boolean noHelp;
    boolean caseSensitive;
    boolean regex;
    boolean backwards;
    boolean tabsToSpaces;
    boolean noNewlines;
    boolean noConvert;
    boolean unixFormat;
    boolean smartHome;
    boolean backup;
    boolean saveOnExit;
    boolean quickBlank;
    boolean showBlanks;
    boolean restricted;
    boolean noRead;
    boolean jumpy;
    boolean emptyLine;
    boolean multiBuffer;
    int tabSize = 8;
    int fill = -8;

    /** The width that lines are broken and justified at. */
    int fillWidth(int columns) {
        return Math.max(1, fill <= 0 ? columns + fill : fill);
    }
}
