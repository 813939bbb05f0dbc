package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;

/** Breaks the paragraphs of a text into lines of about equal length: the line breaks of least cost, as {@code fmt(1)} counts it. */
final class Filling {
    private static final long SHORT_COST = 10 * 10;
    private static final long LINE_COST = 70 * 70;
    private static final long SENTENCE_BONUS = 50 * 50;
    private static final long NOBREAK_COST = 600 * 600;
    private static final long PAREN_BONUS = 40 * 40;
    private static final long PUNCT_BONUS = 40 * 40;
    private static final int MAX_WORDS = 1000;

    private final Call call;
    private final int width;
    private final int goal;
    private final String prefix;
    private boolean tabs;

    /** A word, the space after it, and what it says about breaking after it. */
    private static final class Word {
        private final String text;
        private int space;
        private boolean sentenceEnd;
        private boolean lastOfParagraph;
        private long best;
        private int next;
        private int lineLength;

        Word(String text) {
            this.text = text;
        }

        boolean opens() {
            return "(['`\"".indexOf(text.charAt(0)) >= 0;
        }

        boolean punctuated() {
            char last = text.charAt(text.length() - 1);
            return "!\"#%&'()*,-./:;?@[\\]_{}".indexOf(last) >= 0;
        }

        boolean period() {
            int end = text.length();
            while (end > 0 && ")]'\"".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            return end > 0 && ".?!".indexOf(text.charAt(end - 1)) >= 0;
        }
    }

    Filling(Call call, int width, int goal) {
        this.call = call;
        this.width = width;
        this.goal = goal;
        this.prefix = call.value("p", "").strip();
    }

    void fill(Input in) throws IOException {
        List<Word> words = new ArrayList<>();
        int first = 0;
        int other = 0;
        int lines = 0;
        for (String line = in.text(); line != null; line = in.text()) {
            call.process().step();
            boolean ours = prefix.isEmpty() || line.stripLeading().startsWith(prefix);
            String text = prefix.isEmpty() || !ours ? line : line.stripLeading().substring(prefix.length());
            if (!ours || text.isBlank()) {
                flush(words, first, other);
                lines = 0;
                call.print((ours ? prefix : line) + (in.newline() ? "\n" : ""));
                continue;
            }
            int indent = indent(text);
            tabs |= text.indexOf('\t') >= 0;
            boolean continues = lines > 0 && continues(lines, indent, first, other);
            if (!continues || words.size() > MAX_WORDS) {
                flush(words, first, other);
                lines = 0;
                first = indent;
                other = indent;
            } else if (lines == 1 && call.has("c", "t")) {
                other = indent;
            }
            add(words, text);
            lines++;
        }
        flush(words, first, other);
    }

    /** Whether a line goes on with the paragraph before it. */
    private boolean continues(int lines, int indent, int first, int other) {
        if (call.has("s")) {
            return false;
        }
        if (call.has("c")) {
            return lines == 1 || indent == other;
        }
        if (call.has("t")) {
            return lines == 1 ? indent != first : indent == other;
        }
        return indent == other;
    }

    private static int indent(String line) {
        int column = 0;
        for (int i = 0; i < line.length() && " \t".indexOf(line.charAt(i)) >= 0; i++) {
            column += line.charAt(i) == '\t' ? 8 - column % 8 : 1;
        }
        return column;
    }

    private void add(List<Word> words, String text) {
        if (!words.isEmpty()) {
            Word before = words.get(words.size() - 1);
            before.sentenceEnd = before.period();
            before.space = before.sentenceEnd ? 2 : 1;
        }
        int i = 0;
        int column = 0;
        while (i < text.length()) {
            if (" \t".indexOf(text.charAt(i)) >= 0) {
                column += text.charAt(i) == '\t' ? 8 - column % 8 : 1;
                i++;
                continue;
            }
            int start = i;
            while (i < text.length() && " \t".indexOf(text.charAt(i)) < 0) {
                i++;
            }
            Word word = new Word(text.substring(start, i));
            column += i - start;
            int end = column;
            int j = i;
            while (j < text.length() && " \t".indexOf(text.charAt(j)) >= 0) {
                end += text.charAt(j) == '\t' ? 8 - end % 8 : 1;
                j++;
            }
            word.space = end - column;
            word.sentenceEnd = word.period() && (word.space > 1 || j >= text.length());
            if (call.has("u")) {
                word.space = word.sentenceEnd ? 2 : 1;
            }
            words.add(word);
        }
    }

    private void flush(List<Word> words, int first, int other) throws IOException {
        if (words.isEmpty()) {
            return;
        }
        Word last = words.get(words.size() - 1);
        last.lastOfParagraph = true;
        last.sentenceEnd = true;
        breakLines(words, first, other);
        int at = 0;
        int indent = first;
        while (at < words.size()) {
            StringBuilder line = new StringBuilder(prefix);
            int column = space(line, prefix.length(), indent);
            int next = words.get(at).next;
            for (int i = at; i < next; i++) {
                line.append(words.get(i).text);
                column += words.get(i).text.length();
                column = i + 1 < next ? space(line, column, words.get(i).space) : column;
            }
            call.print(line + "\n");
            at = next;
            indent = other;
        }
        words.clear();
    }

    /** Puts out space, with tabs if the input had some; the column after it. */
    private int space(StringBuilder line, int column, int space) {
        int target = column + space;
        int at = column;
        if (tabs && at + 1 < target / 8 * 8) {
            while (at < target / 8 * 8) {
                line.append('\t');
                at = at / 8 * 8 + 8;
            }
        }
        line.append(" ".repeat(target - at));
        return target;
    }

    /** From the last word to the first: the cheapest way to break what begins there. */
    private void breakLines(List<Word> words, int first, int other) {
        int n = words.size();
        for (int start = n - 1; start >= 0; start--) {
            call.process().step();
            long best = Long.MAX_VALUE;
            int length = (start == 0 ? first : other) + prefix.length();
            int w = start;
            length += words.get(w).text.length();
            Word here = words.get(start);
            do {
                w++;
                long cost = lineCost(words, w, length) + (w < n ? words.get(w).best : 0);
                if (cost < best) {
                    best = cost;
                    here.next = w;
                    here.lineLength = length;
                }
                if (w == n) {
                    break;
                }
                length += words.get(w - 1).space + words.get(w).text.length();
            } while (length < width);
            here.best = best + baseCost(words, start);
        }
    }

    private long baseCost(List<Word> words, int at) {
        long cost = LINE_COST;
        if (at > 0) {
            Word before = words.get(at - 1);
            if (before.period()) {
                cost += before.sentenceEnd ? -SENTENCE_BONUS : NOBREAK_COST;
            } else if (before.punctuated()) {
                cost -= PUNCT_BONUS;
            } else if (at > 1 && words.get(at - 2).sentenceEnd) {
                cost += 200 * 200 / before.text.length();
            }
        }
        Word here = words.get(at);
        if (here.opens()) {
            cost -= PAREN_BONUS;
        } else if (here.sentenceEnd) {
            cost += 150 * 150 / here.text.length();
        }
        return cost;
    }

    private long lineCost(List<Word> words, int next, int length) {
        if (next == words.size()) {
            return 0;
        }
        long miss = goal - length;
        long cost = miss * miss * SHORT_COST;
        Word following = words.get(next);
        if (following.next != words.size()) {
            long difference = length - following.lineLength;
            cost += difference * difference * SHORT_COST / 2;
        }
        return cost;
    }
}
