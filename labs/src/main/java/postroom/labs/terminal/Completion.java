package postroom.labs.terminal;

import java.util.List;

/**
 * What a word can be completed to.
 *
 * @param start where in the line the word begins; it ends at the cursor
 * @param candidates the possible words, in any order; none means that nothing fits
 */
public record Completion(int start, List<Candidate> candidates) {
    /** Nothing fits. */
    public static final Completion NONE = new Completion(0, List.of());

    public Completion {
        candidates = List.copyOf(candidates);
    }

    /**
     * One possible word.
     *
     * @param text what stands in the line for it, quoted as the shell needs it
     * @param shown what a list of candidates shows, such as a path's last part, with a slash if it is a directory
     * @param after what follows if it is the only candidate: a blank, a slash, a closing quote and a blank
     */
    public record Candidate(String text, String shown, String after) {}
}
