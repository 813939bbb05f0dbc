package postroom.labs.course.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One envelope of a session, from MAIL to the end of the message (RFC 5321 §3.3). RSET, HELO, EHLO and the end of the
 * session drop it; an envelope that was dropped is no transaction here.
 *
 * @param sender the address in MAIL, without brackets
 * @param accepted the addresses whose RCPT got a 2xx
 * @param refused those whose RCPT got another answer
 * @param code the reply to the message
 */
public record Transaction(String sender, List<String> accepted, List<String> refused, int code) {
    private static final Pattern PATH = Pattern.compile(":\\s*(?:<([^>]*)>|(\\S+))");

    public Transaction {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
    }

    /** The transactions of a session that got as far as a reply to their message. */
    public static List<Transaction> of(Session session) {
        List<Transaction> done = new ArrayList<>();
        Transaction open = null;
        for (Exchange each : session.exchanges()) {
            switch (each.verb()) {
                case "MAIL":
                    open = each.isOk() ? new Transaction(path(each), List.of(), List.of(), 0) : open;
                    break;
                case "RCPT":
                    open = open == null ? null : open.with(each);
                    break;
                case "RSET", "HELO", "EHLO":
                    open = each.isOk() ? null : open;
                    break;
                case Exchange.MESSAGE:
                    if (open != null) {
                        done.add(new Transaction(open.sender, open.accepted, open.refused, code(each)));
                    }
                    open = null;
                    break;
                default:
                    break;
            }
        }
        return done;
    }

    /** The reply to a message; 0 for one that is no number, which SMTP does not have. */
    private static int code(Exchange message) {
        return message.status().matches("\\d{3}") ? Integer.parseInt(message.status()) : 0;
    }

    private Transaction with(Exchange rcpt) {
        List<String> yes = new ArrayList<>(accepted);
        List<String> no = new ArrayList<>(refused);
        (rcpt.isOk() ? yes : no).add(path(rcpt));
        return new Transaction(sender, yes, no, code);
    }

    private static String path(Exchange command) {
        Matcher path = PATH.matcher(command.line());
        if (!path.find()) {
            return "";
        }
        String address = path.group(1) != null ? path.group(1) : path.group(2);
        return address.toLowerCase(Locale.ROOT);
    }
}
