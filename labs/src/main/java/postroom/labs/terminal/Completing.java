package postroom.labs.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import postroom.labs.terminal.Completion.Candidate;

/**
 * What Tab does: put in what all candidates have in common; pressed again with nothing to put in, list them.
 *
 * <p>At most {@value #LIMIT} candidates are looked at.
 */
final class Completing {
    private static final int LIMIT = 10_000;

    private final Completer completer;

    Completing(Completer completer) {
        this.completer = completer;
    }

    /** Completes the word at the cursor; what is to be listed, often nothing. */
    List<Candidate> complete(Editing e, boolean list) {
        Completion found = completer.complete(e.line.string(), e.line.cursor());
        List<Candidate> candidates = distinct(found.candidates());
        int start = Math.max(0, Math.min(found.start(), e.line.cursor()));
        if (candidates.isEmpty()) {
            e.ding();
            return List.of();
        }
        if (candidates.size() == 1) {
            Candidate only = candidates.get(0);
            put(e, start, only.text() + after(e, only));
            e.now = Editing.Action.COMPLETE;
            return List.of();
        }
        if (list) {
            e.now = Editing.Action.COMPLETE;
            return candidates;
        }
        String before = e.line.string(start, e.line.cursor());
        String common = common(candidates);
        boolean changes = common.length() > before.length();
        if (changes) {
            put(e, start, common);
        } else {
            e.now = Editing.Action.COMPLETE;
        }
        e.ding();
        return List.of();
    }

    /** Puts all candidates in, as M-* does. */
    void insertAll(Editing e) {
        Completion found = completer.complete(e.line.string(), e.line.cursor());
        if (found.candidates().isEmpty()) {
            e.ding();
            return;
        }
        StringBuilder all = new StringBuilder();
        distinct(found.candidates()).forEach(c -> all.append(c.text()).append(' '));
        if (!e.line.replace(Math.min(found.start(), e.line.cursor()), e.line.cursor(), all.toString())) {
            e.ding();
        }
    }

    /** No blank where there is one already. */
    private static String after(Editing e, Candidate only) {
        boolean blankThere = e.line.string(e.line.cursor(), e.line.length()).startsWith(" ");
        return blankThere && only.after().equals(" ") ? "" : only.after();
    }

    private static void put(Editing e, int start, String text) {
        String before = e.line.string(start, e.line.cursor());
        boolean fits = text.startsWith(before)
                ? e.line.insert(text.substring(before.length()))
                : e.line.replace(start, e.line.cursor(), text);
        if (!fits) {
            e.ding();
        }
    }

    private static List<Candidate> distinct(List<Candidate> candidates) {
        List<Candidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparing(Candidate::text));
        List<Candidate> distinct = new ArrayList<>();
        for (Candidate candidate : sorted) {
            boolean same = !distinct.isEmpty()
                    && distinct.get(distinct.size() - 1).text().equals(candidate.text());
            if (!same && distinct.size() < LIMIT) {
                distinct.add(candidate);
            }
        }
        return distinct;
    }

    private static String common(List<Candidate> sorted) {
        String first = sorted.get(0).text();
        String last = sorted.get(sorted.size() - 1).text();
        int at = 0;
        while (at < Math.min(first.length(), last.length()) && first.charAt(at) == last.charAt(at)) {
            at++;
        }
        if (at > 0 && Character.isHighSurrogate(first.charAt(at - 1))) {
            at--;
        }
        return first.substring(0, at);
    }
}
