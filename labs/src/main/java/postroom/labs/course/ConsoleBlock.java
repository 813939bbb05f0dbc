package postroom.labs.course;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a terminal's screen, in a notation that says what was typed. Column 1 has the marker, a blank follows:
 *
 * <pre>
 *   $ telnet localhost 25      a command at the shell's prompt
 *   &gt; EHLO client.example      a line typed to the program that runs; &gt; alone: an empty line
 *   ^ ]                        a key with Ctrl
 *   …                          any lines, also none, that the text leaves out
 *   \&gt; quoted                  an output line that begins with a marker
 *   220 myserver.…             every other line is what was printed
 * </pre>
 *
 * Blocks of a chapter are one session: where one ends inside a program, the next goes on there. An output line that
 * ends in a blank ({@code telnet> }) is a prompt, and what is typed next stands on the same line of the screen.
 */
public record ConsoleBlock(List<Line> lines) {
    public ConsoleBlock {
        lines = List.copyOf(lines);
    }

    /** What a line of the block is. */
    public enum Kind {
        COMMAND,
        TYPED,
        KEY,
        OUTPUT,
        GAP,
        /** What a full-screen program shows; never in a console block, but a block of its own. */
        SCREEN;

        /** Whether the student does this, and does not only see it. */
        public boolean isInput() {
            return this == COMMAND || this == TYPED || this == KEY;
        }
    }

    /** @param text without the marker; of a key its letter */
    public record Line(Kind kind, String text) {

        /** The bytes that a terminal sends for it. */
        public String keys() {
            return kind == Kind.KEY ? String.valueOf((char) (text.charAt(0) & 0x1f)) : text + "\r";
        }
    }

    /**
     * The session that a chapter's blocks are, one after the other: its console blocks, and its pictures of a screen as
     * blocks of one line.
     */
    public static List<ConsoleBlock> session(Page page) {
        List<ConsoleBlock> blocks = new ArrayList<>();
        for (Page.Fence fence : page.fences()) {
            if (fence.kind().equals("console")) {
                blocks.add(parse(fence.content()));
            } else if (fence.kind().equals("screen")) {
                blocks.add(new ConsoleBlock(List.of(new Line(Kind.SCREEN, fence.content()))));
            }
        }
        return blocks;
    }

    public static ConsoleBlock parse(String block) {
        List<Line> lines = new ArrayList<>();
        String[] texts = block.split("\n", -1);
        int count = texts.length > 0 && texts[texts.length - 1].isEmpty() ? texts.length - 1 : texts.length;
        for (int i = 0; i < count; i++) {
            lines.add(line(texts[i]));
        }
        return new ConsoleBlock(lines);
    }

    private static Line line(String text) {
        if (text.startsWith("$ ")) {
            return new Line(Kind.COMMAND, text.substring(2));
        }
        if (text.equals(">") || text.startsWith("> ")) {
            return new Line(Kind.TYPED, text.length() > 2 ? text.substring(2) : "");
        }
        if (text.matches("\\^ [A-Za-z\\[\\]\\\\_]")) {
            return new Line(Kind.KEY, text.substring(2));
        }
        if (text.strip().equals("…")) {
            return new Line(Kind.GAP, "");
        }
        return new Line(Kind.OUTPUT, text.startsWith("\\") ? text.substring(1) : text);
    }
}
