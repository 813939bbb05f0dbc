package postroom.labs.debian.mailutils;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code mail(1)} of GNU mailutils: sends to the addresses that are given, or else reads the mailbox. */
public final class Mail implements Program {
    private static final Getopt OPTIONS = new Getopt(
            "s:a:A:r:u:HefNnqE:tiFpMV?",
            "attach=",
            "A",
            "append=",
            "a",
            "alternative",
            "alternative",
            "no-alternative",
            "no-alternative",
            "attach-fd=",
            "attach-fd",
            "content-filename=",
            "content-filename",
            "content-name=",
            "content-name",
            "content-type=",
            "content-type",
            "exec=",
            "E",
            "exist",
            "e",
            "encoding=",
            "encoding",
            "byname",
            "F",
            "file==",
            "file",
            "headers",
            "H",
            "ignore",
            "i",
            "mime",
            "M",
            "no-mime",
            "no-mime",
            "nosum",
            "N",
            "norc",
            "n",
            "print",
            "p",
            "read",
            "p",
            "quit",
            "q",
            "return-address=",
            "r",
            "subject=",
            "s",
            "skip-empty-attachments",
            "skip",
            "no-skip-empty-attachments",
            "no-skip",
            "to",
            "t",
            "user=",
            "u",
            "debug-level=",
            "nothing",
            "debug-line-info",
            "nothing",
            "no-debug-line-info",
            "nothing",
            "config-file=",
            "nothing",
            "config-lint",
            "config-lint",
            "config-verbose",
            "nothing",
            "no-config",
            "nothing",
            "no-site-config",
            "nothing",
            "no-user-config",
            "nothing",
            "set=",
            "nothing",
            "config-help",
            "config-help",
            "show-config-options",
            "config-options",
            "help",
            "?",
            "usage",
            "usage",
            "version",
            "V");

    private static final Map<String, String> TEXTS = Map.of(
            "?", "mail",
            "usage", "mail.usage",
            "V", "mail.version",
            "config-help", "mail.config-help",
            "config-options", "mail.config-options");

    /** The programs of package mailutils. */
    public static final Map<String, Program> PROGRAMS = Map.of("mailutils/mail.mailutils", new Mail());

