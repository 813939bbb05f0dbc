package postroom.web.bench;

import java.util.List;

/** Something that can be measured, within about half a minute. */
public interface Trial {
    /** How it is asked for: {@code --only NAME}. */
    String name();

    /**
     * Measures.
     *
     * @throws Exception if what it measures does not work; the table then says so, and the others go on
     */
    List<Row> run() throws Exception;
}
