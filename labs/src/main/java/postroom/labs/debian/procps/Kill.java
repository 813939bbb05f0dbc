package postroom.labs.debian.procps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;

/** {@code kill(1)} as a program; shells have their own. */
final class Kill implements Program {
    @Override
    public int run(Process process) throws IOException {
        List<String> words = new ArrayList<>(process.arguments());
        Signal signal = Signal.TERM;
        if (!words.isEmpty() && words.get(0).equals("-l")) {
            StringBuilder names = new StringBuilder();
            for (Signal each : Signal.values()) {
                names.append(names.length() == 0 ? "" : " ").append(each.name());
            }
            process.out().println(names.toString());
            return 0;
        }
        if (!words.isEmpty() && words.get(0).startsWith("-") && words.get(0).length() > 1) {
            String text = words.remove(0).substring(1);
            if (text.equals("s") && !words.isEmpty()) {
                text = words.remove(0);
            }
            Optional<Signal> named =
                    text.matches("[0-9]{1,2}") ? Signal.of(Integer.parseInt(text)) : Signal.named(text);
            if (named.isEmpty()) {
                process.err().println("kill: unknown signal name " + text);
                return 1;
            }
            signal = named.get();
        }
        int status = words.isEmpty() ? 1 : 0;
        for (String word : words) {
            status |= one(process, word, signal);
        }
        return status;
    }

    private static int one(Process process, String word, Signal signal) throws IOException {
        if (!word.matches("-?[0-9]{1,9}")) {
            process.err().println("kill: failed to parse argument: '" + word + "'");
            return 1;
        }
        int number = Integer.parseInt(word);
        List<Process> targets = process.host().processes().all().stream()
                .filter(it -> number < 0 ? it.group() == -number : it.pid() == number)
                .toList();
        if (targets.isEmpty()) {
            process.err().println("kill: (" + number + "): No such process");
            return 1;
        }
        int status = 0;
        for (Process target : targets) {
            if (process.who().isRoot() || target.who().uid() == process.who().uid()) {
                target.signal(signal);
            } else {
                process.err().println("kill: (" + number + "): Operation not permitted");
                status = 1;
            }
        }
        return status;
    }
}
