package postroom.labs.debian.coreutils;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code base64(1)}, {@code base32(1)} and {@code basenc(1)}: write bytes as letters, and back. */
final class BaseEncoding extends GnuProgram {
    private static final int PIECE = 15 * 512;

    private final String fixed;

    /** The program with one alphabet, or for an empty name the one that is told which. */
    BaseEncoding(String alphabet) {
        super(
                "diw:",
                "decode",
                "d",
                "ignore-garbage",
                "i",
                "wrap=",
                "w",
                "base64",
                "base64",
                "base64url",
                "base64url",
                "base32",
                "base32",
                "base32hex",
                "base32hex",
                "base16",
                "base16",
                "base2msbf",
                "base2msbf",
                "base2lsbf",
                "base2lsbf");
        this.fixed = alphabet;
    }

    @Override
    protected String own() {
        return fixed.isEmpty() ? "basenc" : fixed;
    }

    @Override
    protected int run(Call call) throws IOException {
        String chosen = fixed;
        for (Getopt.Option each : call.options()) {
            chosen = each.key().startsWith("base") ? each.key() : chosen;
        }
        if (chosen.isEmpty()) {
            throw Failure.usage("missing encoding type");
        }
        call.atMost(1);
        String given = call.value("w", "76");
        if (!given.matches("[0-9]{1,9}")) {
            throw Failure.of(1, "invalid wrap size: " + Quoting.locale(given));
        }
        BitAlphabet alphabet = BitAlphabet.of(chosen.toUpperCase(Locale.ROOT));
        String name = call.inputs().get(0);
        try (Input in = Input.open(call.process(), name)) {
            if (call.has("d")) {
                decode(call, alphabet, in.rest());
            } else {
                encode(call, alphabet, in, Integer.parseInt(given));
            }
        } catch (ErrnoException e) {
            throw Failure.of(1, Quoting.name(name) + ": " + e.getMessage());
        }
        return 0;
    }

    /** In pieces that end between two letters in every alphabet, so that an endless input has an endless output. */
    private static void encode(Call call, BitAlphabet alphabet, Input in, int wrap) throws IOException {
        byte[] piece = new byte[PIECE];
        int column = 0;
        int length = PIECE;
        while (length == PIECE) {
            length = fill(in, piece);
            String text = alphabet.encode(Arrays.copyOf(piece, length));
            if (wrap == 0) {
                call.print(text);
                continue;
            }
            for (int i = 0; i < text.length(); ) {
                int end = Math.min(text.length(), i + wrap - column);
                call.print(text.substring(i, end));
                column += end - i;
                i = end;
                if (column == wrap) {
                    call.print("\n");
                    column = 0;
                }
            }
            call.process().step();
        }
        if (column > 0) {
            call.print("\n");
        }
    }

    private static int fill(Input in, byte[] piece) throws IOException {
        int length = 0;
        while (length < piece.length) {
            int read = in.read(piece, length, piece.length - length);
            if (read <= 0) {
                break;
            }
            length += read;
        }
        return length;
    }

    /** What comes before a mistake is still put out. */
    private static void decode(Call call, BitAlphabet alphabet, byte[] bytes) throws IOException {
        StringBuilder letters = new StringBuilder();
        for (byte b : bytes) {
            char c = (char) (b & 0xFF);
            if (c != '\n' && (!call.has("i") || alphabet.knows(c))) {
                letters.append(c);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean good = alphabet.decode(letters, out);
        call.out().write(out.toByteArray());
        if (!good) {
            call.complain("invalid input");
        }
    }
}
