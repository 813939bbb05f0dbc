package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Escapes;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code echo(1)}: prints its arguments. */
final class Echo implements Program {
    @Override
    public int run(Process process) throws IOException {
        List<String> words = process.arguments();
        boolean newline = true;
        boolean escapes = false;
        int i = 0;
        while (i < words.size() && words.get(i).matches("-[neE]+")) {
            for (char c : words.get(i).toCharArray()) {
                newline &= c != 'n';
                escapes = c == 'e' || escapes && c != 'E';
            }
            i++;
        }
        String text = String.join(" ", words.subList(i, words.size()));
        if (escapes) {
            Escapes.Result result = Escapes.echo(text);
            text = result.text();
            newline &= !result.stop();
        }
        process.out().write(Text.bytes(text + (newline ? "\n" : "")));
        return 0;
    }
}
