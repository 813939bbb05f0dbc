package postroom.labs.debian.openssl.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** Files as openssl's commands open, read and write them ({@code BIO_new_file(3)}), and what they say if that fails. */
public final class Files {
    /** More than any key, chain or list of certificates. */
    private static final int LARGEST = 16 << 20;

    private final App app;
    private final Process process;

    Files(App app) {
        this.app = app;
        this.process = app.process();
    }

    /**
     * A whole file, or standard input.
     *
     * @param path null or {@code -} for standard input
     * @param text whether it is opened as text, which only shows in the error
     */
    public byte[] read(String path, boolean text) throws IOException, Quit {
        if (path == null || path.equals("-")) {
            return all(process.fd(0));
        }
        try {
            return bytes(path);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EISDIR) {
                return new byte[0];
            }
            fileError(e.errno(), path, text ? "r" : "rb");
            throw app.fail("Can't open \"" + path + "\" for reading, " + e.getMessage());
        }
    }

    /** A whole file. */
    public byte[] bytes(String path) throws ErrnoException {
        Descriptor file = process.open(path, EnumSet.of(Open.READ), 0);
        try {
            return all(file);
        } finally {
            file.close();
        }
    }

    /** Standard input to its end. */
    public byte[] input() throws ErrnoException {
        return all(process.fd(0));
    }

    private byte[] all(Descriptor from) throws ErrnoException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = process.read(from, buffer, 0, buffer.length);
                n > 0;
                n = process.read(from, buffer, 0, buffer.length)) {
            if (all.size() + n > LARGEST) {
                throw new ErrnoException(Errno.EFBIG);
            }
            all.write(buffer, 0, n);
        }
        return all.toByteArray();
    }

    /** Puts the errors of a file that could not be opened on the stack. */
    public void fileError(Errno errno, String path, String mode) {
        app.errors()
                .system(errno, "BIO_new_file", "crypto/bio/bss_file.c:67", "calling fopen(" + path + ", " + mode + ")");
        if (errno == Errno.ENOENT) {
            app.errors().push(0x10000080, "BIO_new_file", "crypto/bio/bss_file.c:75", "");
        } else {
            app.errors().push(0x10080002, "BIO_new_file", "crypto/bio/bss_file.c:77", "");
        }
    }

    /**
     * Opens what the result goes to.
     *
     * @param path null or {@code -} for standard output
     */
    public Sink write(String path, boolean text) throws IOException, Quit {
        return open(path, EnumSet.of(Open.WRITE, Open.CREATE, Open.TRUNCATE), text ? "w" : "wb");
    }

    /** Opens what the result is appended to. */
    public Sink append(String path, boolean text) throws IOException, Quit {
        return open(path, EnumSet.of(Open.WRITE, Open.CREATE, Open.APPEND), text ? "a" : "ab");
    }

    private Sink open(String path, Set<Open> flags, String mode) throws IOException, Quit {
        if (path == null || path.equals("-")) {
            return new Sink(process, null);
        }
        try {
            return new Sink(process, process.open(path, flags, 0666));
        } catch (ErrnoException e) {
            fileError(e.errno(), path, mode);
            String verb = mode.startsWith("a") ? "appending" : "writing";
            throw app.fail("Can't open \"" + path + "\" for " + verb + ", " + e.getMessage());
        }
    }

    /** Opens what a private key goes to: a new file is its owner's alone. */
    public Sink writePrivate(String path) throws IOException, Quit {
        if (path == null || path.equals("-")) {
            return new Sink(process, null);
        }
        try {
            return new Sink(process, process.open(path, EnumSet.of(Open.WRITE, Open.CREATE, Open.TRUNCATE), 0600));
        } catch (ErrnoException e) {
            app.complain("Can't open \"" + path + "\" for writing, " + e.getMessage());
            throw app.fail();
        }
    }
}
