package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.Base64;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code base64(1)}: writes bytes as letters, and back. */
final class Base64Program extends GnuProgram {
    Base64Program() {
        super("diw:",
                "decode",
                "d",
                "ignore-garbage",
                "i",
                "wrap=",
                "w");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.operands().size() > 1) {
            throw Failure.usage(
                    "extra operand " + Quoting.locale(call.operands().get(1)));
        }
        String given = call.value("w", "76");
        if (!given.matches("[0-9]{1,9}")) {
            throw Failure.of(1, "invalid wrap size: " + Quoting.locale(given));
        }
        String name = call.inputs().get(0);
        try (Input in = Input.open(call.process(), name)) {
            if (call.has("d")) {
                decode(call, new String(in.rest(), java.nio.charset.StandardCharsets.ISO_8859_1));
            } else {
                encode(call, in.rest(), Integer.parseInt(given));
            }
        } catch (ErrnoException e) {
            throw Failure.of(1, Quoting.name(name) + ": " + e.getMessage());
        }
        return 0;
    }

    private static void encode(Call call, byte[] bytes, int wrap) throws IOException {
        String text = Base64.getEncoder().encodeToString(bytes);
        if (wrap == 0) {
            call.print(text);
            return;
        }
        for (int i = 0; i < text.length(); i += wrap) {
            call.print(text.substring(i, Math.min(text.length(), i + wrap)) + "\n");
        }
    }

    /** What comes before a mistake is still put out. */
    private static void decode(Call call, String text) throws IOException {
        String letters = call.has("i") ? text.replaceAll("[^A-Za-z0-9+/=]", "") : text.replace("\n", "");
        int good = 0;
        while (good < letters.length()
                && letters.substring(good, Math.min(letters.length(), good + 4))
                        .matches("[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==")) {
            good += 4;
        }
        call.out().write(Base64.getDecoder().decode(letters.substring(0, Math.min(good, letters.length()))));
        if (good < letters.length()) {
            String rest = letters.substring(good).replaceAll("[^A-Za-z0-9+/].*", "");
            if (rest.length() > 1 && rest.length() < 4) {
                call.out().write(Base64.getDecoder().decode(rest));
            }
            call.complain("invalid input");
        }
    }
}
