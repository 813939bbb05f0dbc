package postroom.labs.debian.mandb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sets a page for a terminal. In its source a line in capitals is a heading, one that begins with four blanks stands as it
 * is, {@code TAG :: text} is an entry of a list, and the lines up to an empty one or an entry are a paragraph.
 */
final class ManFormatter {
    private static final int INDENT = 7;
    private static final int TAG = 7;
    private final int width;
    private final boolean bold;
    private final List<String> out = new ArrayList<>();

    /**
     * A formatter.
     *
     * @param width columns of the text
     * @param bold whether headings and entries are made bold with SGR sequences
     */
    ManFormatter(int width, boolean bold) {
        this.width = Math.max(30, width);
        this.bold = bold;
    }

    /** The page's lines, with its header and footer. */
    List<String> format(ManPage page) {
        String title = page.file().toUpperCase(Locale.ROOT) + "(" + page.section() + ")";
        out.add(three(title, manual(page.section()), title));
        List<String> words = new ArrayList<>();
        int indent = INDENT;
        for (String line : page.source().split("\n", -1)) {
            int entry = line.indexOf(" :: ");
            if (isHeading(line)) {
                flush(words, indent);
                gap();
                out.add(strong(line));
                indent = INDENT;
            } else if (line.isBlank()) {
                flush(words, indent);
                gap();
                indent = INDENT;
            } else if (line.startsWith("    ")) {
                flush(words, indent);
                out.add(" ".repeat(INDENT) + line.substring(4));
            } else if (entry > 0) {
                flush(words, indent);
                tag(line.substring(0, entry), words);
                words.addAll(List.of(line.substring(entry + 4).trim().split(" +")));
                indent = INDENT + TAG;
            } else {
                words.addAll(List.of(line.trim().split(" +")));
            }
        }
        flush(words, indent);
        gap();
        out.add(three("Postroom", "", title));
        return List.copyOf(out);
    }

    static boolean isHeading(String line) {
        return line.matches("[A-Z][A-Z ]+");
    }

    /** What the sections are called. */
    private static String manual(String section) {
        return switch (section) {
            case "5" -> "File Formats Manual";
            case "8" -> "System Manager's Manual";
            default -> "General Commands Manual";
        };
    }

    private void gap() {
        if (!out.get(out.size() - 1).isEmpty() && !endsWithHeading()) {
            out.add("");
        }
    }

    private boolean endsWithHeading() {
        String last = out.get(out.size() - 1);
        return out.size() > 1 && !last.startsWith(" ");
    }

    private void tag(String tag, List<String> words) {
        if (!out.get(out.size() - 1).isEmpty() && !endsWithHeading()) {
            out.add("");
        }
        out.add(" ".repeat(INDENT) + strong(tag));
        if (tag.length() < TAG - 1) {
            words.add("\0" + " ".repeat(TAG - tag.length()));
        }
    }

    /** Writes a paragraph; one that begins with a mark goes on the line of its short tag. */
    private void flush(List<String> words, int indent) {
        if (words.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder(" ".repeat(indent));
        boolean joins = words.get(0).startsWith("\0");
        String head = joins ? out.remove(out.size() - 1) + words.remove(0).substring(1) : line.toString();
        for (String word : words) {
            if (line.length() > indent && line.length() + 1 + word.length() > width) {
                out.add(head + line.substring(indent));
                head = " ".repeat(indent);
                line.setLength(indent);
            }
            line.append(line.length() > indent ? " " : "").append(word);
        }
        out.add(head + line.substring(indent));
        words.clear();
    }

    private String strong(String text) {
        return bold ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private String three(String left, String middle, String right) {
        int before = Math.max(left.length() + 1, (width - middle.length()) / 2);
        String begin = left + " ".repeat(before - left.length()) + middle;
        return begin + " ".repeat(Math.max(1, width - begin.length() - right.length())) + right;
    }
}
