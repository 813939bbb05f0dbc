package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Running;
import postroom.labs.io.ErrnoException;

/** {@code env(1)}: shows the environment, or runs a program in a changed one. */
final class Env extends GnuProgram {
    Env() {
        super(
                Suite.COREUTILS,
                125,
                "+C:iS:u:v0",
                "chdir=",
                "C",
                "ignore-environment",
                "i",
                "null",
                "0",
                "split-string=",
                "S",
                "unset=",
                "u",
                "debug",
                "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        Map<String, String> environment = call.process().environment();
        List<String> words = new ArrayList<>(call.operands());
        if (call.has("S")) {
            words.addAll(0, List.of(call.value("S", "").strip().split("\\s+")));
        }
        if (call.has("i") || !words.isEmpty() && words.get(0).equals("-")) {
            environment.clear();
            words.remove("-");
        }
        call.options().stream().filter(it -> it.is("u")).forEach(it -> environment.remove(it.value()));
        while (!words.isEmpty() && words.get(0).indexOf('=') > 0) {
            String word = words.remove(0);
            environment.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        if (words.isEmpty()) {
            for (Map.Entry<String, String> each : environment.entrySet()) {
                call.print(each.getKey() + "=" + each.getValue() + (call.has("0") ? "\0" : "\n"));
            }
            return 0;
        }
        if (call.has("C")) {
            try {
                call.process().chdir(call.value("C", ""));
            } catch (ErrnoException e) {
                throw Failure.of(
                        125,
                        "cannot change directory to " + Quoting.always(call.value("C", "")) + ": " + e.getMessage());
            }
        }
        return Running.become(call, words, Quoting.locale(words.get(0)) + ": ");
    }
}
