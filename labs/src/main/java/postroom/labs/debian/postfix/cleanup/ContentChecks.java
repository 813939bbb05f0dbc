package postroom.labs.debian.postfix.cleanup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private final TableList mimeHeaders;
    private final TableList bodies;
    private final List<String> copies = new ArrayList<>();
    private final int bodyLimit;
    private int bodySeen;
    private boolean hold;
    private boolean discard;
    private boolean passed;
    private String filter = "";
    private String redirect = "";
    private Result.Refused refusal;

    ContentChecks(Service service, Origin origin) {
        this.service = service;
        this.origin = origin;
        this.headers = service.list("header_checks");
        this.mimeHeaders = service.list("mime_header_checks");
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

    /** Whom a header check wants to have a copy. */
    List<String> copies() {
        return copies;
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
        boolean mime = text.matches("(?is)(mime-version|content-[!-9;-~]+)[ \t]*:.*");
        return checked(mime ? mimeHeaders : headers, "header", text, id, sender, recipient);
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
        if (!origin.checked() || tables.isEmpty() || passed) {
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
        return act(check, what, text, new Report(id, rest, tables.parameter(), found.get()));
    }

    private Optional<String> act(Check check, String what, String text, Report context) {
        switch (check.action()) {
            case "REJECT" -> {
                String[] status = check.status("5.7.1", "message content rejected");
                if (status[0].startsWith("2")) {
                    warn("bad DSN action in " + check.text() + " -- need 4.x.x or 5.x.x");
                    status[0] = "4" + status[0].substring(1);
                }
                log(context, "reject", status[0] + " " + status[1]);
                int code = status[0].startsWith("4") ? 451 : 550;
                Result.Refused refused = new Result.Refused(code, status[0], status[1]);
                refusal = refusal == null ? refused.by(context.map, context.value) : refusal;
                passed = true;
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
                if (check.text().isEmpty()) {
                    warn("missing FILTER command argument in " + context.map + " map");
                } else if (check.text().indexOf(':') < 0) {
                    warn("bad FILTER command " + check.text() + " in " + context.map
                            + " -- need transport:destination");
                } else {
                    log(context, "filter", check.text());
                    filter = check.text();
                }
            }
            case "PASS" -> {
                log(context, "pass", check.text());
                passed = true;
            }
            case "REDIRECT", "BCC" -> address(check, context);
            case "REPLACE", "PREPEND" -> {
                return changed(check, what, text, context);
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
            default -> warn("unknown command in " + context.map + " map: " + context.value);
        }
        return Optional.of(text);
    }

    private void warn(String text) {
        service.msg().warning(text);
    }

    private void address(Check check, Report context) {
        boolean redirects = check.action().equals("REDIRECT");
        if (check.text().indexOf('@') < 0) {
            warn("bad " + check.action() + (redirects ? " target \"" : " address \"") + check.text() + "\" in "
                    + context.map + " map -- need user@domain");
            return;
        }
        if (redirects) {
            redirect = check.text();
        } else {
            copies.add(check.text());
        }
        log(context, check.action().toLowerCase(Locale.ROOT), check.text());
    }

    private Optional<String> changed(Check check, String what, String text, Report context) {
        boolean replaces = check.action().equals("REPLACE");
        if (check.text().isEmpty()) {
            warn(check.action() + " action without text in " + context.map + " map");
            return Optional.of(text);
        }
        if (what.equals("header") && Header.parse(check.text()) == null) {
            warn("bad " + check.action() + " header text \"" + check.text() + "\" in " + context.map
                    + " map -- need \"headername: headervalue\"");
            return Optional.of(text);
        }
        log(context, check.action().toLowerCase(Locale.ROOT), check.text());
        return Optional.of(replaces ? check.text() : check.text() + "\0" + text);
    }

    /** What the log tells of an action, but for the action itself. */
    private record Report(String id, String rest, String map, String value) {}

    private void log(Report context, String action, String text) {
        service.msg().info(context.id + ": " + action + ": " + context.rest + (text.isEmpty() ? "" : ": " + text));
    }
}
