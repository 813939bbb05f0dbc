package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.help.HelpText;

/** {@code lsblk(8)}: lists block devices, of which a lab has none, as a container has none. */
final class Lsblk extends GnuProgram {
    private static final int NOT_FOUND = 32;

    Lsblk() {
        super(
                Suite.UTIL_LINUX,
                1,
                "ADE:I:JMOPST::abde:fhilmno:prstVw:x:yz",
                "noempty",
                "A",
                "discard",
                "D",
                "dedup=",
                "E",
                "include=",
                "I",
                "json",
                "J",
                "merge",
                "M",
                "output-all",
                "O",
                "pairs",
                "P",
                "scsi",
                "S",
                "tree==",
                "T",
                "all",
                "a",
                "bytes",
                "b",
                "nodeps",
                "d",
                "exclude=",
                "e",
                "fs",
                "f",
                "ascii",
                "i",
                "list",
                "l",
                "perms",
                "m",
                "noheadings",
                "n",
                "output=",
                "o",
                "paths",
                "p",
                "raw",
                "r",
                "inverse",
                "s",
                "topology",
                "t",
                "width=",
                "w",
                "sort=",
                "x",
                "shell",
                "y",
                "zoned",
                "z",
                "sysroot=",
                "sysroot");
    }

    @Override
    protected int run(Call call) throws IOException {
        for (String option : new String[] {"o", "x", "E"}) {
            for (String each : call.value(option, "NAME").split(",")) {
                String name = each.startsWith("+") ? each.substring(1) : each;
                if (!columns().contains(name.toUpperCase(Locale.ROOT))) {
                    throw Failure.of(1, "unknown column: " + name);
                }
            }
        }
        int status = 0;
        for (String device : call.operands()) {
            call.warn(device + ": not a block device");
            status = NOT_FOUND;
        }
        return status;
    }

    private static Set<String> columns() {
        String help = HelpText.of("util-linux/lsblk");
        String list = help.substring(help.indexOf("Available output columns:\n"), help.indexOf("\nFor more details"));
        return list.lines().skip(1).map(it -> it.strip().split(" ")[0]).collect(java.util.stream.Collectors.toSet());
    }
}
