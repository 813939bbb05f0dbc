package postroom.labs.debian.procps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;

/** {@code kill(1)} as a program; shells have their own. Its messages begin with the name as it was typed. */
final class Kill implements Program {
    @Override
    public int run(Process process) throws IOException {
        List<String> words = new ArrayList<>(process.arguments());
        String name = process.argv().get(0);
        if (words.isEmpty()) {
            return usage(process);
        }
        String first = words.get(0);
        if (first.equals("-h") || first.equals("--help")) {
            process.out().print(HelpText.of("procps/kill"));
            return 0;
        }
        if (first.equals("-V") || first.equals("--version")) {
            process.out().println("kill from procps-ng 4.0.2");
            return 0;
        }
        if (first.equals("-L") || first.equals("--table")) {
            process.out().print(SignalNames.table());
            return 0;
        }
        if (first.equals("-l") || first.equals("--list") || first.startsWith("--list=")) {
            return list(
                    process, first.startsWith("--list=") ? first.substring(7) : words.size() > 1 ? words.get(1) : null);
        }
        Optional<Signal> signal = Optional.of(Signal.TERM);
        boolean known = true;
        boolean nothing = false;
        if (first.equals("-s") || first.equals("--signal") || first.startsWith("--signal=")) {
            boolean joined = first.startsWith("--signal=");
            if (!joined && words.size() < 2) {
                return invalid(process, "s");
            }
            String text = joined ? first.substring(9) : words.get(1);
            nothing = text.equals("0");
            signal = SignalNames.parse(text);
            known = nothing || signal.isPresent();
            words = words.subList(joined ? 1 : 2, words.size());
        } else if (first.equals("-q") || first.equals("--queue") || first.startsWith("--queue=")) {
            // the value that goes with a signal is seen by nobody
            boolean joined = first.startsWith("--queue=");
            if (!joined && words.size() < 2) {
                return invalid(process, "q");
            }
            String value = joined ? first.substring(8) : words.get(1);
            if (!value.matches("-?[0-9]{1,9}")) {
                process.err()
                        .println(name + ": must be an integer value to be passed with the signal.: '" + value + "'");
                return 1;
            }
            words = words.subList(joined ? 1 : 2, words.size());
        } else if (first.startsWith("-") && first.length() > 1 && !first.equals("--")) {
            nothing = first.equals("-0");
            signal = SignalNames.parse(first.substring(1));
            if (signal.isEmpty() && !nothing) {
                return invalid(process, first.substring(1, 2));
            }
            words = words.subList(1, words.size());
        }
        if (!words.isEmpty() && words.get(0).equals("--")) {
            words = words.subList(1, words.size());
        }
        if (words.isEmpty()) {
            return usage(process);
        }
        int status = 0;
        for (String word : words) {
            status |= one(process, name, word, nothing ? null : signal.orElse(null), known);
        }
        return status;
    }

    private static int usage(Process process) throws IOException {
        process.err().print(HelpText.of("procps/kill"));
        return 1;
    }

    private static int invalid(Process process, String letter) throws IOException {
        process.err().println(process.argv().get(0) + ": invalid argument " + letter);
        return usage(process);
    }

    private static int list(Process process, String word) throws IOException {
        if (word == null) {
            process.out().print(SignalNames.list());
            return 0;
        }
        Optional<Signal> signal = SignalNames.parse(word);
        if (signal.isEmpty()) {
            process.err().println(process.argv().get(0) + ": unknown signal name " + word);
            return 1;
        }
        boolean number = word.matches("[0-9]+");
        process.out()
                .println(
                        number
                                ? SignalNames.of(signal.get())
                                : "" + signal.get().number());
        return 0;
    }

    private static int one(Process process, String name, String word, Signal signal, boolean known) throws IOException {
        if (!word.matches("-?[0-9]{1,9}")) {
            process.err().println(name + ": failed to parse argument: '" + word + "'");
            return 1;
        }
        int number = Integer.parseInt(word);
        if (!known) {
            process.err().println(name + ": (" + number + "): Invalid argument");
            return 1;
        }
        List<Process> targets = process.host().processes().all().stream()
                .filter(it -> number < 0
                        ? it.group() == -number
                        : number == 0 ? it.group() == process.group() : it.pid() == number)
                .toList();
        if (targets.isEmpty()) {
            process.err().println(name + ": (" + number + "): No such process");
            return 1;
        }
        int status = 0;
        for (Process target : targets) {
            if (!SignalNames.mayKill(process, target)) {
                process.err().println(name + ": (" + number + "): Operation not permitted");
                status = 1;
            } else if (signal != null) {
                target.signal(signal);
            }
        }
        return status;
    }
}
