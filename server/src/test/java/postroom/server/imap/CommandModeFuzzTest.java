package postroom.server.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import postroom.server.imap.syntax.ArgumentParser;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.wire.Secrets;
import postroom.server.wire.WireRecorder;
import postroom.server.wire.WireTap;

/** However the stream is cut into packets, the commands are the same; and whatever comes, bounds hold. */
class CommandModeFuzzTest {
    private static final int LIMIT = 200;

    /** Takes every literal of up to 50 bytes. */
    private static final class Collector implements CommandMode.Listener {
        final List<String> commands = new ArrayList<>();
        final CommandMode mode =
                new CommandMode(this, new WireRecorder(WireTap.NONE, Clock.systemUTC(), "x", Secrets::imap));

        @Override
        public int lineLimit() {
            return LIMIT;
        }

        @Override
        public void lineTooLong(byte[] soFar) {
            mode.skipLine();
            commands.add("(too long)");
        }

        @Override
        public void literal(byte[] soFar, long size, boolean waits) {
            if (size <= 50) {
                mode.accept(size);
            } else {
                mode.reject();
                commands.add("(rejected)");
            }
        }

        @Override
        public void complete(byte[] bytes) {
            commands.add(new String(bytes, ISO_8859_1));
        }

        void feed(ByteBuf unread) {
            while (unread.isReadable() && mode.cut(unread)) {
                // the mode did the work
            }
        }
    }

    private static List<String> cut(String stream, int packet) {
        Collector collector = new Collector();
        ByteBuf unread = Unpooled.buffer();
        for (int at = 0; at < stream.length(); at += packet) {
            unread.writeBytes(
                    stream.substring(at, Math.min(stream.length(), at + packet)).getBytes(ISO_8859_1));
            collector.feed(unread);
            assertThat(unread.readableBytes()).isLessThanOrEqualTo(LIMIT + packet);
        }
        unread.release();
        return collector.commands;
    }

    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> piece = Arbitraries.of(
                "a LOGIN ",
                "{5}\r\n",
                "{5+}\r\n",
                "~{3}\r\n",
                "{99}\r\n",
                "\"{5}\r\n",
                "hello",
                "\r\n",
                "\n",
                " ",
                "\\\"",
                "b NOOP\r\n",
                "{",
                "}",
                "{-1}\r\n",
                "{18446744073709551617}\r\n",
                "(",
                ")",
                "\u00e9",
                "x".repeat(150));
        return piece.list().ofMaxSize(30).map(it -> String.join("", it));
    }

    @Property
    void packetsDoNotMatter(@ForAll("streams") String stream, @ForAll @IntRange(min = 1, max = 40) int packet) {
        assertThat(cut(stream, packet).stream()
                        .filter(it -> !it.startsWith("("))
                        .toList())
                .isEqualTo(cut(stream, 1).stream()
                        .filter(it -> !it.startsWith("("))
                        .toList());
    }

    @Property
    void whatIsCutCanBeParsedOrIsRefused(@ForAll("streams") String stream) {
        for (String each : cut(stream, 7)) {
            ArgumentParser parser = new ArgumentParser(each.getBytes(ISO_8859_1));
            parser.word();
            parser.word();
            try {
                assertThat(parser.arguments()).isNotNull();
            } catch (BadCommand refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }
}
