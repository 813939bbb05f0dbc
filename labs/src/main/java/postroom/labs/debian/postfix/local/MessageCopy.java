package postroom.labs.debian.postfix.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.service.MailDate;

/**
 * A message as it is delivered: with its envelope in the header ({@code mail_copy(3)}), and, in a mailbox file, a From_
 * line before it and an empty line behind it.
 */
public final class MessageCopy {
    private MessageCopy() {}

    /**
     * As in {@code /var/mail}: lines that begin with {@code From } are quoted.
     *
     * @param original the recipient before rewriting
     * @param delivered the address for Delivered-To
     */
    public static byte[] mbox(QueueMessage message, String original, String delivered, Instant now) throws IOException {
        ByteArrayOutputStream out = begin(message, original, delivered, now);
        message.content(line -> {
            if (line.startsWith("From ")) {
                out.write('>');
            }
            put(out, line);
        });
        out.write('\n');
        return out.toByteArray();
    }

    /** As a program gets it on its standard input: like {@link #mbox}, but nothing quoted or added. */
    public static byte[] piped(QueueMessage message, String original, String delivered, Instant now)
            throws IOException {
        ByteArrayOutputStream out = begin(message, original, delivered, now);
        message.content(line -> put(out, line));
        return out.toByteArray();
    }

    /** As a file of a Maildir: no From_ line. */
    public static byte[] maildir(QueueMessage message, String original, String delivered) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        envelope(out, message, original, delivered);
        message.content(line -> put(out, line));
        return out.toByteArray();
    }

    private static ByteArrayOutputStream begin(QueueMessage message, String original, String delivered, Instant now) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        String sender = message.sender().isEmpty() ? "MAILER-DAEMON" : Address.external(message.sender());
        put(out, "From " + sender + "  " + MailDate.ctime(now));
        envelope(out, message, original, delivered);
        return out;
    }

    private static void envelope(ByteArrayOutputStream out, QueueMessage message, String original, String delivered) {
        put(out, "Return-Path: <" + Address.external(message.sender()) + ">");
        if (!original.isEmpty()) {
            put(out, "X-Original-To: " + Address.external(original));
        }
        put(out, "Delivered-To: " + Address.external(delivered));
    }

    private static void put(ByteArrayOutputStream out, String line) {
        byte[] bytes = Text.bytes(line);
        out.write(bytes, 0, bytes.length);
        out.write('\n');
    }
}
