package postroom.web.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;
import postroom.labs.io.Shared;
import postroom.labs.lab.Lab;

/** The student's shell with a script on its standard input; output goes out as it comes. */
final class ScriptLogin {
    private final Lab lab;

    ScriptLogin(Lab lab) {
        this.lab = lab;
    }

    /** Runs to the end of the script; its exit status. */
    int run() throws IOException {
        Pipe input = new Pipe();
        Process shell = lab.newProcess("student");
        shell.fd(0, input.reader());
        shell.fd(1, new Sink(System.out));
        shell.fd(2, new Sink(System.err));
        Descriptor into = input.writer();
        Process feeder = lab.newProcess("student");
        feeder.start(it -> feed(it, into));
        shell.main(it -> it.exec("/bin/bash", List.of("-bash")));
        System.out.flush();
        return shell.status().shellStatus();
    }

    private static int feed(Process feeder, Descriptor into) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = System.in.read(buffer); n >= 0; n = System.in.read(buffer)) {
            feeder.write(into, buffer, 0, n);
        }
        into.close();
        return 0;
    }

    /** A stream of this program as a descriptor of the lab. */
    private static final class Sink extends Shared {
        private final OutputStream stream;

        private Sink(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public int tryRead(byte[] buffer, int offset, int length) throws ErrnoException {
            throw new ErrnoException(Errno.EBADF);
        }

        @Override
        public int tryWrite(byte[] buffer, int offset, int length) throws ErrnoException {
            try {
                stream.write(buffer, offset, length);
                stream.flush();
                return length;
            } catch (IOException gone) {
                throw new ErrnoException(Errno.EPIPE);
            }
        }

        @Override
        public boolean readable() {
            return false;
        }

        @Override
        protected void closed() {
            // the stream belongs to the program
        }
    }
}
