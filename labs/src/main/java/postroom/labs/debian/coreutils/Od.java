package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.ArgMatch;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.InputSequence;
import postroom.labs.debian.gnu.Quoting;

/** {@code od(1)}: shows bytes as numbers and characters, block by block as they come. */
final class Od extends GnuProgram {
    private static final Map<String, String> OLD = Map.ofEntries(
            Map.entry("a", "a"),
            Map.entry("b", "o1"),
            Map.entry("B", "o2"),
            Map.entry("c", "c"),
            Map.entry("d", "u2"),
            Map.entry("D", "u4"),
            Map.entry("e", "fD"),
            Map.entry("f", "fF"),
            Map.entry("F", "fD"),
            Map.entry("h", "x2"),
            Map.entry("H", "x4"),
            Map.entry("i", "dI"),
            Map.entry("I", "dL"),
            Map.entry("l", "dL"),
            Map.entry("L", "dL"),
            Map.entry("o", "o2"),
            Map.entry("O", "o4"),
            Map.entry("s", "d2"),
            Map.entry("x", "x2"),
            Map.entry("X", "x4"));
    private static final int MAX_WIDTH = 1 << 20;

    Od() {
        super(
                "A:abBcdDeFfhHiIj:lLN:oOS:st:vw::xX",
                "address-radix=",
                "A",
                "skip-bytes=",
                "j",
                "read-bytes=",
                "N",
                "format=",
                "t",
                "strings==",
                "S",
                "output-duplicates",
                "v",
                "width==",
                "w",
                "endian=",
                "endian",
                "traditional",
                "traditional");
    }

    @Override
    protected int run(Call call) throws IOException {
        String radix = call.value("A", "o");
        if (radix.isEmpty() || "doxn".indexOf(radix.charAt(0)) < 0) {
            throw Failure.of(
                    1,
                    "invalid output address radix '" + (radix.isEmpty() ? "" : radix.charAt(0))
                            + "'; it must be one character from [doxn]");
        }
        List<OdType> types = new ArrayList<>();
        for (Getopt.Option each : call.options()) {
            String type = each.is("t") ? each.value() : OLD.get(each.key());
            types.addAll(type == null ? List.of() : OdType.parse(type));
        }
        types = types.isEmpty() ? OdType.parse("oS") : types;
        boolean big = ArgMatch.choose("--endian", call.value("endian", "little"), "little", "big")
                .equals("big");
        long skip = number(call, "j").orElse(0);
        long most = number(call, "N").orElse(Long.MAX_VALUE);
        OptionalLong least = call.has("S")
                ? OptionalLong.of(
                        call.value("S", null) == null ? 3 : number(call, "S").orElse(3))
                : OptionalLong.empty();
        List<String> names = new ArrayList<>(call.inputs());
        if (call.has("traditional") || !call.has("A", "j", "N", "S", "t", "w")) {
            skip = oldOffset(call, names, skip);
        }
        try (InputSequence in = new InputSequence(
                call, names, (name, why) -> call.complain(Quoting.name(name) + ": " + why.getMessage()))) {
            if (!in.open()) {
                return 1;
            }
            if (in.skip(skip) < skip) {
                throw Failure.of(1, "cannot skip past end of combined input");
            }
            in.limit(most);
            if (least.isPresent()) {
                strings(call, in, skip, least.getAsLong());
            } else {
                dump(call, in, skip, types, big);
            }
        }
        return 0;
    }

    private static OptionalLong number(Call call, String option) {
        String given = call.value(option, null);
        if (given == null) {
            return OptionalLong.empty();
        }
        boolean hex = given.matches("0[xX][0-9a-fA-F]{1,15}");
        OptionalLong value = hex ? OptionalLong.of(Long.parseLong(given.substring(2), 16)) : Sizes.parse(given);
        if (value.isEmpty()) {
            boolean suffix = given.matches("[0-9]+.+");
            throw Failure.of(1, "invalid " + (suffix ? "suffix in " : "") + "-" + option + " argument '" + given + "'");
        }
        return value;
    }

