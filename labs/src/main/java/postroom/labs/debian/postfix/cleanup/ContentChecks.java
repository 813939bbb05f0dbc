package postroom.labs.debian.postfix.cleanup;

import java.util.Optional;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.debian.postfix.table.TableList;

/** header_checks and body_checks, and what they have decided about a message so far. */
final class ContentChecks {
    private final Service service;
    private final Origin origin;
    private final TableList headers;
    private final TableList bodies;
    private final int bodyLimit;
    private int bodySeen;
    private boolean hold;
    private boolean discard;
    private String filter = "";
    private String redirect = "";
    private Result.Refused refusal;

    ContentChecks(Service service, Origin origin) {
        this.service = service;
        this.origin = origin;
        this.headers = service.list("header_checks");
        this.bodies = service.list("body_checks");
        this.bodyLimit = (int) service.parameters().number("body_checks_size_limit");
    }

    boolean hold() {
        return hold;
    }

    boolean discard() {
        return discard;
    }

    String filter() {
        return filter;
    }

    String redirect() {
        return redirect;
    }

    Result.Refused refusal() {
        return refusal;
    }

    /** Does what an access table has asked for; it has been logged. */
    void action(String action, String text) {
        switch (action) {
            case "HOLD" -> hold = true;
            case "DISCARD" -> discard = true;
            case "FILTER" -> filter = text;
            case "REDIRECT" -> redirect = text;
            default -> {
                // BCC and PREPEND have been dealt with
            }
        }
    }

    /** What becomes of a header: its text, another, two; empty if it goes. */
    Optional<String> header(String text, String id, String sender, String recipient) {
        return checked(headers, "header", text, id, sender, recipient);
    }

    /** What becomes of a line of the body; only the first bytes of a body are looked at. */
    Optional<String> body(String line, String id, String sender, String recipient) {
        if (bodies.isEmpty() || bodySeen >= bodyLimit) {
            return Optional.of(line);
        }
        bodySeen += line.length() + 1;
        return checked(bodies, "body", line, id, sender, recipient);
    }

    private Optional<String> checked(
            TableList tables, String what, String text, String id, String sender, String recipient) {
        if (!origin.checked() || tables.isEmpty()) {
            return Optional.of(text);
        }
        Optional<String> found;
        try {
            found = tables.find(text);
        } catch (TableError e) {
            refusal = new Result.Refused(451, "4.3.0", "Error: queue file write error");
            return Optional.of(text);
        }
        if (found.isEmpty()) {
            return Optional.of(text);
        }
        Check check = Check.parse(found.get());
        String rest = what + " " + Text.printable(text) + " from " + origin.name() + "; from=<" + sender + "> to=<"
                + recipient + ">"
                + (origin.protocol().isEmpty() ? "" : " proto=" + origin.protocol())
                + (origin.helo().isEmpty() ? "" : " helo=<" + origin.helo() + ">");
        return act(check, what, text, new Report(id, rest));
    }

    private Optional<String> act(Check check, String what, String text, Report context) {
        switch (check.action()) {
            case "REJECT" -> {
                String[] status = check.status("5.7.1", "message content rejected");
                log(context, "reject", status[0] + " " + status[1]);
                refusal = refusal == null ? new Result.Refused(550, status[0], status[1]) : refusal;
            }
            case "HOLD" -> {
                log(context, "hold", check.text());
                hold = true;
            }
            case "DISCARD" -> {
                log(context, "discard", check.text());
                discard = true;
            }
            case "WARN" -> log(context, "warning", check.text());
            case "INFO" -> log(context, "info", check.text());
            case "FILTER" -> {
                log(context, "filter", check.text());
                filter = check.text();
            }
            case "REDIRECT" -> {
                log(context, "redirect", check.text());
                redirect = check.text();
            }
            case "REPLACE" -> {
                log(context, "replace", check.text());
                return Optional.of(check.text());
            }
            case "PREPEND" -> {
                log(context, "prepend", check.text());
                return Optional.of(check.text() + "\0" + text);
            }
            case "IGNORE" -> {
                return Optional.empty();
            }
            case "STRIP" -> {
                log(context, "strip", check.text());
                return Optional.empty();
            }
            case "OK", "DUNNO" -> {
                return Optional.of(text);
            }
            default -> service.msg().warning("unsupported command in " + what + "_checks map: " + check.action());
        }
        return Optional.of(text);
    }

    /** What the log tells of an action, but for the action itself. */
    private record Report(String id, String rest) {}

    private void log(Report context, String action, String text) {
        service.msg().info(context.id + ": " + action + ": " + context.rest + (text.isEmpty() ? "" : ": " + text));
    }
}
