package postroom.labs.debian.debconf;

import java.io.IOException;

/** How questions reach the one who answers them. */
interface Frontend {
    /** False if nobody is asked. */
    boolean interactive();

    /** The heading of all questions to come. */
    void title(String title);

    /** Asks; false if the one who answers wants to go back. */
    boolean ask(Question question) throws IOException;
}
