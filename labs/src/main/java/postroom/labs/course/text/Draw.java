package postroom.labs.course.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.course.yaml.YamlValue;

/** How one value is drawn: one of some words, a token of letters and digits, or a number. */
public sealed interface Draw {

    String from(SplittableRandom random);

    /** {@code pick(a, b, c)}: one of the words. */
    record Pick(List<String> words) implements Draw {
        @Override
        public String from(SplittableRandom random) {
            return words.get(random.nextInt(words.size()));
        }
    }

    /** {@code token(8)}: a word that nobody guesses. No vowels, so that none spells anything; no 0, 1 or l. */
    record Token(int length) implements Draw {
        private static final String ALPHABET = "bcdfghjkmnpqrstvwxz23456789";

        @Override
        public String from(SplittableRandom random) {
            StringBuilder token = new StringBuilder();
            // a letter first: it may become a user's or a file's name
            token.append(ALPHABET.charAt(random.nextInt(ALPHABET.indexOf('2'))));
            while (token.length() < length) {
                token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            return token.toString();
        }
    }

    /** {@code number(10, 99)}: a whole number, both ends included. */
    record Number(int least, int most) implements Draw {
        @Override
        public String from(SplittableRandom random) {
            return Integer.toString(random.nextInt(least, most + 1));
        }
    }

    /** Reads {@code pick(…)}, {@code token(…)} or {@code number(…)}. */
    static Optional<Draw> read(YamlValue value) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher call = Pattern.compile("(\\w+)\\((.*)\\)").matcher(text.get().strip());
        Optional<Draw> draw = call.matches()
                ? call(
                        call.group(1),
                        Arrays.stream(call.group(2).split(","))
                                .map(String::strip)
                                .toList())
                : Optional.empty();
        if (draw.isEmpty()) {
            value.problem("expected pick(word, word…), token(4…32) or number(least, most), found " + text.get());
        }
        return draw;
    }

    private static Optional<Draw> call(String name, List<String> arguments) {
        switch (name) {
            case "pick":
                return arguments.size() >= 2 && arguments.stream().allMatch(word -> word.matches("[\\w.@-]+"))
                        ? Optional.of(new Pick(arguments))
                        : Optional.empty();
            case "token":
                return numbers(arguments, 1) && between(arguments.get(0), 4, 32)
                        ? Optional.of(new Token(Integer.parseInt(arguments.get(0))))
                        : Optional.empty();
            case "number":
                return numbers(arguments, 2) && Integer.parseInt(arguments.get(0)) < Integer.parseInt(arguments.get(1))
                        ? Optional.of(
                                new Number(Integer.parseInt(arguments.get(0)), Integer.parseInt(arguments.get(1))))
                        : Optional.empty();
            default:
                return Optional.empty();
        }
    }

    private static boolean numbers(List<String> arguments, int count) {
        return arguments.size() == count && arguments.stream().allMatch(each -> each.matches("\\d{1,8}"));
    }

    private static boolean between(String number, int least, int most) {
        return Integer.parseInt(number) >= least && Integer.parseInt(number) <= most;
    }
}
