package postroom.labs.debian.openssl.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** A file with the next number to use, in hexadecimal digits: {@code serial}, {@code crlnumber}. */
public final class Counter {
    private final App app;
    private final String path;

    /** The counter of a file. */
    public Counter(App app, String path) {
        this.app = app;
        this.path = path;
    }

    /** Whether the file is there. */
    public boolean exists() {
        return app.process().files().exists(path);
    }

    /** The next number; complains, and ends, if there is none. */
    public BigInteger next(String complaint) throws IOException, Quit {
        try {
            String hex = new String(app.files().bytes(path), StandardCharsets.ISO_8859_1).strip();
            if (hex.matches("([0-9A-Fa-f]{2}){1,64}")) {
                return new BigInteger(hex, 16);
            }
            app.say("Unable to load number from " + path);
        } catch (ErrnoException e) {
            app.files().fileError(e.errno(), path, "r");
            app.say(path + ": " + e.getMessage());
            app.errors().print();
        }
        throw app.fail(complaint);
    }

    /** Sets the next number; what was there before is kept with the ending {@code .old}. */
    public void save(BigInteger next) throws IOException, Quit {
        FileAccess files = app.process().files();
        try {
            if (files.exists(path)) {
                files.rename(path, path + ".old");
            }
            files.writeAll(path, (digits(next) + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (ErrnoException e) {
            app.files().fileError(e.errno(), path + ".new", "w");
            throw app.fail();
        }
    }

    /** A number in pairs of hexadecimal digits. */
    public static String digits(BigInteger number) {
        return number.signum() == 0 ? "00" : Hex.number(number);
    }
}
