package postroom.labs.host;

import java.io.IOException;
import java.io.InputStream;

/** Standard input of a program as a stream; unbuffered, so that a child can read on where this left off. */
final class Input extends InputStream {
    private final Process process;

    Input(Process process) {
        this.process = process;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return process.read(0, buffer, offset, length);
    }
}
