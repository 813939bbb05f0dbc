package postroom.labs.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import postroom.labs.net.Network;

/** Addresses in numbers. Nothing here ever looks up a name. */
public final class Numeric {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    private Numeric() {}

    /** {@code inet_pton(3)}: four decimal numbers, or an IPv6 address. */
    public static Optional<InetAddress> strict(String text) {
        boolean four = text.matches(BYTE + "(\\." + BYTE + "){3}");
        boolean six = text.matches("[0-9a-fA-F:.]{2,45}") && text.contains(":");
        if (!four && !six) {
            return Optional.empty();
        }
        try {
            return Optional.of(Network.address(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** As {@link #strict}, or {@code inet_aton(3)}: one to four numbers, decimal, octal or hexadecimal ({@code 127.1}). */
    public static Optional<InetAddress> lax(String text) {
        if (text.contains(":")) {
            return strict(text);
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length > 4) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 0; i < parts.length; i++) {
            long limit = i < parts.length - 1 ? 256 : 1L << 8 * (5 - parts.length);
            long part = number(parts[i]);
            if (part < 0 || part >= limit) {
                return Optional.empty();
            }
            value = i < parts.length - 1 ? value | part << 8 * (3 - i) : value | part;
        }
        try {
            return Optional.of(InetAddress.getByAddress(
                    new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value}));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long number(String text) {
        if (text.matches("0[xX][0-9a-fA-F]{1,8}")) {
            return Long.parseLong(text.substring(2), 16);
        }
        if (text.matches("0[0-7]{0,11}")) {
            return Long.parseLong(text, 8);
        }
        return text.matches("[1-9][0-9]{0,9}") ? Long.parseLong(text) : -1;
    }
}
