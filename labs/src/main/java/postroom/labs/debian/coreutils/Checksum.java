package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code md5sum(1)}, {@code sha256sum(1)} and their sisters. */
final class Checksum extends GnuProgram {
    private final String algorithm;
    private final String tag;

    /** The one for Java's name of an algorithm. */
    Checksum(String algorithm) {
        super("bctwz",
                "binary",
                "b",
                "check",
                "c",
                "ignore-missing",
                "ignore",
                "quiet",
                "quiet",
                "status",
                "status",
                "strict",
                "strict",
                "tag",
                "tag",
                "text",
                "t",
                "warn",
                "w",
                "zero",
                "z");
        this.algorithm = algorithm;
        this.tag = algorithm.replace("SHA-", "SHA");
    }

    @Override
    protected int run(Call call) throws IOException {
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                if (call.has("c")) {
                    check(call, in, name);
                } else {
                    String sum = sum(in);
                    String line = call.has("tag")
                            ? tag + " (" + name + ") = " + sum
                            : sum + (call.has("b") ? " *" : "  ") + name;
                    call.print(line + (call.has("z") ? "\0" : "\n"));
                }
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
        }
        return 0;
    }

    private String sum(Input in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer, 0, 8192); n >= 0; n = in.read(buffer, 0, 8192)) {
                digest.update(buffer, 0, n);
            }
            StringBuilder out = new StringBuilder();
            for (byte b : digest.digest()) {
                out.append(String.format("%02x", b));
            }
            return out.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check(Call call, Input list, String listName) throws IOException {
        int wrong = 0;
        int unread = 0;
        int read = 0;
        for (String line = list.text(); line != null; line = list.text()) {
            java.util.regex.Matcher m = java.util.regex.Pattern.compile("([0-9a-fA-F]{32,128}) [ *](.+)")
                    .matcher(line);
            if (!m.matches()) {
                continue;
            }
            read++;
            String file = m.group(2);
            try (Input in = Input.open(call.process(), file)) {
                boolean good = sum(in).equalsIgnoreCase(m.group(1));
                wrong += good ? 0 : 1;
                if (!call.has("status") && !(good && call.has("quiet"))) {
                    call.print(file + ": " + (good ? "OK" : "FAILED") + "\n");
                }
            } catch (ErrnoException e) {
                unread++;
                call.complain(Quoting.name(file) + ": " + e.getMessage());
                call.print(file + ": FAILED open or read\n");
            }
        }
        if (read == 0) {
            call.complain(Quoting.name(listName) + ": no properly formatted checksum lines found");
            return;
        }
        warning(call, unread, "listed file could not be read", "listed files could not be read");
        warning(call, wrong, "computed checksum did NOT match", "computed checksums did NOT match");
    }

    private static void warning(Call call, int count, String one, String many) throws IOException {
        if (count > 0) {
            call.fail(1);
            if (!call.has("status")) {
                call.warn("WARNING: " + count + " " + (count == 1 ? one : many));
            }
        }
    }
}
