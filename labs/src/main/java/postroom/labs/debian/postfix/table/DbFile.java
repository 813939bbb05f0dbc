package postroom.labs.debian.postfix.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code .db} files that postmap and postalias make.
 *
 * <p>They begin as a Berkeley DB file does, by whose magic number {@code file(1)} knows it, and come in pages of 4096
 * bytes; behind the first page stand the entries as key length, value length, key, value.
 */
public final class DbFile {
    private static final int PAGE = 4096;
    private static final int LEAST_PAGES = 3;
    private static final int MAGIC_AT = 12;
    private static final int HASH_MAGIC = 0x061561;
    private static final int BTREE_MAGIC = 0x053162;
    private static final int HASH_VERSION = 10;
    private static final int BTREE_VERSION = 9;

    private DbFile() {}

    /** The bytes of a file with these entries. */
    public static byte[] encode(boolean btree, Map<String, String> entries) {
        int size = PAGE + 4;
        for (Map.Entry<String, String> each : entries.entrySet()) {
            size += 8 + each.getKey().length() + each.getValue().length();
        }
        int pages = Math.max(LEAST_PAGES, (size + PAGE - 1) / PAGE);
        ByteBuffer file = ByteBuffer.allocate(pages * PAGE).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(MAGIC_AT, btree ? BTREE_MAGIC : HASH_MAGIC);
        file.putInt(MAGIC_AT + 4, btree ? BTREE_VERSION : HASH_VERSION);
        file.putInt(MAGIC_AT + 8, PAGE);
        file.position(PAGE).putInt(entries.size());
        entries.forEach((key, value) -> {
            file.putInt(key.length()).putInt(value.length());
            file.put(key.getBytes(ISO_8859_1)).put(value.getBytes(ISO_8859_1));
        });
        return file.array();
    }

    /** The entries in the order in which they were stored; empty for what is no such file. */
    public static Optional<Map<String, String>> decode(byte[] bytes) {
        if (bytes.length < PAGE + 4) {
            return Optional.empty();
        }
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int magic = file.getInt(MAGIC_AT);
        if (magic != HASH_MAGIC && magic != BTREE_MAGIC) {
            return Optional.empty();
        }
        int count = file.position(PAGE).getInt();
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            if (file.remaining() < 8) {
                return Optional.empty();
            }
            int keyLength = file.getInt();
            int valueLength = file.getInt();
            if (keyLength < 0 || valueLength < 0 || (long) keyLength + valueLength > file.remaining()) {
                return Optional.empty();
            }
            entries.put(text(file, keyLength), text(file, valueLength));
        }
        return Optional.of(entries);
    }

    private static String text(ByteBuffer file, int length) {
        byte[] bytes = new byte[length];
        file.get(bytes);
        return new String(bytes, ISO_8859_1);
    }
}
