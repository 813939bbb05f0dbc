package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code df(1)}: how full the disk is. The lab's host has one. */
final class Df extends GnuProgram {
    Df() {
        super(
                "aB:hHiklPt:Tx:v",
                "all",
                "a",
                "block-size=",
                "B",
                "human-readable",
                "h",
                "si",
                "H",
                "inodes",
                "i",
                "local",
                "l",
                "portability",
                "P",
                "print-type",
                "T",
                "type=",
                "t",
                "exclude-type=",
                "x",
                "total",
                "total",
                "output==",
                "output",
                "sync",
                "sync",
                "no-sync",
                "sync");
    }

    @Override
    protected int run(Call call) throws IOException {
        for (String each : call.operands()) {
            try {
                call.files().stat(each);
            } catch (ErrnoException e) {
                call.complain(Quoting.name(each) + ": " + e.getMessage());
            }
        }
        if (call.status() != 0 && call.operands().size() == 1) {
            return 1;
        }
        DiskUse use = DiskUse.of(call.process().host());
        boolean inodes = call.has("i");
        String[] head = {
            "Filesystem",
            inodes ? "Inodes" : call.has("h", "H") ? "Size" : call.has("P") ? "1024-blocks" : "1K-blocks",
            inodes ? "IUsed" : "Used",
            inodes ? "IFree" : call.has("h", "H") ? "Avail" : "Available",
            inodes ? "IUse%" : call.has("P") ? "Capacity" : "Use%",
            "Mounted on"
        };
        long all = inodes ? use.inodes() : use.blocks();
        long free = inodes ? use.freeInodes() : use.free();
        String[] row = {
            "overlay",
            shown(call, all),
            shown(call, all - free),
            shown(call, free),
            DiskUse.percent(all - free, all) + "%",
            "/"
        };
        int[] least = {14, 5, 5, 5, 4, 0};
        print(call, head, row, least);
        print(call, row, head, least);
        return 0;
    }

    private static String shown(Call call, long units) {
        if (call.has("i")) {
            return call.has("h", "H") ? Sizes.human(units, call.has("H") ? 1000 : 1024) : Long.toString(units);
        }
        return call.has("h", "H") ? Sizes.human(units * 4096, call.has("H") ? 1000 : 1024) : Long.toString(units * 4);
    }

    private static void print(Call call, String[] row, String[] other, int[] least) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            int width = Math.max(least[i], Math.max(row[i].length(), other[i].length()));
            String pad = " ".repeat(width - row[i].length());
            line.append(i == 0 ? "" : " ").append(i == 0 ? row[i] + pad : i == row.length - 1 ? row[i] : pad + row[i]);
            if (i == 0 && call.has("T")) {
                line.append(row[0].equals("overlay") ? " overlay" : " Type   ");
            }
        }
        call.print(line + "\n");
    }
}
