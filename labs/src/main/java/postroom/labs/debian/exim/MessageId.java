package postroom.labs.debian.exim;

import java.time.Instant;

/** The names of messages: seconds, process and a fraction of a second, in digits to the base of 62. */
final class MessageId {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /** So many nanoseconds are one in the last part. */
    private static final int RESOLUTION = 5_000_000;

    private MessageId() {}

    static String of(Instant now, int pid) {
        return digits(now.getEpochSecond(), 6) + "-" + digits(pid, 6) + "-" + digits(now.getNano() / RESOLUTION, 2);
    }

    static boolean isOne(String text) {
        return text.matches("[0-9A-Za-z]{6}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2}");
    }

    private static String digits(long number, int width) {
        StringBuilder text = new StringBuilder();
        for (long rest = number; text.length() < width; rest /= 62) {
            text.insert(0, DIGITS.charAt((int) (rest % 62)));
        }
        return text.toString();
    }
}
