package postroom.web.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One SMTP session that sends message after message, waiting for each reply (RFC 5321 §3.3). */
final class SmtpSender implements AutoCloseable {
    private static final int MESSAGE_BYTES = 1024;
    private static final int REPLY_MILLIS = 10_000;
    private static final String MESSAGE = message();

    private final Socket socket = new Socket();
    private final BufferedReader replies;
    private final OutputStream commands;

    SmtpSender(InetSocketAddress address) throws IOException {
        socket.connect(address, REPLY_MILLIS);
        socket.setSoTimeout(REPLY_MILLIS);
        socket.setTcpNoDelay(true);
        replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        commands = socket.getOutputStream();
        expect("2");
        say("EHLO client.example", "2");
    }

    private static String message() {
        StringBuilder text = new StringBuilder("Subject: bench\r\n\r\n");
        while (text.length() < MESSAGE_BYTES) {
            text.append("x".repeat(62)).append("\r\n");
        }
        return text.append('.').toString();
    }

    /** Sends so many messages, or as many as the time allows; how many were accepted. */
    int send(String recipient, int messages, int seconds) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        int sent = 0;
        while (sent < messages && System.nanoTime() < end) {
            say("MAIL FROM:<sender@client.example>", "2");
            say("RCPT TO:<" + recipient + ">", "2");
            say("DATA", "3");
            say(MESSAGE, "2");
            sent++;
        }
        say("QUIT", "2");
        return sent;
    }

    private void say(String line, String expected) throws IOException {
        commands.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        expect(expected);
    }

    private void expect(String first) throws IOException {
        String reply = replies.readLine();
        while (reply != null && reply.length() > 3 && reply.charAt(3) == '-') {
            reply = replies.readLine();
        }
        if (reply == null || !reply.startsWith(first)) {
            throw new IOException("the server says: " + reply);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
