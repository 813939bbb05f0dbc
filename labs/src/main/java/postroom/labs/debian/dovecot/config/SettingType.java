package postroom.labs.debian.dovecot.config;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The kinds of value that a setting of Dovecot may have, each with its spelling and its complaint (lib-settings). */
enum SettingType {
    BOOL {
        @Override
        String canonical(String value, List<String> choices) throws BadValue {
            if (value.equalsIgnoreCase("yes") || value.equalsIgnoreCase("y") || value.equals("1")) {
                return "yes";
            }
            if (value.equalsIgnoreCase("no")) {
                return "no";
            }
            throw new BadValue("Invalid boolean value: " + value + " (use yes or no)");
        }
    },
    UINT {
        @Override
        String canonical(String value, List<String> choices) throws BadValue {
            return number(value);
        }
    },
    INT {
        @Override
        String canonical(String value, List<String> choices) throws BadValue {
            return value.startsWith("-") ? "-" + number(value.substring(1)) : number(value);
        }
    },
    OCTAL {
        @Override
        String canonical(String value, List<String> choices) throws BadValue {
            if (!value.matches("[0-9]{1,9}")) {
                throw new BadValue("Invalid number " + value + ": Not a valid number");
            }
            // a mode without a leading zero is a decimal number
            int mode = value.startsWith("0") && value.matches("[0-7]+")
                    ? Integer.parseInt(value, 8)
                    : Integer.parseInt(value);
            return "0" + Integer.toOctalString(mode);
        }
    },
    PORT {
        @Override
        String canonical(String value, List<String> choices) throws BadValue {
            if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
                throw new BadValue("Invalid port number " + value);
            }
            return Integer.toString(Integer.parseInt(value));
        }
    },
    TIME {
        @Override
        String canonical(String value, List<String> choices) throws BadValue {
            return Quantity.time(value, false);
        }
    },
    MSECS {
        @Override
        String canonical(String value, List<String> choices) throws BadValue {
            return Quantity.time(value, true);
        }
    },
    SIZE {
        @Override
        String canonical(String value, List<String> choices) throws BadValue {
            return Quantity.size(value);
        }
    },
    ENUM {
        @Override
        String canonical(String value, List<String> choices) throws BadValue {
            Optional<String> choice =
                    choices.stream().filter(it -> it.equalsIgnoreCase(value)).findFirst();
            return choice.orElseThrow(() -> new BadValue("Invalid value: " + value));
        }
    },
    STRING {
        @Override
        String canonical(String value, List<String> choices) {
            return value;
        }
    };

    /** A value that the setting does not take; the message is Dovecot's. */
    static final class BadValue extends Exception {
        private static final long serialVersionUID = 1;

        BadValue(String message) {
            super(message);
        }
    }

    /** The value as doveconf prints it. */
    abstract String canonical(String value, List<String> choices) throws BadValue;

    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);

    private static String number(String value) throws BadValue {
        if (value.matches("-[0-9]+")) {
            throw new BadValue("Invalid number " + value + ": Number too small");
        }
        if (!value.matches("[0-9]+")) {
            throw new BadValue("Invalid number " + value + ": Not a valid number");
        }
        if (value.length() > 20 || new BigInteger(value).compareTo(LARGEST) > 0) {
            throw new BadValue("Invalid number " + value + ": Number too big");
        }
        return new BigInteger(value).toString();
    }
}
