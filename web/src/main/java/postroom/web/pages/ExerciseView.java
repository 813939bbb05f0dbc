package postroom.web.pages;

import java.util.List;

/**
 * An exercise as its card shows it; also the event that tells the page of a change. All texts are HTML of ours; an empty one
 * is not shown.
 *
 * @param type {@code exercise}, for the page's code
 * @param hints those shown so far, in order
 * @param moreHints whether there is a further one to ask for
 * @param explain shown after passing
 * @param host its own id if it is done on a host of its own, nothing for the chapter's
 */
public record ExerciseView(
        String type,
        String id,
        int number,
        String title,
        String intro,
        List<TaskView> tasks,
        List<String> hints,
        boolean moreHints,
        boolean done,
        String explain,
        String host) {

    /**
     * @param near the sentence of the near miss that is true now
     * @param answer whether the task asks a question
     * @param left what is to be put in order or to be matched, as this learner sees it; empty for other questions
     * @param right what the left things are matched with; empty where they are to be put in order
     */
    public record TaskView(
            String id,
            String text,
            boolean done,
            String near,
            boolean answer,
            List<PieceView> left,
            List<PieceView> right) {
        public boolean order() {
            return !left.isEmpty() && right.isEmpty();
        }

        public boolean pairs() {
            return !right.isEmpty();
        }
    }

    /** @param text plain text; @param partner the id of the thing that it is matched with, once that is known */
    public record PieceView(String id, String text, String partner) {}
}