    /** The offset that stands among the names as in old days ({@code od FILE 20}), which is then removed from them. */
    private static long oldOffset(Call call, List<String> names, long otherwise) {
        int last = names.size() - 1;
        String word = names.get(last);
        boolean offset = call.has("traditional") && !call.operands().isEmpty()
                || last == 0 && word.startsWith("+")
                || last == 1 && word.matches("[+0-9].*");
        java.util.regex.Matcher m = java.util.regex.Pattern.compile("\\+?(0[xX])?([0-9a-fA-F]{1,12})(\\.?)(b?)")
                .matcher(word);
        if (last > 1 || !offset || !m.matches()) {
            return otherwise;
        }
        int base = m.group(1) != null ? 16 : m.group(3).isEmpty() ? 8 : 10;
        if (m.group(2).chars().anyMatch(it -> Character.digit(it, base) < 0)) {
            return otherwise;
        }
        names.remove(last);
        if (names.isEmpty()) {
            names.add("-");
        }
        return Long.parseLong(m.group(2), base) * (m.group(4).isEmpty() ? 1 : 512);
    }

    private static int width(Call call, List<OdType> types) throws IOException {
        int common = types.stream().mapToInt(OdType::size).max().orElse(1);
        if (!call.has("w")) {
            return common * (16 / common);
        }
        String given = call.value("w", null);
        long wanted = given == null ? 32 : number(call, "w").orElse(32);
        if (wanted > MAX_WIDTH) {
            throw Failure.of(1, "memory exhausted");
        }
        if (wanted == 0 || wanted % common != 0) {
            call.warn("warning: invalid width " + wanted + "; using " + common + " instead");
            return common;
        }
        return (int) wanted;
    }

    private static void dump(Call call, InputSequence in, long offset, List<OdType> types, boolean big)
            throws IOException {
        int size = width(call, types);
        int columns = types.stream()
                .mapToInt(it -> (it.width() + 1) * (size / it.size()))
                .max()
                .orElse(0);
        byte[] block = new byte[size];
        byte[] before = null;
        boolean starred = false;
        long at = offset;
        int n = in.read(block);
        while (n > 0) {
            call.process().step();
            boolean same = n == size && !call.has("v") && Arrays.equals(block, before);
            if (same) {
                call.print(starred ? "" : "*\n");
            } else {
                String address = address(call, at);
                for (OdType type : types) {
                    call.print(address + type.line(block, n, columns, big) + "\n");
                    address = " ".repeat(address.length());
                }
            }
            starred = same;
            at += n;
            before = n == size ? block.clone() : before;
            n = in.read(block);
        }
        String end = address(call, at);
        call.print(end.isEmpty() ? "" : end + "\n");
    }

    /** {@code -S}: what is at least so long, printable and ends with a null byte. */
    private static void strings(Call call, InputSequence in, long offset, long least) throws IOException {
        StringBuilder found = new StringBuilder();
        long at = offset;
        for (int b = in.read(); b >= 0; b = in.read(), at++) {
            call.process().step();
            int escape = "\u0007\b\f\n\r\t\u000b".indexOf(b);
            if (b == 0 && found.length() >= least) {
                String address = address(call, at - found.length());
                StringBuilder text = new StringBuilder();
                for (char c : found.toString().toCharArray()) {
                    int known = "\u0007\b\f\n\r\t\u000b".indexOf(c);
                    text.append(known < 0 ? String.valueOf(c) : "\\" + "abfnrtv".charAt(known));
                }
                call.print((address.isEmpty() ? "" : address + " ") + text + "\n");
            }
            boolean shown = b >= 32 && b < 127 || escape >= 0;
            if (!shown) {
                found.setLength(0);
            } else if (found.length() < MAX_WIDTH) {
                found.append((char) b);
            }
        }
    }

    private static String address(Call call, long at) {
        return switch (call.value("A", "o").charAt(0)) {
            case 'n' -> "";
            case 'd' -> String.format("%07d", at);
            case 'x' -> String.format("%06x", at);
            default -> String.format("%07o", at);
        };
    }
}
