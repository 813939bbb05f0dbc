package postroom.labs.lab.internet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;

/**
 * A letter that a host of the internet has to send, to one recipient.
 *
 * @param host the sending host's address, in numbers
 * @param sender the envelope's; empty for a report, which nobody is told of if it fails
 * @param attempts how often it has been tried
 * @param next when it is to be tried
 * @param content lines that end in LF
 */
record Letter(String id, String host, String sender, String recipient, int attempts, Instant next, byte[] content) {

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length + 200);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeUTF(id);
            out.writeUTF(host);
            out.writeUTF(sender);
            out.writeUTF(recipient);
            out.writeInt(attempts);
            out.writeLong(next.toEpochMilli());
            out.writeInt(content.length);
            out.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static Letter parse(byte[] bytes) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            return new Letter(
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readInt(),
                    Instant.ofEpochMilli(in.readLong()),
                    in.readNBytes(in.readInt()));
        } catch (IOException ofOtherMake) {
            throw new UncheckedIOException(ofOtherMake);
        }
    }

    /** The same after an attempt that failed for the time being. */
    Letter later(Instant when) {
        return new Letter(id, host, sender, recipient, attempts + 1, when, content);
    }

    /** The domain of the recipient, in lower case. */
    String domain() {
        return recipient.substring(recipient.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
