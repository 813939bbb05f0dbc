package postroom.labs.debian.tar;

import java.io.IOException;
import java.util.EnumSet;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Running;
import postroom.labs.debian.gzip.GzipFormat;
import postroom.labs.fs.Open;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** Where an archive is kept: a file or the standard streams, plain or packed. */
final class Storage {
    private static final String FATAL = "Error is not recoverable: exiting now";

    private final Call call;
    private final TarOptions options;

    Storage(Call call, TarOptions options) {
        this.call = call;
        this.options = options;
    }

    static Failure fatal(Call call, String message) throws IOException {
        call.warn(message);
        return Failure.of(2, FATAL);
    }

    byte[] read() throws IOException {
        requireNoTerminal(0, "read archive contents from");
        byte[] bytes;
        try (Input in = Input.open(call.process(), options.file())) {
            bytes = in.rest();
        } catch (ErrnoException e) {
            throw childFailure(options.has("z", "j", "J"), e);
        }
        boolean packed = GzipFormat.begins(bytes);
        String other = packed ? "" : foreign(bytes);
        if (!other.isEmpty()) {
            requireProgram(other);
        }
        if (!packed && !options.has("z")) {
            return bytes;
        }
        try {
            return GzipFormat.unpack(bytes, call.process()::step).bytes();
        } catch (GzipFormat.Damaged e) {
            call.process().err().println("\ngzip: stdin: " + e.getMessage());
            throw e.getMessage().startsWith("not in") ? child(1) : unfinished(e);
        }
    }

    private Failure unfinished(GzipFormat.Damaged e) throws IOException {
        call.warn(e.getMessage().startsWith("unexpected") ? "Unexpected EOF in archive" : "Child returned status 1");
        return Failure.of(2, FATAL);
    }

    private String foreign(byte[] bytes) {
        boolean bzip = bytes.length > 2 && bytes[0] == 'B' && bytes[1] == 'Z' && bytes[2] == 'h';
        boolean xz = bytes.length > 2 && (bytes[0] & 0xFF) == 0xFD && bytes[1] == '7' && bytes[2] == 'z';
        return options.has("j") || bzip ? "bzip2" : options.has("J") || xz ? "xz" : "";
    }

    private Failure child(int status) throws IOException {
        call.warn("Child returned status " + status);
        return Failure.of(2, FATAL);
    }

    private Failure childFailure(boolean child, ErrnoException e) throws IOException {
        String why = options.file() + ": Cannot open: " + e.getMessage();
        if (!child) {
            return fatal(call, why);
        }
        call.process().err().println(call.name() + " (child): " + why);
        call.process().err().println(call.name() + " (child): " + FATAL);
        return child(2);
    }

    /** Packing programs that a host does not have are missed by the shell that would start them. */
    private void requireProgram(String program) throws IOException {
        try {
            Running.find(call.process(), program);
        } catch (ErrnoException e) {
            call.process().err().println("/bin/sh: 1: " + program + ": not found");
            throw child(127);
        }
        throw fatal(call, program + ": Cannot use this compression program");
    }

    private void requireNoTerminal(int fd, String what) throws IOException {
        if (options.file().equals("-") && call.process().fd(fd).terminal().isPresent()) {
            throw fatal(call, "Refusing to " + what + " terminal (missing -f option?)");
        }
    }

    void requireWritable() throws IOException {
        requireNoTerminal(1, "write archive contents to");
        String compressor = options.compressor();
        if (!compressor.isEmpty() && !compressor.equals("gzip")) {
            requireProgram(compressor);
        }
        if (options.file().equals("-")) {
            return;
        }
        try {
            open().close();
        } catch (ErrnoException e) {
            throw childFailure(!compressor.isEmpty(), e);
        }
    }

    private Descriptor open() throws ErrnoException {
        return call.process().open(options.file(), EnumSet.of(Open.WRITE, Open.CREATE, Open.TRUNCATE), 0666);
    }

    void write(byte[] archive) throws IOException {
        byte[] bytes = options.compressor().equals("gzip")
                ? GzipFormat.pack(archive, null, 0, 6, call.process()::step)
                : archive;
        if (options.file().equals("-")) {
            call.out().write(bytes);
            return;
        }
        Descriptor target = open();
        try {
            call.process().write(target, bytes, 0, bytes.length);
        } catch (ErrnoException e) {
            throw fatal(call, options.file() + ": Cannot write: " + e.getMessage());
        } finally {
            target.close();
        }
    }
}
