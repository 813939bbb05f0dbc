package postroom.labs.debian.mailutils;

import java.util.List;
import java.util.Optional;

/**
 * Names with the shortest form of each, in the order in which they are tried: the commands of the reader, and the escapes
 * of the composer.
 *
 * @param <T> what a name stands for
 */
final class NameTable<T> {
    private final List<Row<T>> rows;

    /**
     * A name.
     *
     * @param least the shortest form
     * @param full the name; one that is shorter than {@code least} takes whatever begins with that
     * @param synopsis what the help shows; null if nothing
     */
    record Row<T>(String least, String full, String synopsis, T meaning) {
        boolean takes(String word) {
            if (least.length() > full.length()) {
                return word.startsWith(least);
            }
            return least.equals(word) || least.length() < word.length() && full.startsWith(word);
        }

        String shown() {
            return full.isEmpty() ? least : full;
        }
    }

    NameTable(List<Row<T>> rows) {
        this.rows = rows;
    }

    Optional<Row<T>> find(String word) {
        return rows.stream().filter(it -> it.takes(word)).findFirst();
    }

    List<Row<T>> rows() {
        return rows;
    }
}
