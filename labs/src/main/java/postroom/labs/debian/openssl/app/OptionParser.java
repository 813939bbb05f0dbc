package postroom.labs.debian.openssl.app;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.labs.fs.FileType;
import postroom.labs.io.ErrnoException;

/** Reads a command's options ({@code opt_next} in {@code apps/lib/opt.c}) and complains of them as OpenSSL does. */
final class OptionParser {
    private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);

    private final App app;
    private final Options options;
    private final List<Given.Flag> flags = new ArrayList<>();

    OptionParser(App app, Options options) {
        this.app = app;
        this.options = options;
    }

    Given parse(List<String> arguments) throws IOException, Quit {
        int i = 0;
        while (i < arguments.size()) {
            String word = arguments.get(i);
            if (!word.startsWith("-")) {
                break;
            }
            i++;
            if (word.equals("--")) {
                break;
            }
            String name = word.substring(word.startsWith("--") ? 2 : 1);
            int equals = name.indexOf('=');
            String value = equals < 0 ? null : name.substring(equals + 1);
            name = equals < 0 ? name : name.substring(0, equals);
            Optional<Option> found = options.find(name);
            if (found.isEmpty()) {
                unknown(name);
                continue;
            }
            Option option = found.get();
            if (option.takesValue() && value == null) {
                if (i == arguments.size()) {
                    throw app.usage("Option -" + option.name() + " needs a value");
                }
                value = arguments.get(i++);
            } else if (!option.takesValue() && value != null) {
                throw app.usage("Option -" + name + " does not take a value");
            }
            if (option.name().equals("help")) {
                app.err().print(app.summary());
                throw new Quit(0);
            }
            check(option, value);
            flags.add(new Given.Flag(option.name(), value, false));
        }
        return new Given(flags, arguments.subList(i, arguments.size()));
    }

    private void unknown(String name) throws IOException, Quit {
        if (!options.takesUnknown()) {
            throw app.usage("Unknown option: -" + name);
        }
        flags.add(new Given.Flag(name, null, true));
    }

    private void check(Option option, String value) throws IOException, Quit {
        switch (option.value()) {
            case "dir":
                if (!isFolder(value)) {
                    throw app.usage("Not a directory: " + value);
                }
                break;
            case "+int", "int", "nonneg":
                integer(option, value);
                break;
            case "intmax", "uintmax", "long", "ulong":
                app.number(value);
                break;
            case "PEM|DER":
                format(option, value, Set.of("PEM", "DER"));
                break;
            case "format", "PEM|DER|ENGINE":
                format(
                        option,
                        value,
                        Set.of("PEM", "DER", "ENGINE", "P12", "HTTP", "NSS", "SMIME", "MSBLOB", "PVK", "TEXT"));
                break;
            default:
        }
    }

    private boolean isFolder(String path) {
        try {
            return app.process().files().stat(path).type() == FileType.DIRECTORY;
        } catch (ErrnoException missing) {
            return false;
        }
    }

    private void integer(Option option, String value) throws IOException, Quit {
        BigInteger number = app.number(value);
        if (number.compareTo(INT_MAX) > 0 || number.compareTo(INT_MIN) < 0) {
            throw app.usage("Value \"" + value + "\" outside integer range");
        }
        if (option.value().equals("+int") && number.signum() <= 0) {
            throw app.usage("Non-positive number \"" + value + "\" for option -" + option.name());
        }
        if (option.value().equals("nonneg") && number.signum() < 0) {
            throw app.usage("Negative number \"" + value + "\" for option -" + option.name());
        }
    }

    private void format(Option option, String value, Set<String> allowed) throws IOException, Quit {
        String name = formatName(value);
        if (name.isEmpty()) {
            app.complain("Bad format \"" + value + "\"");
            throw app.usage("Invalid format \"" + value + "\" for option -" + option.name());
        }
        if (!allowed.contains(name)) {
            app.complain("Bad format \"" + value + "\"; must be pem or der");
            throw app.usage("Invalid format \"" + value + "\" for option -" + option.name());
        }
    }

    /** The format that a value names, {@code PEM} or {@code DER} say; empty if none. */
    static String formatName(String value) {
        if (value.isEmpty()) {
            return "";
        }
        String upper = value.toUpperCase(Locale.ROOT);
        return switch (upper.charAt(0)) {
            case 'D' -> "DER";
            case 'T' -> "TEXT";
            case 'N' -> upper.startsWith("NSS") ? "NSS" : "";
            case 'S' -> "SMIME";
            case 'M' -> "MSBLOB";
            case 'E' -> "ENGINE";
            case 'H' -> "HTTP";
            case '1' -> "P12";
            case 'P' ->
                upper.equals("P") || upper.equals("PEM")
                        ? "PEM"
                        : upper.equals("PVK") ? "PVK" : upper.equals("P12") || upper.equals("PKCS12") ? "P12" : "";
            default -> "";
        };
    }
}
