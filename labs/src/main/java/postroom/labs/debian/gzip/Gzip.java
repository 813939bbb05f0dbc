package postroom.labs.debian.gzip;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;

/** {@code gzip(1)}: packs files, each into a file of its own, and unpacks them. */
final class Gzip extends GnuProgram {
    Gzip() {
        super(
                Suite.GZIP,
                1,
                "ab:cdfhH?klLmMnNqrS:tvVZ123456789",
                "ascii",
                "a",
                "to-stdout",
                "c",
                "stdout",
                "c",
                "decompress",
                "d",
                "uncompress",
                "d",
                "force",
                "f",
                "keep",
                "k",
                "list",
                "l",
                "license",
                "L",
                "no-name",
                "n",
                "name",
                "N",
                "quiet",
                "q",
                "silent",
                "q",
                "recursive",
                "r",
                "suffix=",
                "S",
                "synchronous",
                "synchronous",
                "test",
                "t",
                "verbose",
                "v",
                "fast",
                "1",
                "best",
                "9",
                "rsyncable",
                "rsyncable");
    }

    @Override
    protected void hint(Process process, String name) throws IOException {
        process.err().println("Try `" + name + " --help' for more information.");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.has("h", "H", "?")) {
            call.print(HelpText.of("gzip/gzip"));
            return 0;
        }
        if (call.has("V")) {
            call.print(HelpText.of("gzip/gzip.version"));
            return 0;
        }
        if (call.has("L")) {
            call.print(HelpText.of("gzip/gzip.license"));
            return 0;
        }
        if (call.has("Z")) {
            throw Failure.usage("-Z not supported in this version");
        }
        new GzipRun(call).run();
        return 0;
    }

    @Override
    public int unwritable(Process process, Errno errno) throws IOException {
        process.err().println("\n" + process.argv().get(0) + ": stdout: " + errno.text());
        return 1;
    }
}
