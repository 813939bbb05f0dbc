package postroom.labs.debian.sed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code sed(1)}: edits text by a script. */
final class Sed extends GnuProgram {
    Sed() {
        super(
                Suite.SED,
                1,
                "bsnrzuEe:f:l:i::V",
                "debug",
                "debug",
                "regexp-extended",
                "E",
                "in-place==",
                "i",
                "expression=",
                "e",
                "file=",
                "f",
                "line-length=",
                "l",
                "null-data",
                "z",
                "zero-terminated",
                "z",
                "quiet",
                "n",
                "silent",
                "n",
                "posix",
                "posix",
                "separate",
                "s",
                "sandbox",
                "sandbox",
                "unbuffered",
                "u",
                "follow-symlinks",
                "follow");
    }

    @Override
    protected void hint(Process process, String name) throws IOException {
        String help = Suite.SED.help(process, own());
        process.err().print(help.substring(0, help.indexOf("E-mail bug reports")));
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> names = new ArrayList<>(call.operands());
        Script scripts = new Script();
        for (postroom.labs.debian.getopt.Getopt.Option each : call.options()) {
            if (each.is("e")) {
                scripts.add(each.value());
            } else if (each.is("f")) {
                scripts.addFile(scriptFile(call, each.value()), each.value());
            }
        }
        if (scripts.isEmpty()) {
            if (names.isEmpty()) {
                hint(call.process(), call.name());
                return 1;
            }
            scripts.add(names.remove(0));
        }
        boolean quiet = call.has("n") || scripts.text().startsWith("#n\n");
        List<Instruction> program = new ScriptParser(scripts, call.has("E", "r")).parse();
        if (names.isEmpty() && call.has("i")) {
            throw Failure.of(1, "no input files");
        }
        if (names.isEmpty()) {
            names.add("-");
        }
        Editor editor = new Editor(call, program, quiet);
        try {
            return editor.run(names);
        } finally {
            editor.close();
        }
    }

    private static String scriptFile(Call call, String name) throws IOException {
        try (Input in = Input.open(call.process(), name)) {
            String text = Text.of(in.rest());
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (ErrnoException e) {
            throw Failure.of(1, "couldn't open file " + name + ": " + e.getMessage());
        }
    }

    @Override
    public int unwritable(Process process, Errno errno) throws IOException {
        process.err().println(process.argv().get(0) + ": couldn't flush stdout: " + errno.text());
        return 4;
    }
}
