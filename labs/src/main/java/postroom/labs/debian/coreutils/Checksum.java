package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code md5sum(1)}, {@code sha256sum(1)} and their sisters. */
final class Checksum extends GnuProgram {
    private static final int MAX_BITS = 512;

    private final String algorithm;
    private final String tag;

    /** A line of a list of checksums. */
    private record Line(String sum, String file) {}

    /** The one for Java's name of an algorithm, or {@code BLAKE2b}. */
    Checksum(String algorithm) {
        super(
                "bcl:twz",
                "binary",
                "b",
                "check",
                "c",
                "ignore-missing",
                "ignore",
                "length=",
                "l",
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
    protected String own() {
        return tag.toLowerCase(Locale.ROOT).replace("blake2b", "b2") + "sum";
    }

    @Override
    protected int run(Call call) throws IOException {
        return run(call, call.has("tag"));
    }

    /** The work, for {@code cksum(1)}, too; {@code tagged} writes the algorithm's name. */
    int run(Call call, boolean tagged) throws IOException {
        int bits = bits(call);
        for (String option : new String[] {"ignore", "status", "quiet", "strict", "w"}) {
            if (call.has(option) && !call.has("c")) {
                String name = option.equals("ignore") ? "ignore-missing" : option.equals("w") ? "warn" : option;
                throw Failure.usage("the --" + name + " option is meaningful only when verifying checksums");
            }
        }
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                if (call.has("c")) {
                    check(call, in, name, bits);
                    continue;
                }
                String sum = sum(in, bits);
                boolean escape = !call.has("z") && (name.indexOf('\n') >= 0 || name.indexOf('\\') >= 0);
                String shown = escape ? name.replace("\\", "\\\\").replace("\n", "\\n") : name;
                String size = bits > 0 && bits < MAX_BITS ? "-" + bits : "";
                String line = tagged
                        ? tag + size + " (" + shown + ") = " + sum
                        : sum + (call.last("t", "b", "t").equals("b") ? " *" : "  ") + shown;
                call.print((escape ? "\\" : "") + line + (call.has("z") ? "\0" : "\n"));
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
        }
        return 0;
    }

    private int bits(Call call) throws IOException {
        if (!algorithm.equals("BLAKE2b")) {
            return 0;
        }
        String given = call.value("l", "0");
        if (!given.matches("[0-9]{1,6}")) {
            throw Failure.of(1, "invalid length: " + Quoting.locale(given));
        }
        int bits = Integer.parseInt(given);
        if (bits > MAX_BITS) {
            call.warn("invalid length: " + Quoting.locale(given));
            throw Failure.of(1, "maximum digest length for " + Quoting.locale("BLAKE2b") + " is 512 bits");
        }
        if (bits % 8 != 0) {
            call.warn("invalid length: " + Quoting.locale(given));
            throw Failure.of(1, "length is not a multiple of 8");
        }
        return bits == 0 ? MAX_BITS : bits;
    }

    private String sum(Input in, int bits) throws IOException {
        try {
            MessageDigest digest = bits > 0 ? new Blake2b(bits / 8) : MessageDigest.getInstance(algorithm);
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

    /** The line's checksum and file; null if it has another form. */
    private Line parse(String line, int digits) {
        boolean escaped = line.startsWith("\\");
        String text = escaped ? line.substring(1) : line;
        Matcher tagged = Pattern.compile(tag + "(?:-[0-9]+)? ?\\((.+)\\) ?= ([0-9a-fA-F]+)")
                .matcher(text);
        Matcher plain = Pattern.compile("([0-9a-fA-F]+)  ?[ *]?(.+)").matcher(text);
        Line found = tagged.matches()
                ? new Line(tagged.group(2), tagged.group(1))
                : plain.matches() ? plainLine(text) : null;
        if (found == null || digits > 0 && found.sum.length() != digits) {
            return null;
        }
        return escaped ? new Line(found.sum, found.file.replace("\\n", "\n").replace("\\\\", "\\")) : found;
    }

    private static Line plainLine(String text) {
        int space = text.indexOf(' ');
        boolean marked = space + 1 < text.length() && " *".indexOf(text.charAt(space + 1)) >= 0;
        return new Line(text.substring(0, space), text.substring(space + (marked ? 2 : 1)));
    }

    private int digits(int bits) {
        try {
            return bits > 0 ? 0 : MessageDigest.getInstance(algorithm).getDigestLength() * 2;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check(Call call, Input list, String listName, int bits) throws IOException {
        int wrong = 0;
        int unread = 0;
        int read = 0;
        int bad = 0;
        int matched = 0;
        int number = 0;
        String shownList = listName.equals("-") ? "'standard input'" : Quoting.name(listName);
        for (String line = list.text(); line != null; line = list.text()) {
            number++;
            if (line.startsWith("#")) {
                continue;
            }
            Line entry = parse(line, digits(bits));
            if (entry == null) {
                bad++;
                if (call.has("w")) {
                    call.warn(shownList + ": " + number + ": improperly formatted " + tag + " checksum line");
                }
                continue;
            }
            read++;
            try (Input in = Input.open(call.process(), entry.file)) {
                boolean good = sum(in, bits > 0 ? entry.sum.length() * 4 : 0).equalsIgnoreCase(entry.sum);
                wrong += good ? 0 : 1;
                matched += good ? 1 : 0;
                if (!call.has("status") && !(good && call.has("quiet"))) {
                    call.print(entry.file + ": " + (good ? "OK" : "FAILED") + "\n");
                }
            } catch (ErrnoException e) {
                if (call.has("ignore") && e.errno() == postroom.labs.io.Errno.ENOENT) {
                    continue;
                }
                unread++;
                call.complain(Quoting.name(entry.file) + ": " + e.getMessage());
                if (!call.has("status")) {
                    call.print(entry.file + ": FAILED open or read\n");
                }
            }
        }
        if (read == 0) {
            call.complain(shownList + ": no properly formatted checksum lines found");
            return;
        }
        if (bad > 0 && !call.has("status")) {
            call.warn("WARNING: " + bad + (bad == 1 ? " line is" : " lines are") + " improperly formatted");
        }
        call.fail(bad > 0 && call.has("strict") ? 1 : 0);
        warning(call, unread, "listed file could not be read", "listed files could not be read");
        warning(call, wrong, "computed checksum did NOT match", "computed checksums did NOT match");
        if (call.has("ignore") && matched == 0) {
            call.complain(shownList + ": no file was verified");
        }
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
