package postroom.labs.debian.postfix.smtpd;

import java.util.Locale;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.table.TableError;

/** What is done for the right-hand side of an access(5) table, or a policy server's answer. */
final class AccessActions {
    private static final int MAX_RECURSION = 100;

    private final Parameters parameters;
    private final Request request;
    private final Standing standing;
    private final Restrictions restrictions;

    AccessActions(Parameters parameters, Request request, Standing standing, Restrictions restrictions) {
        this.parameters = parameters;
        this.request = request;
        this.standing = standing;
        this.restrictions = restrictions;
    }

    /**
     * Does it.
     *
     * @param table where it comes from, for messages
     * @param value the right-hand side
     * @param datum what was looked up, for messages
     */
    Ruling act(String table, String value, String datum, Subject subject) throws TableError {
        int end = 0;
        while (end < value.length() && value.charAt(end) != ' ' && value.charAt(end) != '\t') {
            end++;
        }
        String word = value.substring(0, end);
        String text = value.substring(end).stripLeading();
        switch (word.toUpperCase(Locale.ROOT)) {
            case "DUNNO":
                return Ruling.DUNNO;
            case "REJECT":
                return reject(number("access_map_reject_code"), "5.7.1", text, subject);
            case "DEFER":
                return reject(number("access_map_defer_code"), "4.7.1", text, subject);
            case "DEFER_IF_PERMIT": {
                EnhancedCode code = EnhancedCode.split("4.7.1", text);
                String dsn = code.fitting(subject.kind(), request.msg());
                return standing.deferIfPermit(
                        request, number("access_map_defer_code"), dsn, subject.rejected(unavailable(code)));
            }
            case "DEFER_IF_REJECT": {
                EnhancedCode code = EnhancedCode.split("4.7.1", text);
                String dsn = code.fitting(subject.kind(), request.msg());
                standing.deferIfReject(
                        request, number("access_map_defer_code"), dsn, subject.rejected(unavailable(code)));
                return Ruling.DUNNO;
            }
            case "INFO", "WARN":
                request.log(word.toLowerCase(Locale.ROOT), text);
                return Ruling.DUNNO;
            case "HANGUP":
                request.log("hangup", text);
                request.hangUp();
                return Ruling.PERMIT;
            case "FILTER", "REDIRECT", "BCC", "HOLD", "DISCARD", "PREPEND":
                return delegated(word.toUpperCase(Locale.ROOT), table, datum, text, subject);
            case "OK", "RELAY":
                return restrictions.permit(word, subject, "from " + table);
            default:
                return other(word, table, value, text, subject);
        }
    }

    private static String unavailable(EnhancedCode code) {
        return code.text().isEmpty() ? "Service unavailable" : code.text();
    }

    private Ruling reject(int number, String dsn, String text, Subject subject) {
        EnhancedCode code = EnhancedCode.split(dsn, text);
        return standing.reject(
                request,
                number,
                code.fitting(subject.kind(), request.msg()),
                subject.rejected(code.text().isEmpty() ? "Access denied" : code.text()));
    }

    private Ruling other(String word, String table, String value, String text, Subject subject) throws TableError {
        if (value.matches("[0-9]+")) {
            return restrictions.permit(word, subject, "from " + table);
        }
        if (word.matches("[45][0-9][0-9]") && !text.isEmpty()) {
            return reject(Integer.parseInt(word), word.charAt(0) + ".7.1", text, subject);
        }
        if (value.indexOf(':') >= 0) {
            request.msg().warning("access table " + table + " has entry with lookup table: " + value);
            request.msg().warning("do not specify lookup tables inside SMTPD access maps");
            request.msg().warning("define a restriction class and specify its name instead.");
            return restrictions.misconfigured();
        }
        if (standing.depth() > MAX_RECURSION) {
            request.msg().warning("access table " + table + " entry " + value + " causes unreasonable recursion");
            return restrictions.misconfigured();
        }
        if (value.isBlank()) {
            request.msg().warning("access table " + table + " entry " + value + " has empty value");
            return Ruling.PERMIT;
        }
        return restrictions.check(Parameters.words(value), subject);
    }

    /** What is left to cleanup(8), which has a message only once there is a sender. */
    private Ruling delegated(String action, String table, String datum, String text, Subject subject) {
        if (!action.equals("PREPEND") && request.etrnDomain() != null) {
            request.msg()
                    .warning("access table " + table + ": action " + action
                            + " is unavailable in smtpd_etrn_restrictions");
            return Ruling.DUNNO;
        }
        if (request.sender() == null) {
            request.msg()
                    .warning("access table " + table + ": with smtpd_delay_reject=no, action " + action
                            + " is always skipped in Client host or Helo command restrictions");
            return Ruling.DUNNO;
        }
        String entry = "access table " + table + " entry \"" + datum + "\" ";
        switch (action) {
            case "FILTER":
                return text.isEmpty()
                        ? warned(entry + "has FILTER entry without value")
                        : text.indexOf(':') < 0
                                ? warned(entry + "requires transport:destination")
                                : noted(action, text, subject, " triggers FILTER " + text);
            case "REDIRECT", "BCC":
                return text.indexOf('@') < 0
                        ? warned(entry + "requires user@domain target")
                        : noted(action, text, subject, " triggers " + action + " " + text);
            case "HOLD":
                return request.held()
                        ? Ruling.DUNNO
                        : noted(action, text, subject, " " + (text.isEmpty() ? "triggers HOLD action" : text));
            case "DISCARD":
                noted(action, text, subject, " " + (text.isEmpty() ? "triggers DISCARD action" : text));
                standing.discard();
                return restrictions.permit(action, subject, "from " + table);
            default:
                return prepended(table, entry, text);
        }
    }

    private Ruling prepended(String table, String entry, String text) {
        if (request.where().equals("END-OF-MESSAGE")) {
            return warned(
                    "access table " + table + ": action PREPEND must be used before smtpd_end_of_data_restrictions");
        }
        if (!text.matches("(?s)[!-9;-~]+[ \t]*:.*")) {
            return warned(entry + "requires header: text");
        }
        request.action("PREPEND", text);
        return Ruling.DUNNO;
    }

    private Ruling warned(String text) {
        request.msg().warning(text);
        return Ruling.DUNNO;
    }

    private Ruling noted(String action, String text, Subject subject, String what) {
        request.log(action.toLowerCase(Locale.ROOT), "<" + subject.name() + ">: " + subject.kind() + what);
        request.action(action, text);
        return Ruling.DUNNO;
    }

    private int number(String name) {
        return (int) parameters.number(name);
    }
}
