package postroom.labs.debian.postfix.bounce;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.service.MailDate;

/**
 * A delivery status notification (RFC 3464) about a message: a text for people, a report for programs, and the message
 * or its header. The character U+0001 stands for the notification's own queue id.
 */
final class Notice {
    /** What a notification is about. */
    enum Kind {
        FAILURE("failure_template", "Undelivered Message"),
        DELAY("delay_template", "Undelivered Message"),
        SUCCESS("success_template", "Message"),
        VERIFY("verify_template", "Message");

        private final String template;
        private final String description;

        Kind(String template, String description) {
            this.template = template;
            this.description = description;
        }
    }

    private final Kind kind;
    private final QueueMessage message;
    private final List<BounceEntry> entries;
    private final Parameters parameters;
    private final Templates.Template template;
    private final Instant now;
    private final String boundary;
    private final List<String> out = new ArrayList<>();

    Notice(
            Kind kind,
            QueueMessage message,
            List<BounceEntry> entries,
            Parameters parameters,
            Templates templates,
            Instant now) {
        this.kind = kind;
        this.message = message;
        this.entries = entries;
        this.parameters = parameters;
        this.template = templates.get(kind.template);
        this.now = now;
        this.boundary = message.id() + "." + now.getEpochSecond() + "/" + parameters.get("myhostname");
    }

    /** The lines of the notification. */
    List<String> lines() throws IOException {
        header();
        text();
        report();
        original();
        out.add("");
        out.add("--" + boundary + "--");
        return out;
    }

    private void header() {
        String host = parameters.get("myhostname");
        out.add("Received: by " + host + " (" + parameters.get("mail_name") + ")");
        out.add("\tid \u0001; " + MailDate.header(now));
        out.add("Date: " + MailDate.header(now));
        out.add("From: " + template.headers().get("From"));
        out.add("Subject: " + template.headers().get("Subject"));
        out.add("To: " + Address.external(message.sender()));
        out.add("Auto-Submitted: auto-replied");
        out.add("MIME-Version: 1.0");
        out.add("Content-Type: multipart/report; report-type=delivery-status;");
        out.add("\tboundary=\"" + boundary + "\"");
        out.add("Content-Transfer-Encoding: 8bit");
        out.add("");
        out.add("This is a MIME-encapsulated message.");
        out.add("");
    }

    private void text() {
        out.add("--" + boundary);
        out.add("Content-Description: Notification");
        out.add("Content-Type: text/plain; charset=utf-8");
        out.add("Content-Transfer-Encoding: 8bit");
        out.add("");
        for (String line : template.body()) {
            out.add(parameters.expand(timed(parameters, line)));
        }
        for (BounceEntry each : entries) {
            out.add("");
            String original = each.recipient().original();
            String from = original.isEmpty()
                            || original.equalsIgnoreCase(each.recipient().address())
                    ? ""
                    : " (expanded from <" + Address.external(original) + ">)";
            out.addAll(
                    Wrap.lines("<" + Address.external(each.recipient().address()) + ">" + from + ": " + each.reason()));
        }
        out.add("");
    }

    /** {@code $delay_warning_time_hours}: a time parameter's name with a unit behind it. */
    static String timed(Parameters parameters, String line) {
        String result = line;
        for (String name : List.of("delay_warning_time", "maximal_queue_lifetime", "bounce_queue_lifetime")) {
            for (String unit : List.of("seconds", "minutes", "hours", "days", "weeks")) {
                String macro = "$" + name + "_" + unit;
                if (result.contains(macro)) {
                    result = result.replace(macro, Long.toString(parameters.seconds(name) / secondsOf(unit)));
                }
            }
        }
        return result;
    }

    private static long secondsOf(String unit) {
        return switch (unit) {
            case "minutes" -> 60;
            case "hours" -> 3_600;
            case "days" -> 86_400;
            case "weeks" -> 604_800;
            default -> 1;
        };
    }

    private void report() {
        out.add("--" + boundary);
        out.add("Content-Description: Delivery report");
        out.add("Content-Type: message/delivery-status");
        out.add("");
        out.add("Reporting-MTA: dns; " + parameters.get("myhostname"));
        message.attribute("envelope_id").ifPresent(id -> out.add("Original-Envelope-Id: " + id));
        out.add("X-" + parameters.get("mail_name") + "-Queue-ID: " + message.id());
        out.add("X-" + parameters.get("mail_name") + "-Sender: rfc822; " + Address.external(message.sender()));
        out.add("Arrival-Date: " + MailDate.header(message.arrival()));
        for (BounceEntry each : entries) {
            recipient(each);
        }
        out.add("");
    }

    private void recipient(BounceEntry entry) {
        out.add("");
        out.add("Final-Recipient: rfc822; " + Address.external(entry.recipient().address()));
        if (!entry.recipient().dsnOriginal().isEmpty()) {
            out.add("Original-Recipient: " + entry.recipient().dsnOriginal());
        }
        out.add("Action: " + (kind == Kind.FAILURE ? "failed" : entry.action()));
        out.add("Status: " + entry.status());
        if (!entry.mta().isEmpty()) {
            out.add("Remote-MTA: dns; " + entry.mta());
        }
        out.addAll(Wrap.lines(
                entry.diagnostic().isEmpty()
                        ? "Diagnostic-Code: X-" + parameters.get("mail_name") + "; " + entry.reason()
                        : "Diagnostic-Code: smtp; " + entry.diagnostic()));
        if (kind == Kind.DELAY) {
            out.add("Will-Retry-Until: "
                    + MailDate.header(message.arrival().plusSeconds(parameters.seconds("maximal_queue_lifetime"))));
        }
    }

    private void original() throws IOException {
        boolean headersOnly = kind != Kind.FAILURE
                || message.attribute("ret_flags").orElse("").equals("2")
                || message.size() > parameters.number("bounce_size_limit");
        out.add("--" + boundary);
        out.add("Content-Description: " + kind.description + (headersOnly ? " Headers" : ""));
        out.add("Content-Type: " + (headersOnly ? "text/rfc822-headers" : "message/rfc822"));
        out.add("Content-Transfer-Encoding: 8bit");
        out.add("");
        out.add("Return-Path: <" + Address.external(message.sender()) + ">");
        boolean[] inBody = {false};
        message.content(line -> {
            inBody[0] |= line.isEmpty();
            if (!headersOnly || !inBody[0]) {
                out.add(line);
            }
        });
    }
}
