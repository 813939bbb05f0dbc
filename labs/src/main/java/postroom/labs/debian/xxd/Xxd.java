package postroom.labs.debian.xxd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code xxd(1)}: bytes as hexadecimal numbers, and back. */
public final class Xxd implements Program {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS = Map.of("xxd/xxd", new Xxd());

    private static final int MAX_COLUMNS = 256;

    private Xxd() {}

    @Override
    public int run(Process process) throws IOException {
        Call call = Call.bare(process);
        Map<String, String> options = new HashMap<>();
        List<String> files = new ArrayList<>();
        List<String> words = process.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).startsWith("--") ? words.get(i).substring(1) : words.get(i);
            if (!word.startsWith("-") || word.length() == 1) {
                files.add(word);
                continue;
            }
            char letter = word.charAt(1);
            if (letter == 'v') {
                process.err().println("xxd 2022-01-14 by Juergen Weigert et al.");
                return 0;
            }
            if ("abCdEeipru".indexOf(letter) >= 0) {
                options.put(String.valueOf(letter), "");
            } else if ("cglons".indexOf(letter) >= 0) {
                String value = word.replaceFirst("^-(cols|groupsize|len|name|seek|[cglons])", "");
                if (value.isEmpty() && i + 1 < words.size()) {
                    value = words.get(++i);
                }
                options.put(String.valueOf(letter), value);
            } else if (letter != 'q') {
                process.err().print(HelpText.of("xxd/xxd"));
                return letter == 'h' ? 0 : 1;
            }
        }
        long columns = number(options.getOrDefault("c", "0"));
        if (columns > MAX_COLUMNS && !options.containsKey("p")) {
            process.err().println("xxd: invalid number of columns (max. 256).");
            return 1;
        }
        String name = files.isEmpty() ? "-" : files.get(0);
        byte[] bytes;
        boolean streams = files.size() < 2
                && options.keySet().stream()
                        .noneMatch(it -> List.of("r", "i", "p", "a", "s").contains(it));
        try (Input in = Input.open(process, name)) {
            if (streams) {
                stream(call, in, options, columns);
                return 0;
            }
            bytes = in.rest();
        } catch (ErrnoException e) {
            boolean unread = process.files().exists(name);
            process.err().println("xxd: " + (unread ? "" : name + ": ") + e.getMessage());
            return 2;
        }
        byte[] out = options.containsKey("r")
                ? HexReader.bytes(
                        new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1), options.containsKey("p"))
                : dump(bytes, options, name);
        if (files.size() > 1) {
            process.files().writeAll(files.get(1), out);
        } else {
            call.out().write(out);
        }
        return 0;
    }

    /** Lines as their bytes come. */
    private static void stream(Call call, Input in, Map<String, String> options, long columns) throws IOException {
        HexWriter writer = new HexWriter(options, (int) columns);
        long most = options.containsKey("l") ? Math.max(0, number(options.get("l"))) : Long.MAX_VALUE;
        long offset = number(options.getOrDefault("o", "0"));
        byte[] block = new byte[columns > 0 ? (int) columns : options.containsKey("b") ? 6 : 16];
        int count = 1;
        for (long left = most; count > 0 && left > 0; left -= count) {
            call.process().step();
            int wanted = (int) Math.min(block.length, left);
            count = 0;
            for (int n = 0; n >= 0 && count < wanted; count += Math.max(0, n)) {
                n = in.read(block, count, wanted - count);
            }
            byte[] line = java.util.Arrays.copyOf(block, count);
            call.out()
                    .write(writer.lines(line, offset)
                            .toString()
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            offset += count;
        }
    }

    private static long number(String text) {
        String bare = text.startsWith("+") ? text.substring(1) : text;
        try {
            return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Long.decode(bare)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static byte[] dump(byte[] all, Map<String, String> options, String name) {
        long seek = number(options.getOrDefault("s", "0"));
        int from = (int) Math.max(0, Math.min(all.length, seek < 0 ? all.length + seek : seek));
        long length = options.containsKey("l") ? Math.max(0, number(options.get("l"))) : all.length;
        byte[] bytes = java.util.Arrays.copyOfRange(all, from, (int) Math.min(all.length, from + length));
        long offset = from + number(options.getOrDefault("o", "0"));
        HexWriter writer = new HexWriter(options, (int) number(options.getOrDefault("c", "0")));
        StringBuilder text = options.containsKey("i")
                ? writer.include(bytes, name)
                : options.containsKey("p") ? writer.plain(bytes) : writer.lines(bytes, offset);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }
}
