package postroom.labs.lab.internet;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;
import postroom.labs.net.Network;
import postroom.labs.net.Node;

/**
 * {@code spammer.example}, an attacker on call. Whoever connects to its port {@value #FINGER} and sends a line with one of
 * {@link Attack#NAMES} is attacked at once, at port 25 of the address from which the order came, and reads along. The shape
 * is that of the finger protocol (RFC 1288): a line in, a text out. {@code echo relay | nc spammer.example 79},
 * or {@code relay bob@example.net} to choose the victim.
 */
final class Spammer {
    private static final int FINGER = 79;
    private static final InetAddress ADDRESS = Network.address("203.0.113.66");
    private static final int MOST_AT_ONCE = 8;

    private final Surroundings lab;
    private final Node node;
    private int busy;

    private Spammer(Surroundings lab) {
        this.lab = lab;
        this.node = lab.network().add("spammer.example", List.of(ADDRESS));
    }

    /** Switches it on. @return the host */
    static Node start(Surroundings lab) {
        Spammer spammer = new Spammer(lab);
        try {
            spammer.node.listen(ADDRESS, FINGER, 0, it -> lab.serial().execute(() -> spammer.accept(it)));
        } catch (ErrnoException twice) {
            throw new IllegalStateException(twice);
        }
        return spammer.node;
    }

    private void accept(Connection connection) {
        if (busy >= MOST_AT_ONCE) {
            connection.close();
            return;
        }
        busy++;
        new Order(connection).look();
    }

    /** One who gives orders. Everything happens on the serial executor. */
    private final class Order {
        private static final int LONGEST = 200;

        private final Connection connection;
        private final StringBuilder line = new StringBuilder();
        private final Runnable wake = () -> lab.serial().execute(this::look);
        private final StringBuilder output = new StringBuilder();
        private boolean ordered;
        private boolean ends;
        private boolean gone;

        private Order(Connection connection) {
            this.connection = connection;
            connection.waiters().add(wake);
        }

        private void look() {
            if (gone) {
                return;
            }
            try {
                if (!ordered) {
                    read();
                }
                flush();
            } catch (ErrnoException left) {
                hangUp();
            }
        }

        private void read() throws ErrnoException {
            byte[] buffer = new byte[LONGEST];
            int n = connection.tryRead(buffer, 0, buffer.length);
            if (n > 0) {
                line.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
            int end = line.indexOf("\n");
            if (end >= 0 || n == Descriptor.END || line.length() > LONGEST) {
                ordered = true;
                begin(line.substring(0, end < 0 ? line.length() : end).strip());
            }
        }

        private void begin(String order) {
            InetAddress target = connection.remote().address();
            String domain = Zones.BUNDLED.nameOf(target).orElse("[" + target.getHostAddress() + "]");
            Attack.named(order, domain)
                    .ifPresentOrElse(
                            attack -> new Assault(lab, node, target, attack, this::print, this::end).start(), () -> {
                                print("Orders: " + String.join(", ", Attack.NAMES)
                                        + ". I call back at your port 25, and you read along.");
                                end();
                            });
        }

        private void print(String text) {
            output.append(text).append('\n');
            look();
        }

        private void end() {
            ends = true;
            look();
        }

        private void flush() throws ErrnoException {
            while (output.length() > 0) {
                byte[] bytes = output.toString().getBytes(StandardCharsets.ISO_8859_1);
                int n = connection.tryWrite(bytes, 0, bytes.length);
                if (n == Descriptor.NOT_NOW) {
                    return;
                }
                output.delete(0, n);
            }
            if (ends) {
                hangUp();
            }
        }

        private void hangUp() {
            gone = true;
            busy--;
            connection.waiters().remove(wake);
            connection.close();
        }
    }
}
