package postroom.labs.debian.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code file(1)}: guesses what is in a file by its first bytes. */
final class FileProgram implements Program {
    private static final String TESTS = "apptype|ascii|cdf|compress|csv|elf|encoding|soft|tar|json|text|tokens";
    private static final String USAGE =
            "Usage: file [-bcCdEhikLlNnprsSvzZ0] [--apple] [--extension] [--mime-encoding]\n"
                    + "            [--mime-type] [-e <testname>] [-F <separator>]  [-f <namefile>]\n"
                    + "            [-m <magicfiles>] [-P <parameter=value>] [--exclude-quiet]\n"
                    + "            <file> ...\n       file -C [-m <magicfiles>]\n       file [--help]\n";
    private static final Getopt OPTIONS = new Getopt(
            "bcCdEe:f:F:hiklLm:nNpP:rsSvzZ0",
            "help",
            "help",
            "version",
            "v",
            "magic-file=",
            "m",
            "uncompress",
            "z",
            "uncompress-noreport",
            "Z",
            "brief",
            "b",
            "exclude=",
            "e",
            "exclude-quiet=",
            "quiet",
            "files-from=",
            "f",
            "separator=",
            "F",
            "mime",
            "i",
            "extension",
            "extension",
            "mime-type",
            "type",
            "mime-encoding",
            "encoding",
            "keep-going",
            "k",
            "dereference",
            "L",
            "no-dereference",
            "h",
            "no-buffer",
            "n",
            "no-pad",
            "N",
            "print0",
            "0",
            "preserve-date",
            "p",
            "parameter=",
            "P",
            "raw",
            "r",
            "special-files",
            "s",
            "no-sandbox",
            "S");

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed options;
        try {
            options = OPTIONS.parse(process.argv());
        } catch (UsageException e) {
            process.err().print(e.getMessage() + "\n" + USAGE);
            return 1;
        }
        if (options.has("help")) {
            process.out().print(HelpText.of("file/file"));
            return 0;
        }
        if (options.has("v")) {
            process.out().print(HelpText.of("file/file.version"));
            return 0;
        }
        boolean badTest = options.options().stream()
                .anyMatch(it -> it.is("e") && !it.value().matches(TESTS));
        boolean nothing = options.operands().isEmpty() && !options.has("f");
        boolean unsupported = options.has("c") || options.has("C") || options.has("d") || options.has("l");
        if (badTest || nothing || unsupported) {
            process.err().print(USAGE);
            return 1;
        }
        if (options.has("P") && !options.value("P", "").contains("=")) {
            process.err().print("file: Unknown param " + options.value("P", "") + "\n");
            return 1;
        }
        Call call = Call.bare(process);
        for (Getopt.Option each : options.options()) {
            if (each.is("f") && !listed(call, options, each.value())) {
                return 1;
            }
        }
        return show(call, options, options.operands());
    }

    private static boolean listed(Call call, Getopt.Parsed options, String list) throws IOException {
        List<String> names = new ArrayList<>();
        try (Input in = Input.open(call.process(), list)) {
            for (String line = in.text(); line != null; line = in.text()) {
                names.add(line);
            }
        } catch (ErrnoException e) {
            call.process().err().print("file: Cannot open `" + list + "' (" + e.getMessage() + ")\n");
            return false;
        }
        show(call, options, names);
        return true;
    }

    private static int show(Call call, Getopt.Parsed options, List<String> names) throws IOException {
        int width = names.stream().mapToInt(Text::width).max().orElse(0);
        long zeros = options.options().stream().filter(it -> it.is("0")).count();
        int status = 0;
        Examination examination = new Examination(call, options);
        for (String name : names) {
            call.process().step();
            String text = examination.of(name);
            boolean failed = text.startsWith("ERROR: ");
            status = failed ? 1 : status;
            String shown = name.equals("-") ? "/dev/stdin" : name;
            String pad = options.has("N") || zeros > 0 ? "" : " ".repeat(Math.max(0, width - Text.width(name)));
            String separator = zeros > 1 ? "\0" : (zeros == 1 ? "\0" : "") + options.value("F", ":") + " " + pad;
            call.print(
                    (options.has("b") || name.isEmpty() ? "" : shown + separator) + text + (zeros > 1 ? "\0" : "\n"));
        }
        return status;
    }

    /** The first bytes of a file, at most {@code most}. */
    static byte[] head(Call call, String name, int most) throws IOException {
        try (Input in = Input.open(call.process(), name)) {
            byte[] buffer = new byte[most];
            int count = 0;
            int n = 0;
            while (count < most && n >= 0) {
                n = in.read(buffer, count, most - count);
                count += Math.max(0, n);
            }
            return Arrays.copyOf(buffer, count);
        }
    }
}
