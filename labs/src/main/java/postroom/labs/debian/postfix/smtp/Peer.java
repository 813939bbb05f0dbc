package postroom.labs.debian.postfix.smtp;

import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.delivery.Report;

/**
 * The server to which is delivered, as reports tell of it.
 *
 * @param name {@code host[address]} or {@code host[path]}
 * @param relay the same with the port, for the log
 * @param mta what a bounce calls it
 */
record Peer(String name, String relay, String mta) {

    /** It has taken a message, or a recipient of a probe. */
    Report.Fate accepted(String reply) {
        return new Report.Fate(relay, dsn(reply, "2.0.0"), Text.printable(reply), reply, mta);
    }

    /** @param where the command that it refused; empty if the greeting itself was a refusal */
    Report.Fate refused(int code, String reply, String where) {
        String what = where.isEmpty()
                ? "host " + name + " refused to talk to me: " + reply
                : "host " + name + " said: " + reply + " (in reply to " + where + " command)";
        return new Report.Fate(relay, dsn(reply, code / 100 + ".0.0"), Text.printable(what), reply, mta);
    }

    /** The enhanced status code of a reply (RFC 2034). */
    static String dsn(String reply, String otherwise) {
        String[] words = reply.split(" ");
        return words.length > 1 && words[1].matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}") ? words[1] : otherwise;
    }
}
