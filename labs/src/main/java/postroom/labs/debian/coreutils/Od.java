package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code od(1)}: shows bytes as numbers and characters. */
final class Od extends GnuProgram {
    Od() {
        super(
                "A:abcdfij:lN:oS:st:vw::x",
                "address-radix=",
                "A",
                "skip-bytes=",
                "j",
                "read-bytes=",
                "N",
                "format=",
                "t",
                "output-duplicates",
                "v",
                "width==",
                "w");
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> types = new ArrayList<>();
        call.options().forEach(it -> {
            String type = it.is("t")
                    ? it.value()
                    : switch (it.key()) {
                        case "a" -> "a";
                        case "b" -> "o1";
                        case "c" -> "c";
                        case "d" -> "u2";
                        case "o" -> "o2";
                        case "x" -> "x2";
                        case "s" -> "d2";
                        case "i" -> "d4";
                        case "l" -> "d8";
                        default -> "";
                    };
            java.util.regex.Matcher m = java.util.regex.Pattern.compile("(a|c|[doux][1248CSIL]?)(z?)")
                    .matcher(type);
            while (m.find()) {
                types.add(m.group());
            }
        });
        if (types.isEmpty()) {
            types.add("o2");
        }
        byte[] bytes = read(call);
        int skip =
                (int) Math.min(bytes.length, Sizes.parse(call.value("j", "0")).orElse(0));
        int most = (int) Math.min(
                bytes.length - skip,
                Sizes.parse(call.value("N", Integer.toString(bytes.length))).orElse(bytes.length));
        String given = call.value("w", "16");
        int width = given != null && given.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(given) : 32;
        dump(call, Arrays.copyOfRange(bytes, skip, skip + most), skip, types, width);
        return 0;
    }

    private static byte[] read(Call call) throws IOException {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                all.writeBytes(in.rest());
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
        }
        return all.toByteArray();
    }

    private static void dump(Call call, byte[] bytes, int offset, List<String> types, int width) throws IOException {
        boolean starred = false;
        for (int at = 0; at < bytes.length; at += width) {
            call.process().step();
            int n = Math.min(width, bytes.length - at);
            boolean same = at >= width
                    && n == width
                    && !call.has("v")
                    && Arrays.equals(bytes, at, at + n, bytes, at - width, at);
            if (same) {
                call.print(starred ? "" : "*\n");
                starred = true;
                continue;
            }
            starred = false;
            String address = address(call, offset + at);
            for (String type : types) {
                call.print(address + OdLine.of(type, Arrays.copyOfRange(bytes, at, at + n), width, types) + "\n");
                address = " ".repeat(address.length());
            }
        }
        String end = address(call, offset + bytes.length);
        call.print(end.isEmpty() ? "" : end + "\n");
    }

    private static String address(Call call, int at) {
        switch (call.value("A", "o")) {
            case "n":
                return "";
            case "d":
                return String.format("%07d", at);
            case "x":
                return String.format("%06x", at);
            default:
                return String.format("%07o", at);
        }
    }
}
