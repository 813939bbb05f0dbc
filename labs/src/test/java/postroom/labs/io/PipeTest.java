package postroom.labs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PipeTest {
    private final byte[] buffer = new byte[8];

    @Test
    void aReaderThatComesFirstWaitsForTheWriter() throws ErrnoException {
        Pipe pipe = new Pipe();
        Descriptor reader = pipe.reader();
        assertThat(reader.tryRead(buffer, 0, 8)).isEqualTo(Descriptor.NOT_NOW);

        Descriptor writer = pipe.writer();
        writer.tryWrite(new byte[] {7}, 0, 1);
        writer.close();

        assertThat(reader.tryRead(buffer, 0, 8)).isEqualTo(1);
        assertThat(reader.tryRead(buffer, 0, 8)).isEqualTo(Descriptor.END);
    }

    @Test
    void whatWasWrittenBeforeTheReaderCameIsThereForIt() throws ErrnoException {
        Pipe pipe = new Pipe();
        Descriptor writer = pipe.writer();
        writer.tryWrite(new byte[] {1, 2}, 0, 2);
        writer.close();

        Descriptor reader = pipe.reader();
        assertThat(reader.tryRead(buffer, 0, 8)).isEqualTo(2);
        assertThat(reader.tryRead(buffer, 0, 8)).isEqualTo(Descriptor.END);
    }

    @Test
    void aWriterWhoseReaderHasGoneIsTold() throws ErrnoException {
        Pipe pipe = new Pipe();
        Descriptor reader = pipe.reader();
        Descriptor writer = pipe.writer();
        reader.close();

        assertThatThrownBy(() -> writer.tryWrite(buffer, 0, 1))
                .isInstanceOfSatisfying(
                        ErrnoException.class, it -> assertThat(it.errno()).isEqualTo(Errno.EPIPE));
    }
}
