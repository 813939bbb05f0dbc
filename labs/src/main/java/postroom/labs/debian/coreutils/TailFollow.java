package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.Disk;
import postroom.labs.fs.DiskListener;
import postroom.labs.fs.OpenFile;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** The waiting half of {@code tail -f} and {@code -F}: the disk tells of changes, nothing is looked at in between. */
final class TailFollow {
    private final Call call;
    private final Process process;
    private final boolean headers;
    private final boolean byName;
    private final List<Followed> files = new ArrayList<>();
    private String lastHeader;
    private boolean following;

    private static final class Followed {
        final String name;
        Input in;

        Followed(String name, Input in) {
            this.name = name;
            this.in = in;
        }
    }

    TailFollow(Call call, boolean headers) {
        this.call = call;
        this.process = call.process();
        this.headers = headers;
        this.byName = call.has("F") || "name".equals(call.value("f", null));
    }

    void header(String name) throws IOException {
        lastHeader = following ? lastHeader : lastHeader == null ? null : "";
        if (headers && !name.equals(lastHeader)) {
            String shown = name.equals("-") ? "standard input" : name;
            call.print((lastHeader == null ? "" : "\n") + "==> " + shown + " <==\n");
        }
        lastHeader = name;
    }

    void add(String name, Input in) {
        files.add(new Followed(name, in));
    }

    void addMissing(String name) {
        if (byName && (call.has("F") || call.has("retry"))) {
            files.add(new Followed(name, null));
        }
    }

    /** Prints what comes, until a signal ends the process. */
    void run() throws IOException {
        if (files.isEmpty()) {
            call.warn("no files remaining");
            return;
        }
        if (files.stream()
                .allMatch(it -> it.name.equals("-") && it.in != null && !(it.in.descriptor() instanceof OpenFile))) {
            return;
        }
        following = true;
        Disk disk = process.host().disk();
        DiskListener listener = path -> process.wake();
        disk.listen(listener);
        try {
            while (true) {
                process.await(null, this::news);
                for (Followed file : files) {
                    step(file);
                }
                call.out().flush();
            }
        } finally {
            disk.ignore(listener);
        }
    }

    private boolean news() {
        return files.stream().anyMatch(it -> grown(it) || replaced(it));
    }

    private static boolean grown(Followed file) {
        if (file.in == null || !(file.in.descriptor() instanceof OpenFile open)) {
            return false;
        }
        try {
            return open.stat().size() != open.position() && open.stat().isFile();
        } catch (ErrnoException gone) {
            return false;
        }
    }

    private boolean replaced(Followed file) {
        if (!byName) {
            return false;
        }
        try {
            int now = call.files().stat(file.name).ino();
            return file.in == null
                    || file.in.descriptor() instanceof OpenFile open
                            && open.stat().ino() != now;
        } catch (ErrnoException missing) {
            return file.in != null;
        }
    }

    private void step(Followed file) throws IOException {
        if (grown(file)) {
            more(file);
        }
        if (replaced(file)) {
            reopen(file);
        }
    }

    private void more(Followed file) throws IOException {
        OpenFile open = (OpenFile) file.in.descriptor();
        if (open.stat().size() < open.position()) {
            call.warn(file.name + ": file truncated");
            open.seek(0);
        }
        byte[] buffer = new byte[8192];
        for (int n = open.tryRead(buffer, 0, 8192); n > 0; n = open.tryRead(buffer, 0, 8192)) {
            header(file.name);
            call.out().write(buffer, 0, n);
            process.step();
        }
    }

    private void reopen(Followed file) throws IOException {
        boolean wasThere = file.in != null;
        if (wasThere) {
            file.in.close();
            file.in = null;
        }
        try {
            file.in = Input.open(process, file.name);
            String what = wasThere ? "has been replaced" : "has appeared";
            call.warn(Quoting.always(file.name) + " " + what + ";  following new file");
            more(file);
        } catch (ErrnoException missing) {
            call.warn(Quoting.always(file.name) + " has become inaccessible: " + missing.getMessage());
        }
    }

    void close() {
        for (Followed file : files) {
            if (file.in != null) {
                file.in.close();
            }
        }
    }
}
