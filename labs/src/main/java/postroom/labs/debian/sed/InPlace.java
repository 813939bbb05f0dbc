package postroom.labs.debian.sed;

import java.io.IOException;
import java.util.EnumSet;
import postroom.labs.debian.gnu.Call;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.fs.OpenFile;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/** {@code sed -i}: edited files in the place of the old ones. */
final class InPlace {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Call call;

    InPlace(Call call) {
        this.call = call;
    }

    /** Whether a file can be edited; if not, that is said. */
    boolean editable(String name) throws IOException {
        try {
            Stat stat = call.files().stat(name);
            if (!stat.isFile()) {
                call.complain(4, "couldn't edit " + name + ": not a regular file");
                return false;
            }
            return true;
        } catch (ErrnoException e) {
            call.complain(2, "can't read " + name + ": " + e.getMessage());
            return false;
        }
    }

    /** A new file takes the old one's place, as GNU sed does it: the folder must be writable. */
    void replace(String name, byte[] bytes) throws IOException {
        FileAccess files = call.files();
        Stat stat = files.stat(name);
        int slash = name.lastIndexOf('/');
        String folder = slash < 0 ? "./" : name.substring(0, slash + 1);
        String temporary = folder + "sed" + letters();
        try {
            OpenFile out = files.open(temporary, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), 0600);
            out.tryWrite(bytes, 0, bytes.length);
            out.close();
        } catch (ErrnoException e) {
            call.complain(4, "couldn't open temporary file " + temporary + ": " + e.getMessage());
            return;
        }
        if (files.who().isRoot()) {
            files.chown(temporary, stat.uid(), stat.gid(), true);
        }
        files.chmod(temporary, stat.mode());
        String suffix = call.value("i", null);
        if (suffix != null) {
            files.rename(
                    name,
                    suffix.contains("*") ? folder + suffix.replace("*", name.substring(slash + 1)) : name + suffix);
        }
        files.rename(temporary, name);
    }

    private String letters() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            out.append(LETTERS.charAt(call.process().host().random().nextInt(LETTERS.length())));
        }
        return out.toString();
    }
}
