package postroom.labs.debian.postfix.queue;

import java.time.Instant;
import java.util.Locale;

/** Names of queue files: microseconds and inode number in hexadecimal, or, if long, the seconds as well. */
public final class QueueId {
    private static final String LONG_ALPHABET = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";
    private static final int SECONDS_DIGITS = 6;
    private static final int MICROS_DIGITS = 4;

    private QueueId() {}

    /** The short form: {@code C1C0A11EA}. */
    public static String brief(Instant time, int inode) {
        return String.format(Locale.ROOT, "%05X%X", time.getNano() / 1000, inode);
    }

    /** The form of enable_long_queue_ids, which is never used again: {@code 4Wj2Jr1zXhz3kv}. */
    public static String lasting(Instant time, int inode) {
        return digits(time.getEpochSecond(), SECONDS_DIGITS)
                + digits(time.getNano() / 1000, MICROS_DIGITS)
                + "z"
                + digits(inode, 1);
    }

    private static String digits(long number, int least) {
        StringBuilder text = new StringBuilder();
        long left = number;
        while (left > 0 || text.length() < least) {
            text.append(LONG_ALPHABET.charAt((int) (left % LONG_ALPHABET.length())));
            left /= LONG_ALPHABET.length();
        }
        return text.reverse().toString();
    }

    /** True for what may be a queue id: letters and digits ({@code mail_queue_id_ok}). */
    public static boolean valid(String text) {
        return text.matches("[0-9A-Za-z_]{1,100}");
    }

    /**
     * The folder below a hashed queue: the last digits of the time at which the file was made, one a level.
     *
     * @param depth hash_queue_depth
     */
    public static String hashedFolder(String id, int depth) {
        String key = id;
        if (id.indexOf('z') >= SECONDS_DIGITS + MICROS_DIGITS) {
            long micros = 0;
            for (char c :
                    id.substring(SECONDS_DIGITS, SECONDS_DIGITS + MICROS_DIGITS).toCharArray()) {
                micros = micros * LONG_ALPHABET.length() + Math.max(0, LONG_ALPHABET.indexOf(c));
            }
            key = String.format(Locale.ROOT, "%05X", micros);
        }
        StringBuilder folder = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            folder.append(i < key.length() ? key.charAt(i) : '_').append('/');
        }
        return folder.toString();
    }
}
