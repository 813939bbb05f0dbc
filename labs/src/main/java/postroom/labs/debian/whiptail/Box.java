package postroom.labs.debian.whiptail;

import java.util.List;

/**
 * What a dialogue box asks ({@code whiptail(1)}).
 *
 * @param kind what it is
 * @param backtitle the text in the screen's upper left corner
 * @param title the text in the frame; may be empty
 * @param text what it says, lines parted by line feeds
 * @param height the window's height with its frame, in cells
 * @param width the window's width with its frame, in cells
 * @param items what there is to choose from
 * @param listHeight how many items are seen at once
 * @param value an input's first value; of a menu the tag that is chosen at first
 * @param options how it differs from the usual
 */
public record Box(
        Kind kind,
        String backtitle,
        String title,
        String text,
        int height,
        int width,
        List<Item> items,
        int listHeight,
        String value,
        Options options) {

    /** The kinds of boxes. */
    public enum Kind {
        INFO,
        MESSAGE,
        YES_NO,
        INPUT,
        PASSWORD,
        MENU,
        CHECKLIST,
        RADIOLIST;

        /** True for those with a list of items. */
        boolean isList() {
            return this == MENU || this == CHECKLIST || this == RADIOLIST;
        }

        /** True for those with a line to type in. */
        boolean isEntry() {
            return this == INPUT || this == PASSWORD;
        }
    }

    /**
     * A choice.
     *
     * @param on whether it is ticked at first
     */
    public record Item(String tag, String text, boolean on) {}

    /**
     * How a box differs from the usual.
     *
     * @param noCancel without the second button
     * @param defaultNo the second button is the first to have the focus
     * @param scrollText the text scrolls
     * @param buttons the labels of the two buttons; empty for the usual ones
     */
    public record Options(boolean noCancel, boolean defaultNo, boolean scrollText, List<String> buttons) {
        /** Nothing special. */
        public static final Options NONE = new Options(false, false, false, List.of());
    }

    /**
     * How it ended.
     *
     * @param status 0 Ok or Yes, 1 Cancel or No, 255 Escape
     * @param values what was typed, or the tags that were chosen
     */
    public record Answer(int status, List<String> values) {}

    /** The labels of its buttons, none for a box that waits for nobody. */
    List<String> labels() {
        boolean choice = kind == Kind.YES_NO;
        String first = options.buttons().isEmpty()
                ? choice ? "Yes" : "Ok"
                : options.buttons().get(0);
        String second = options.buttons().size() < 2
                ? choice ? "No" : "Cancel"
                : options.buttons().get(1);
        return switch (kind) {
            case INFO -> List.of();
            case MESSAGE -> List.of(first);
            case YES_NO -> List.of(first, second);
            default -> options.noCancel() ? List.of(first) : List.of(first, second);
        };
    }

    /** The columns of its buttons within the frame, as whiptail reckons them. */
    List<Integer> buttonColumns() {
        int inner = width - 2;
        if (labels().size() < 2) {
            return List.of((inner - 8) / 2 + 1);
        }
        int third = kind == Kind.YES_NO ? (inner - 16) / 3 : (inner - 18) / 3;
        return List.of(third + 1, third * 2 + 10);
    }
}
