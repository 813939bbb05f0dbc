package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.io.ErrnoException;

/** The file with a CA's next serial number ({@code x509_load_serial} in {@code x509.c}). */
final class SerialFile {
    private final App app;
    private final Given given;

    SerialFile(App app, Given given) {
        this.app = app;
        this.given = given;
    }

    /**
     * Takes the next number. Without a file one is made if {@code -CAcreateserial} asks for it, or if no file was named.
     *
     * @param fresh draws the first one
     */
    BigInteger next(Supplier<BigInteger> fresh) throws IOException, Quit {
        String authority = given.value("CA").orElseThrow();
        int dot = authority.lastIndexOf('.');
        String path = given.value("CAserial").orElse((dot >= 0 ? authority.substring(0, dot) : authority) + ".srl");
        boolean exists = app.process().files().exists(path);
        if (!exists && (given.has("CAcreateserial") || given.value("CAserial").isEmpty())) {
            BigInteger first = fresh.get();
            write(path, first);
            return first;
        }
        BigInteger number = read(path).add(BigInteger.ONE);
        write(path, number);
        return number;
    }

    private BigInteger read(String path) throws IOException, Quit {
        byte[] bytes;
        try {
            bytes = app.files().bytes(path);
        } catch (ErrnoException e) {
            app.files().fileError(e.errno(), path, "r");
            throw app.fail(path + ": " + e.getMessage());
        }
        String hex = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        if (!hex.matches("[0-9A-Fa-f]{1,100}")) {
            throw app.fail("Unable to load number from " + path);
        }
        return new BigInteger(hex, 16);
    }

    private void write(String path, BigInteger number) throws IOException, Quit {
        try {
            app.process().files().writeAll(path, (Hex.number(number) + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (ErrnoException e) {
            app.files().fileError(e.errno(), path, "w");
            throw app.fail();
        }
    }
}
