package postroom.labs.debian.postfix.config;

import java.util.Arrays;

/** A compatibility_level such as {@code 2} or {@code 3.6}: up to three numbers with dots between. */
final class CompatibilityLevel {
    private CompatibilityLevel() {}

    static boolean valid(String text) {
        return text.matches("[0-9]{1,6}(\\.[0-9]{1,4}){0,2}");
    }

    /** Negative, zero or positive as the first is less, equal or more; what is no level counts as 0. */
    static int compare(String left, String right) {
        return Arrays.compare(parts(left), parts(right));
    }

    private static int[] parts(String text) {
        int[] parts = new int[3];
        if (valid(text)) {
            String[] numbers = text.split("\\.");
            for (int i = 0; i < numbers.length; i++) {
                parts[i] = Integer.parseInt(numbers[i]);
            }
        }
        return parts;
    }
}
