package postroom.labs.debian.mailutils;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.gnu.Text;
import postroom.server.message.MimePart;

/**
 * A part of a message that consists of parts no more (RFC 2046).
 *
 * @param path the number of the message, then of the part in it, and so on
 */
record Leaf(List<Integer> path, MimePart part) {
    /** The parts of a message, or of the part of it that {@code path} names. */
    static List<Leaf> of(StoredMessage message, List<Integer> path) {
        List<Leaf> found = new ArrayList<>();
        descend(new Leaf(path.subList(0, 1), MimePart.parse(Text.bytes(message.text()))), found);
        return found.stream()
                .filter(it -> it.path.size() >= path.size()
                        && it.path.subList(0, path.size()).equals(path))
                .toList();
    }

    private static void descend(Leaf leaf, List<Leaf> into) {
        List<MimePart> children = leaf.part.children();
        for (int i = 0; i < children.size(); i++) {
            List<Integer> path = new ArrayList<>(leaf.path);
            if (leaf.part.isMultipart()) {
                path.add(i + 1);
            }
            descend(new Leaf(path, children.get(i)), into);
        }
        if (children.isEmpty()) {
            into.add(leaf);
        }
    }

    Header header() {
        String head = Text.of(part.text(), part.start(), part.bodyStart() - part.start())
                .stripTrailing();
        return Header.parse(head.isEmpty() ? List.of() : List.of(head.split("\n")));
    }

    String type() {
        return header().unfolded("Content-Type").filter(it -> !it.isEmpty()).orElse("text/plain");
    }

    String number() {
        return number(path);
    }

    /** A part's place as it is written: {@code 1.2}. */
    static String number(List<Integer> path) {
        return String.join(".", path.stream().map(String::valueOf).toList());
    }

    int lines() {
        return header().lines() + 1 + part.lines();
    }

    /** The line by which {@code struct} lists it. */
    String listed() {
        int size = part.end() - part.start();
        String shown = size < 1024
                ? String.format(" %4d", size)
                : size < 1 << 20 ? String.format("%4dK", size >> 10) : String.format("%4dM", size >> 20);
        return String.format(Locale.ROOT, "%-16s %-25s%s", number(), type(), shown);
    }

    /** The body, without its encoding. */
    String decoded() {
        return Text.of(part.decoded());
    }
}
