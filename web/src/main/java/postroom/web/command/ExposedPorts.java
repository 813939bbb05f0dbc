package postroom.web.command;

import java.util.Map;

/** Under which real ports of the loopback {@code --expose} opens a lab's services. */
final class ExposedPorts {
    /** Port to real port. */
    static final Map<Integer, Integer> ALL =
            Map.of(25, 2525, 465, 4650, 587, 5870, 143, 1430, 993, 9930, 110, 1100, 995, 9950);

    /** For the options' help. */
    static final String DESCRIPTION = "open the lab's ports on the loopback: 25 as 2525, 587 as 5870, 465 as 4650,"
            + " 143 as 1430, 993 as 9930, 110 as 1100, 995 as 9950";

    private ExposedPorts() {}
}
