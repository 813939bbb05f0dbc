package postroom.labs.shell.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code help} knows: the builtins and the shell's keywords, in bash's order. */
final class HelpTopics {
    private static final Pattern BREAK = Pattern.compile("\f\n");

    private HelpTopics() {}

    /**
     * One topic.
     *
     * @param summary what it is for, in half a line
     * @param text the rest, indented
     */
    record Topic(String name, String synopsis, String summary, String text) {}

    /** All of them, read anew: they are seldom asked for. */
    static List<Topic> all() {
        try (InputStream in = HelpTopics.class.getResourceAsStream("/postroom/shell/help.txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(BREAK.split(all)).map(HelpTopics::topic).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Topic topic(String text) {
        String[] lines = text.split("\n", 4);
        return new Topic(lines[0], lines[1], lines[2], Arrays.asList(lines).get(3));
    }
}
