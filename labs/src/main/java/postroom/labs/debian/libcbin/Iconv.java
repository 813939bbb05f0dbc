package postroom.labs.debian.libcbin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Output;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code iconv(1)}: text from one character set to another, by the sets that Java knows. */
final class Iconv extends GetoptProgram {
    private static final int USAGE = 64;

    Iconv() {
        super(new Getopt(
                "f:t:lco:s?V",
                "from-code=",
                "f",
                "to-code=",
                "t",
                "list",
                "l",
                "output=",
                "o",
                "silent",
                "s",
                "verbose",
                "verbose",
                "help",
                "?",
                "usage",
                "usage",
                "version",
                "V"));
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().println("Try `iconv --help' or `iconv --usage' for more information.");
        return USAGE;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("?")) {
            process.out().print(HelpText.of("libc-bin/iconv"));
            return 0;
        }
        if (parsed.has("usage")) {
            process.out().print(HelpText.of("libc-bin/iconv.usage"));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().print(HelpText.of("libc-bin/iconv.version"));
            return 0;
        }
        if (parsed.has("l")) {
            for (Charset each : Charset.availableCharsets().values()) {
                process.out().println(each.name().toUpperCase(Locale.ROOT) + "//");
            }
            return 0;
        }
        Optional<Charset> from = charset(parsed.value("f", "UTF-8").split("//")[0]);
        String[] target = parsed.value("t", "UTF-8").split("//", 2);
        Optional<Charset> to = charset(target[0]);
        if (from.isEmpty() || to.isEmpty()) {
            return fail(process, "failed to start conversion processing: No such file or directory");
        }
        String suffix = target.length > 1 ? target[1].toUpperCase(Locale.ROOT) : "";
        boolean drops = parsed.has("c") || suffix.contains("IGNORE");
        boolean silent = parsed.has("c");
        List<byte[]> parts = new ArrayList<>();
        int status = 0;
        Conversion conversion = new Conversion(from.get(), to.get(), drops, silent, suffix.contains("TRANSLIT"));
        List<String> files = parsed.operands().isEmpty() ? List.of("-") : parsed.operands();
        for (String file : files) {
            try (Input in = Input.open(process, file)) {
                parts.add(in.rest());
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EISDIR) {
                    process.err().println("iconv: error while reading the input: " + e.getMessage());
                } else {
                    process.err().println("iconv: cannot open input file `" + file + "': " + e.getMessage());
                }
                status = 1;
            }
        }
        for (byte[] each : parts) {
            int one = convert(process, parsed, conversion, each);
            status = Math.max(status, one);
        }
        return status;
    }

    private static int convert(Process process, Getopt.Parsed parsed, Conversion conversion, byte[] bytes)
            throws IOException {
        byte[] converted = conversion.of(bytes);
        if (parsed.has("o") && !parsed.value("o", "-").equals("-")) {
            try {
                process.files().writeAll(parsed.value("o", ""), converted);
            } catch (ErrnoException e) {
                return fail(process, "cannot open output file: " + e.getMessage());
            }
        } else {
            Output out = process.out();
            out.write(converted, 0, converted.length);
            out.flush();
        }
        if (conversion.complaint != null) {
            return fail(process, conversion.complaint);
        }
        return 0;
    }

    private static int fail(Process process, String message) throws IOException {
        process.err().println("iconv: " + message);
        return 1;
    }

    /** By Java's names and those that glibc has besides. */
    private static Optional<Charset> charset(String name) {
        String known = name.isEmpty() ? "UTF-8" : name;
        switch (known.toUpperCase(Locale.ROOT)) {
            case "UTF8":
                known = "UTF-8";
                break;
            case "UTF16LE":
                known = "UTF-16LE";
                break;
            case "UTF16BE":
                known = "UTF-16BE";
                break;
            case "UTF-16", "UTF16", "UCS-2", "UNICODE":
                known = "x-UTF-16LE-BOM";
                break;
            case "CP936":
                known = "GBK";
                break;
            case "LATIN9", "LATIN-9":
                known = "ISO-8859-15";
                break;
            default:
        }
        try {
            return Optional.of(Charset.forName(known));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** One way of converting, and what was wrong with the text it was given last. */
    private static final class Conversion {
        private final Charset from;
        private final Charset to;
        private final boolean drops;
        private final boolean silent;
        private final boolean transliterates;
        private String complaint;

        Conversion(Charset from, Charset to, boolean drops, boolean silent, boolean transliterates) {
            this.from = from;
            this.to = to;
            this.drops = drops;
            this.silent = silent;
            this.transliterates = transliterates;
        }

        /** As much as could be converted. */
        byte[] of(byte[] bytes) {
            complaint = null;
            CharsetDecoder decoder = from.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer in = ByteBuffer.wrap(bytes);
            CharBuffer text = CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()) + 2);
            var result = decoder.decode(in, text, true);
            while (result.isError() && drops) {
                in.position(in.position() + result.length());
                dropped(bytes.length);
                result = decoder.decode(in, text, true);
            }
            boolean cutOff = result.isError()
                    && in.remaining() == result.length()
                    && from.equals(StandardCharsets.UTF_8)
                    && (bytes[in.position()] & 0xC0) == 0xC0;
            if (result.isError()) {
                complaint = cutOff
                        ? "incomplete character or shift sequence at end of buffer"
                        : "illegal input sequence at position " + in.position();
            }
            decoder.flush(text);
            return encoded(text.flip().toString(), bytes.length);
        }

        private void dropped(int length) {
            complaint = silent ? null : "illegal input sequence at position " + length;
        }

        private byte[] encoded(String text, int length) {
            CharsetEncoder encoder = to.newEncoder();
            if (encoder.canEncode(text)) {
                return text.getBytes(to);
            }
            StringBuilder kept = new StringBuilder();
            int i = 0;
            while (i < text.length()) {
                int point = text.codePointAt(i);
                String one = new String(Character.toChars(point));
                i += one.length();
                if (encoder.canEncode(one)) {
                    kept.append(one);
                } else if (transliterates) {
                    kept.append(plain(one, encoder));
                } else if (drops) {
                    dropped(length);
                } else {
                    int at = text.substring(0, i - one.length()).getBytes(from).length;
                    complaint = "illegal input sequence at position " + at;
                    break;
                }
            }
            try {
                ByteBuffer out = to.newEncoder().encode(CharBuffer.wrap(kept));
                byte[] bytes = new byte[out.remaining()];
                out.get(bytes);
                return bytes;
            } catch (CharacterCodingException impossible) {
                return new byte[0];
            }
        }

        /** Without its accents, or a question mark. */
        private static String plain(String one, CharsetEncoder encoder) {
            String known = switch (one) {
                case "ä" -> "a";
                case "ß" -> "ss";
                case "€" -> "EUR";
                case "‘", "’" -> "'";
                case "“", "”" -> "\"";
                case "–" -> "-";
                case "—" -> "-";
                case "…" -> "...";
                default -> Normalizer.normalize(one, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
            };
            return !known.isEmpty() && encoder.canEncode(known) ? known : "?";
        }
    }
}
