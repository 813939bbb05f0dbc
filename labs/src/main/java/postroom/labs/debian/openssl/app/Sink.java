package postroom.labs.debian.openssl.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;

/** Where a result goes: a file, or standard output. */
public final class Sink implements AutoCloseable {
    private final Process process;
    private final Descriptor file;

    /** Takes over an open file; null for standard output. */
    Sink(Process process, Descriptor file) {
        this.process = process;
        this.file = file;
    }

    /** Writes text as UTF-8. */
    public Sink print(String text) throws IOException {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes. */
    public Sink write(byte[] bytes) throws IOException {
        if (file == null) {
            process.out().write(bytes, 0, bytes.length);
        } else {
            process.write(file, bytes, 0, bytes.length);
        }
        return this;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
