package postroom.labs.shell.run;

/** Where {@code getopts} is within a word of several options, such as {@code -abc}. */
final class OptionCursor {
    private int index;
    private int offset;

    /** Where in the word that OPTIND names it goes on; 0 for its start. */
    int offset(int word) {
        return word == index ? offset : 0;
    }

    void offset(int word, int newOffset) {
        index = word;
        offset = newOffset;
    }
}