    private Mail() {}

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed call;
        try {
            List<String> argv = new ArrayList<>(process.argv());
            argv.set(0, "mail");
            call = OPTIONS.parse(argv);
        } catch (UsageException wrong) {
            process.err().println(complaint(wrong.getMessage()));
            return 1;
        }
        for (Getopt.Option each : call.options()) {
            if (TEXTS.containsKey(each.key())) {
                process.out().print(HelpText.of("mailutils/" + TEXTS.get(each.key())));
                return 0;
            }
        }
        if (call.has("config-lint")) {
            return lint(process);
        }
        try {
            return run(new Session(process), call);
        } catch (Session.Quit quit) {
            return quit.status();
        }
    }

    private static String complaint(String getopt) {
        return getopt.replaceFirst("invalid option -- '(.)'$", "unrecognized option '-$1'")
                .replaceFirst("option requires an argument -- '(.)'$", "option '-$1' requires an argument")
                .replaceFirst("option '(--[^'=]*)[^']*' is ambiguous", "option '$1' is ambiguous")
                .replaceAll(" '(--[^']*)'(?=( '--[^']*')*$)(?<=possibilities:.{0,999})", "\n$1");
    }

    private static int lint(Process process) throws IOException {
        String home = process.environment().getOrDefault("HOME", "/");
        for (String each : List.of("/etc/mailutils.conf", home + "/.mail")) {
            process.err().println("mail: opening configuration file " + each);
            if (!process.files().exists(each)) {
                process.err().println("mail: configuration file " + each + " doesn't exist");
            }
        }
        return 0;
    }

    /** What the options ask for, to be done once the files of commands have been read. */
    private static final class Wishes {
        private final List<String> commands = new ArrayList<>();
        private boolean sends;
        private boolean file;
        private boolean byName;
        private boolean readsRecipients;
        private boolean mime;
        private String path;
        private String contentName;
        private String fileName;
    }

    private static int run(Session session, Getopt.Parsed call) throws IOException {
        Wishes wishes = new Wishes();
        for (Getopt.Option each : call.options()) {
            take(session, wishes, each);
        }
        Drafts drafts = session.drafts();
        if (wishes.mime || drafts.contentType() != null || drafts.encoding() != null) {
            wishes.commands.add("set mime");
        }
        List<String> operands = wishes.readsRecipients ? List.of() : call.operands();
        String user = call.value("u", null);
        if (wishes.file && wishes.sends) {
            session.complain("conflicting options");
            return 1;
        }
        if (wishes.file && operands.size() > (wishes.path == null ? 1 : 0)) {
            session.complain("-f requires at most one command line argument");
            return 1;
        }
        String path = wishes.path;
        if (wishes.file && path == null) {
            path = !operands.isEmpty() ? operands.get(0) : user == null ? "~/mbox" : "~/" + user + "/mbox";
        } else if (!wishes.file && (!operands.isEmpty() || wishes.sends)) {
            session.variables().put("mode", "send");
        } else if (!wishes.file && user != null) {
            path = "%" + user;
        }
        if (session.variables().isTrue("rc")) {
            session.commands().execute("source /etc/mail.rc");
        }
        session.commands().execute("source " + session.process().environment().getOrDefault("MAILRC", "/dev/null"));
        for (String each : wishes.commands) {
            session.commands().execute(each);
        }
        session.greeted();
        if (!session.isInteractive()) {
            List.of("crt", "ask", "askcc", "askbcc").forEach(session.variables()::unset);
        }
        if (session.variables().text("mode").orElse("").equals("send")) {
            return new Composer(session, new Outgoing(session)).write(operands, wishes.byName) == 0 ? 0 : 1;
        }
        return new Reader(session, user).read(path);
    }

    private static void take(Session session, Wishes wishes, Getopt.Option option) throws IOException {
        String value = option.value();
        Drafts drafts = session.drafts();
        switch (option.key()) {
            case "f":
            case "file":
                wishes.file = true;
                wishes.path = value == null ? wishes.path : value;
                break;
            case "e":
                wishes.commands.add("setq mode=exist");
                break;
            case "p":
                wishes.commands.add("setq mode=print");
                break;
            case "H":
                wishes.commands.add("setq mode=headers");
                break;
            case "q":
                wishes.commands.add("set quit");
                break;
            case "i":
                wishes.commands.add("set ignore");
                break;
            case "N":
                wishes.commands.add("set noheader");
                break;
            case "n":
                session.variables().unset("rc");
                break;
            case "E":
                wishes.commands.add(value);
                break;
            case "M":
            case "no-mime":
                wishes.mime = option.is("M");
                break;
            case "alternative":
            case "no-alternative":
                drafts.alternative(option.is("alternative"));
                break;
            case "skip":
            case "no-skip":
                drafts.skipsEmpty(option.is("skip"));
                break;
            case "encoding":
                drafts.encoding(value);
                break;
            case "content-type":
                drafts.contentType(value);
                break;
            case "content-name":
                wishes.contentName = value;
                break;
            case "content-filename":
                wishes.fileName = value;
                break;
            default:
                takeForLetter(session, wishes, option);
        }
    }

    /** The options that say that a letter is to be written. */
    private static void takeForLetter(Session session, Wishes wishes, Getopt.Option option) throws IOException {
        String value = option.value();
        switch (option.key()) {
            case "s":
                session.drafts().headers().add(new Drafts.Extra("Subject", value, true));
                wishes.commands.add("set noasksub");
                break;
            case "a":
                Answering.header(session, value);
                break;
            case "r":
                wishes.commands.add("set return-address=" + Words.join(List.of(value)));
                break;
            case "t":
                wishes.readsRecipients = true;
                wishes.commands.add("set editheaders");
                break;
            case "F":
                wishes.byName = true;
                break;
            case "A":
                attach(session, wishes, value);
                wishes.mime = true;
                break;
            case "attach-fd":
                if (!value.matches("[0-9]{1,4}")) {
                    session.complain(value + ": bad descriptor");
                    throw new Session.Quit(1);
                }
                attachDescriptor(session, wishes, Integer.parseInt(value));
                break;
            default:
                return;
        }
        wishes.sends = true;
    }

    private static void attach(Session session, Wishes wishes, String path) throws IOException {
        Drafts drafts = session.drafts();
        if (path.equals("-")) {
            attachDescriptor(session, wishes, 0);
            return;
        }
        int status = Attaching.attach(
                session,
                drafts.attachments(),
                path,
                drafts.contentType(),
                drafts.encoding(),
                wishes.contentName,
                wishes.fileName);
        wishes.contentName = null;
        wishes.fileName = null;
        if (status != 0) {
            throw new Session.Quit(1);
        }
    }

    private static void attachDescriptor(Session session, Wishes wishes, int number) throws IOException {
        Drafts drafts = session.drafts();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = session.process().read(number, buffer, 0, buffer.length);
                n > 0 && all.size() < 16 << 20;
                n = session.process().read(number, buffer, 0, buffer.length)) {
            all.write(buffer, 0, n);
        }
        if (number == 0) {
            session.input().instead(new byte[0]);
            session.variables().on("nullbodymsg");
        }
        String id = "fd " + number;
        int status = Attaching.add(
                session,
                drafts.attachments(),
                id,
                all.toByteArray(),
                drafts.contentType(),
                drafts.encoding(),
                wishes.contentName,
                wishes.fileName);
        if (status != 0) {
            throw new Session.Quit(1);
        }
    }
}
