package postroom.labs.course.proof;

import java.util.List;
import postroom.labs.terminal.screen.VirtualScreen;

/**
 * A picture of a full-screen program in a text, such as a dialog box. It may stand anywhere on the screen, since a box is
 * centred in whatever terminal a student has.
 *
 * @param lines without the margin that they have in common
 */
record ScreenPicture(List<String> lines) {

    static ScreenPicture of(String content) {
        return new ScreenPicture(
                content.stripIndent().stripTrailing().lines().map(String::stripTrailing).toList());
    }

    /** What a terminal shows that was sent this since it was empty. */
    static List<String> screen(String printed) {
        VirtualScreen screen = new VirtualScreen(ProofTerminal.COLUMNS, ProofTerminal.ROWS);
        screen.show(printed);
        return screen.lines();
    }

    boolean isOn(String printed) {
        List<String> screen = screen(printed);
        for (int row = 0; row + lines.size() <= screen.size(); row++) {
            int column = screen.get(row).indexOf(lines.get(0));
            if (column >= 0 && isAt(screen, row, column)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(List<String> screen, int row, int column) {
        for (int i = 0; i < lines.size(); i++) {
            if (!screen.get(row + i).startsWith(lines.get(i), column)) {
                return false;
            }
        }
        return true;
    }
}
