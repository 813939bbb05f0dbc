package postroom.labs.terminal;

import java.util.HashMap;
import java.util.Map;

/**
 * Which key runs which command: readline's emacs mode with Debian's {@code /etc/inputrc}.
 *
 * <p>The keys that need more than the line (completion, searching, the screen) are {@link LineEditor}'s.
 */
final class Keymap {
    private static final String ESC = "\u001b";
    private static final Map<String, EditCommand> COMMANDS = new HashMap<>();

    static {
        moving();
        cutting();
        changing();
        recalling();
    }

    private Keymap() {}

    /** The command of a key, or null if it has none. */
    static EditCommand command(String key) {
        return COMMANDS.get(key);
    }

    /**
     * What readline takes for text of a sequence that it does not know: what is behind the first byte that leads
     * nowhere. So F5 ({@code ESC[15~}) types a tilde.
     */
    static String rest(String sequence) {
        int at = 1;
        while (at < sequence.length() && leadsOn(sequence.substring(0, at))) {
            at++;
        }
        return leadsOn(sequence.substring(0, at)) ? "" : sequence.substring(at);
    }

    private static boolean leadsOn(String start) {
        return COMMANDS.keySet().stream().anyMatch(key -> key.startsWith(start))
                || "\u001b[200~".startsWith(start)
                || "\u001b[2~".startsWith(start);
    }

    private static void moving() {
        bind(Moving::startOfLine, control('A'), ESC + "[H", ESC + "OH", ESC + "[1~");
        bind(Moving::endOfLine, control('E'), ESC + "[F", ESC + "OF", ESC + "[4~");
        EditCommand forward = EditCommand.repeated(Moving::forward, Moving::backward);
        EditCommand backward = EditCommand.repeated(Moving::backward, Moving::forward);
        bind(forward, control('F'), ESC + "[C", ESC + "OC");
        bind(backward, control('B'), ESC + "[D", ESC + "OD");
        EditCommand wordForward = EditCommand.repeated(Moving::forwardWord, Moving::backwardWord);
        EditCommand wordBackward = EditCommand.repeated(Moving::backwardWord, Moving::forwardWord);
        bind(wordForward, ESC + "f", ESC + "F", ESC + "[1;5C", ESC + "[1;3C", ESC + "[5C", ESC + ESC + "[C");
        bind(wordBackward, ESC + "b", ESC + "B", ESC + "[1;5D", ESC + "[1;3D", ESC + "[5D", ESC + ESC + "[D");
        bind(Moving::setMark, control('@'), ESC + " ");
        bind(Moving::exchangeMark, control('X') + control('X'));
    }

    private static void cutting() {
        EditCommand backward = EditCommand.repeated(Cutting::deleteBackward, Cutting::deleteForward);
        bind(backward, "\u007f", control('H'));
        bind(EditCommand.repeated(Cutting::deleteForward, Cutting::deleteBackward), ESC + "[3~");
        bind(EditCommand.repeated(Cutting::deleteOrEnd, Cutting::deleteBackward), control('D'));
        bind(Cutting::toEnd, control('K'));
        bind(Cutting::toStart, control('U'), control('X') + "\u007f");
        bind(EditCommand.repeated(Cutting::wordForward, Cutting::wordBackward), ESC + "d", ESC + "D");
        EditCommand wordBackward = EditCommand.repeated(Cutting::wordBackward, Cutting::wordForward);
        bind(wordBackward, ESC + "\u007f", ESC + control('H'));
        bind(EditCommand.repeated(Cutting::blankWordBackward, Cutting::wordForward), control('W'));
        bind(Cutting::spaceAround, ESC + "\\");
        bind(Cutting::yank, control('Y'));
        bind(Cutting::yankPop, ESC + "y", ESC + "Y");
    }

    private static void changing() {
        bind(e -> {}, control('Z'), control('\\')); // the terminal would signal, and the shell not listen
        bind(Changing::accept, control('M'), control('J'));
        bind(Changing::comment, ESC + "#");
        bind(Changing::transposeCharacters, control('T'));
        bind(Changing::transposeWords, ESC + "t", ESC + "T");
        bind(Changing::upcase, ESC + "u", ESC + "U");
        bind(Changing::downcase, ESC + "l", ESC + "L");
        bind(Changing::capitalize, ESC + "c", ESC + "C");
        bind(Changing::undo, control('_'), control('X') + control('U'));
        bind(Changing::revert, ESC + "r", ESC + "R");
    }

    private static void recalling() {
        EditCommand previous = EditCommand.repeated(Recalling::previous, Recalling::next);
        EditCommand next = EditCommand.repeated(Recalling::next, Recalling::previous);
        bind(previous, control('P'), ESC + "[A", ESC + "OA");
        bind(next, control('N'), ESC + "[B", ESC + "OB");
        bind(Recalling::first, ESC + "<");
        bind(Recalling::last, ESC + ">");
        bind(Recalling::lastArgument, ESC + ".", ESC + "_");
        bind(Recalling::argument, ESC + control('Y'));
    }

    private static void bind(EditCommand command, String... keys) {
        for (String key : keys) {
            COMMANDS.put(key, command);
        }
    }

    /** The character that Ctrl and {@code letter} make. */
    static String control(char letter) {
        return String.valueOf((char) (letter & 0x1F));
    }
}
