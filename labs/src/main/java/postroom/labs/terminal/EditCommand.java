package postroom.labs.terminal;

/** What a key does to the line. */
@FunctionalInterface
interface EditCommand {
    void run(Editing editing);

    /** Runs it as often as the student's argument says, at most {@value #MOST} times. */
    static EditCommand repeated(EditCommand forward, EditCommand backward) {
        return editing -> {
            int count = editing.count();
            EditCommand command = count < 0 ? backward : forward;
            for (int n = Math.min(Math.abs(count), MOST); n > 0; n--) {
                command.run(editing);
            }
        };
    }

    int MOST = 1_000;
}
