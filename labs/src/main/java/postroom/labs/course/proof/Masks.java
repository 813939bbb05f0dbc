package postroom.labs.course.proof;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes what a program printed comparable with what a text shows: masks what chance and the clock decide (dates, process
 * and queue ids, message ids, sizes, delays, ports) and nothing of what a program says. The rules are those of the
 * recordings that the whole lab is held against, as far as console blocks need them.
 */
public final class Masks {
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final String TIME = "\\d\\d:\\d\\d:\\d\\d";
    private static final String QUEUE_ID = "[0-9A-F]{6,15}";

    private record Rule(Pattern pattern, String mask) {
        Rule(String regex, String mask) {
            this(Pattern.compile(regex, Pattern.MULTILINE), mask);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule("Debian/GNU", "Ubuntu"),
            new Rule("^You have (?:new )?mail in /var/(?:spool/)?mail/\\w+\\n", ""),
            new Rule("\\b(version|Postfix) \\d+(?:\\.\\d+)+", "$1 <version>"),
            new Rule(
                    "(?:" + DAY + ", *)?\\b\\d{1,2} " + MONTH + " \\d{4} " + TIME
                            + "(?: (?:[+-]\\d{4}|UTC|GMT))?(?: \\(\\w+\\))?",
                    "<date>"),
            new Rule(
                    "(?:\\b" + DAY + " )?\\b" + MONTH + " [ \\d]?\\d " + TIME + "(?: (?:UTC|GMT))?(?: \\d{4})?",
                    "<date>"),
            new Rule("\\b" + MONTH + " [ \\d]\\d  ?(?:\\d\\d:\\d\\d|\\d{4})\\b", "<date>"),
            new Rule("\\bdelay=[\\d.]+", "delay=<n>"),
            new Rule("\\bdelays=[\\d./]+", "delays=<n>"),
            new Rule("(message-id=|Message-I[dD]: )<(?=[^<>@\\s]*\\d)[^<>@\\s]{12,}@([^<>\\s]+)>", "$1<<id>@$2>"),
            new Rule("\\b([A-Za-z][\\w./-]*)\\[\\d+\\](?=[:. ])", "$1[<pid>]"),
            new Rule("^ *\\d+ (?=(?:\\?|pts/\\d+) +[A-Z])", "<pid> "),
            new Rule("\\bPID: \\d+$", "PID: <pid>"),
            new Rule("(\\]: |\\bqueued as |\\bid )" + QUEUE_ID + "(?=[:;.\\s]|$)", "$1<queue-id>"),
            new Rule("^" + QUEUE_ID + "(?=[*! ]* +\\d+ +<date>)", "<queue-id>"),
            new Rule(
                    "\\b((?:127\\.\\d+\\.\\d+\\.\\d+|localhost)[:.])(?:3[2-9]\\d{3}|[45]\\d{4}|60\\d{3})\\b",
                    "$1<port>"),
            new Rule("(?<![\\w-])size=\\d+", "size=<size>"),
            new Rule("^(<queue-id>[*!]?) +\\d+ +(<date>)", "$1 <size> $2"),
            new Rule("^([-dlbcps][-rwxsStT]{9}) +\\d+ (\\S+) +(\\S+) +[1-9]\\d* +<date>", "$1 $2 $3 <size> <date>"),
            new Rule("^total \\d+$", "total <n>"),
            new Rule("\\((?:\\d+\\.\\d+ \\+ )*\\d+\\.\\d+ secs\\)", "(<secs>)"),
            new Rule("\\bUIDVALIDITY \\d+", "UIDVALIDITY <n>"),
            new Rule("^(\\+OK(?: \\d+)?) \\d+( octets)?$", "$1 <size>$2"),
            new Rule("^(\\d{1,2}) \\d{3,4}$", "$1 <size>"),
            new Rule("^(\\d{1,2}) [0-9a-f]{16}$", "$1 <uid>"),
            new Rule("\\bmpid=\\d+", "mpid=<pid>"),
            new Rule("\\bsession=<[\\w/+]+>", "session=<id>"),
            new Rule("(\\[<pid>\\]|<\\d+>)<[\\w/+]{16}>", "$1<id>"),
            new Rule("\\b\\d{10}\\.[VM]\\w+(?=\\.)", "<file>"));

    private static final Pattern ESCAPES = Pattern.compile(
            "\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b[ -/]*[0-~]|\\x07|\\x00");

    private Masks() {}

    /** The text as it stands on a screen, masked; lines without blanks at their ends. */
    public static String apply(String printed) {
        StringBuilder lines = new StringBuilder();
        for (String line :
                ESCAPES.matcher(printed).replaceAll("").replace("\r", "").split("\n", -1)) {
            lines.append(expandTabs(line).stripTrailing()).append('\n');
        }
        String text = lines.substring(0, lines.length() - 1);
        for (Rule rule : RULES) {
            text = rule.pattern.matcher(text).replaceAll(rule.mask);
        }
        return text;
    }

    private static String expandTabs(String line) {
        if (line.indexOf('\t') < 0) {
            return line;
        }
        StringBuilder expanded = new StringBuilder();
        for (char c : line.toCharArray()) {
            if (c == '\t') {
                expanded.append(" ".repeat(8 - expanded.length() % 8));
            } else {
                expanded.append(c);
            }
        }
        return expanded.toString();
    }
}
