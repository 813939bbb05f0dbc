package postroom.labs.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What bash's readline printed for some keys; made by record.py beside the resource. */
record Recording(
        String title,
        int columns,
        int rows,
        String prompt,
        List<String> history,
        List<String> files,
        List<Piece> pieces) {
    /** Keys typed at once, and what was sent for them. */
    record Piece(String keys, String sent) {}

    @Override
    public String toString() {
        return title;
    }

    static List<Recording> all() {
        List<Recording> recordings = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Recording.class.getResourceAsStream("readline.rec"), StandardCharsets.UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    recordings.add(parse(block));
                    block.clear();
                } else {
                    block.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recordings;
    }

    private static Recording parse(List<String> block) {
        List<String> history = new ArrayList<>();
        List<String> files = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        String keys = "";
        for (String line : block.subList(3, block.size())) {
            String value = unescaped(value(line));
            switch (line.substring(0, line.indexOf(':'))) {
                case "history" -> history.add(value);
                case "file" -> files.add(value);
                case "keys" -> keys = value;
                default -> pieces.add(new Piece(keys, value));
            }
        }
        String[] window = value(block.get(1)).split("x");
        return new Recording(
                value(block.get(0)),
                Integer.parseInt(window[0]),
                Integer.parseInt(window[1]),
                unescaped(value(block.get(2))),
                history,
                files,
                pieces);
    }

    private static String value(String line) {
        return line.substring(Math.min(line.length(), line.indexOf(':') + 2));
    }

    static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\\') {
                out.append(c);
            } else if (text.charAt(++at) == '\\') {
                out.append('\\');
            } else {
                int octet = Integer.parseInt(text.substring(at + 1, at + 3), 16);
                out.append(octet < 0x80 ? (char) octet : Utf8.stray(octet));
                at += 2;
            }
        }
        return out.toString();
    }

    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c < 0x20 || c == 0x7F || c >= 0xDC80 && c <= 0xDCFF) {
                out.append(String.format("\\x%02x", c & 0xFF));
            } else {
                out.append(c == '\\' ? "\\\\" : c);
            }
        }
        return out.toString();
    }
}
