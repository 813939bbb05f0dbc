package postroom.labs.course.run;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.course.check.Protocol;

/**
 * A command and the lines with which a server answers it, until the answer is whole: in SMTP with the line that has no
 * hyphen (RFC 5321 §4.2), in IMAP with the command's tag (RFC 3501 §2.2), in POP3 with the first line or, where text
 * follows it, with a lone dot (RFC 1939 §3). Keeps {@value #MOST_TEXT} characters.
 */
final class AnswerLines {
    private static final int MOST_TEXT = 8192;
    private static final Pattern CODE = Pattern.compile("(\\d{3})( .*|)");
    private static final Pattern IMAP_STATUS = Pattern.compile("(OK|NO|BAD|BYE|PREAUTH)( .*|)");

    private final Protocol protocol;
    private final String verb;
    private final String tag;
    private final boolean hasText;
    private final StringBuilder text = new StringBuilder();
    private String status = "";
    private boolean whole;
    private boolean asks;

    private AnswerLines(Protocol protocol, String tag, String verb, boolean hasText) {
        this.protocol = protocol;
        this.tag = tag;
        this.verb = verb;
        this.hasText = hasText;
    }

    /** What a server says before the client has said anything. */
    static AnswerLines greeting(Protocol protocol) {
        return new AnswerLines(protocol, "*", "", false);
    }

    /** What it says to a command line, of IMAP with its tag. */
    static AnswerLines to(Protocol protocol, String line) {
        String[] words = line.strip().split("\\s+", 4);
        if (protocol != Protocol.IMAP) {
            String verb = word(words, 0);
            boolean list = verb.equals("LIST") || verb.equals("UIDL");
            boolean text = verb.equals("CAPA") || verb.equals("RETR") || verb.equals("TOP");
            return new AnswerLines(protocol, "", verb, text || list && words.length == 1);
        }
        String verb = word(words, 1);
        return new AnswerLines(protocol, words[0], verb.equals("UID") ? word(words, 2) : verb, false);
    }

    private static String word(String[] words, int index) {
        return index < words.length ? words[index].toUpperCase(Locale.ROOT) : "";
    }

    /** Takes a line of the server's. */
    void add(String line) {
        asks = line.startsWith("+") && !line.startsWith("+OK") && protocol != Protocol.SMTP;
        switch (protocol) {
            case SMTP -> smtp(line);
            case IMAP -> imap(line);
            case POP3 -> pop3(line);
        }
    }

    private void smtp(String line) {
        keep(line);
        Matcher code = CODE.matcher(line);
        if (code.matches()) {
            ends(code.group(1));
        }
    }

    private void imap(String line) {
        String rest = line.startsWith(tag + " ") ? line.substring(tag.length() + 1) : "";
        Matcher last = IMAP_STATUS.matcher(rest);
        if (last.matches()) {
            keep(rest);
            ends(last.group(1));
        } else {
            keep(line);
            if (verb.isEmpty() && line.startsWith("* BAD ")) {
                // what is no command is answered without a tag
                ends("BAD");
            }
        }
    }

    private void pop3(String line) {
        keep(line);
        if (status.isEmpty() && (line.startsWith("+OK") || line.startsWith("-ERR"))) {
            status = line.startsWith("+") ? "OK" : "ERR";
            whole = !hasText || line.startsWith("-");
        } else if (line.equals(".")) {
            whole = true;
        }
    }

    private void ends(String how) {
        status = how;
        whole = true;
    }

    private void keep(String line) {
        if (text.length() + line.length() < MOST_TEXT) {
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }
    }

    /** The command in capitals; empty for a greeting. */
    String verb() {
        return verb;
    }

    boolean isWhole() {
        return whole;
    }

    /** Whether the server waits for another line that belongs to the same command. */
    boolean asks() {
        return asks;
    }

    /** As {@link postroom.labs.course.check.Exchange#status} has it. */
    String status() {
        return status;
    }

    /** All lines so far. */
    String text() {
        return text.toString();
    }
}
