package postroom.labs.debian.cron;

import postroom.labs.host.Process;

/** The letters that {@code mkstemp(3)} puts in place of its {@code XXXXXX}. */
final class TemporaryName {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private TemporaryName() {}

    static String of(Process process, int length) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < length; i++) {
            name.append(LETTERS.charAt(process.host().random().nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
