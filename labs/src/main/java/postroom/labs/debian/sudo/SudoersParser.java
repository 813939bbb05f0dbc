package postroom.labs.debian.sudo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import postroom.labs.debian.sudo.Sudoers.CommandSpec;
import postroom.labs.debian.sudo.Sudoers.Member;
import postroom.labs.debian.sudo.Sudoers.Privilege;
import postroom.labs.debian.sudo.Sudoers.Setting;
import postroom.labs.debian.sudo.Sudoers.UserSpec;

/**
 * Reads one file in the grammar of {@code sudoers(5)} into a {@link Sudoers}.
 *
 * <p>A line that cannot be read is reported and left out; the others count, as sudo does since 1.9.
 */
final class SudoersParser {
    private static final Set<String> ALIASES =
            Set.of("User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "Cmd_Alias");
    private static final Set<String> TAGS = Set.of(
            "PASSWD",
            "NOPASSWD",
            "EXEC",
            "NOEXEC",
            "SETENV",
            "NOSETENV",
            "LOG_INPUT",
            "NOLOG_INPUT",
            "LOG_OUTPUT",
            "NOLOG_OUTPUT",
            "FOLLOW",
            "NOFOLLOW",
            "MAIL",
            "NOMAIL",
            "INTERCEPT",
            "NOINTERCEPT");
    private static final Pattern INCLUDE = Pattern.compile("[@#]include(dir)?\\s+(\\S.*)");

    /** What a file asks to be read in its place. */
    record Include(boolean folder, String path) {}

    /** Called for each include, in order; what it reads goes into the same {@link Sudoers}. */
    interface Includes {
        void read(Include include);
    }

    private final String file;
    private final Sudoers into;
    private final Includes includes;
    private final List<String> complaints;

    SudoersParser(String file, Sudoers into, Includes includes, List<String> complaints) {
        this.file = file;
        this.into = into;
        this.includes = includes;
        this.complaints = complaints;
    }

    void parse(String text) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int first = i;
            StringBuilder line = new StringBuilder(lines[i]);
            while (line.length() > 0 && line.charAt(line.length() - 1) == '\\' && i + 1 < lines.length) {
                line.setLength(line.length() - 1);
                line.append(lines[++i]);
            }
            try {
                line(line.toString());
            } catch (SudoersScanner.SyntaxError e) {
                complaints.add(e.report(file, first + 1, line.toString()));
            }
        }
    }

    private void line(String line) throws SudoersScanner.SyntaxError {
        String trimmed = line.strip();
        var include = INCLUDE.matcher(trimmed);
        if (include.matches()) {
            includes.read(new Include(include.group(1) != null, include.group(2).replace("\"", "")));
            return;
        }
        SudoersScanner in = new SudoersScanner(line);
        if (in.atEnd()) {
            return;
        }
        String word = in.peekWord();
        if (word.startsWith("Defaults") && isDefaults(word)) {
            defaults(in);
        } else if (ALIASES.contains(word)) {
            aliases(in);
        } else {
            userSpec(in);
        }
        in.expectEnd();
    }

    private static boolean isDefaults(String word) {
        return word.length() == "Defaults".length() || ":@>!".indexOf(word.charAt("Defaults".length())) >= 0;
    }

    private void defaults(SudoersScanner in) throws SudoersScanner.SyntaxError {
        String scope = in.defaultsScope();
        do {
            boolean off = in.accept('!');
            String name = in.word();
            String operator = off ? "!" : in.operator();
            boolean valued = operator.endsWith("=");
            into.defaults().add(new Setting(scope, name, operator, valued ? in.value() : ""));
        } while (in.accept(','));
    }

    private void aliases(SudoersScanner in) throws SudoersScanner.SyntaxError {
        String kind = in.word();
        do {
            String name = in.word();
            in.expect('=');
            List<Member> members = new ArrayList<>();
            do {
                boolean not = in.accept('!');
                members.add(new Member(not, kind.startsWith("Cm") ? in.command() : in.word()));
            } while (in.accept(','));
            into.aliases().put((kind.startsWith("Cm") ? "Cmnd_Alias" : kind) + ":" + name, members);
        } while (in.accept(':'));
    }

    private void userSpec(SudoersScanner in) throws SudoersScanner.SyntaxError {
        List<Member> users = members(in);
        List<Privilege> privileges = new ArrayList<>();
        do {
            List<Member> hosts = members(in);
            in.expect('=');
            privileges.add(new Privilege(hosts, commands(in)));
        } while (in.accept(':'));
        into.specs().add(new UserSpec(users, privileges));
    }

    private static List<Member> members(SudoersScanner in) throws SudoersScanner.SyntaxError {
        List<Member> members = new ArrayList<>();
        do {
            boolean not = in.accept('!');
            members.add(new Member(not, in.word()));
        } while (in.accept(','));
        return members;
    }

    private static List<CommandSpec> commands(SudoersScanner in) throws SudoersScanner.SyntaxError {
        List<CommandSpec> commands = new ArrayList<>();
        List<Member> users = List.of();
        List<Member> groups = List.of();
        List<String> tags = List.of();
        do {
            if (in.accept('(')) {
                users = in.at(':') || in.at(')') ? List.of() : members(in);
                groups = in.accept(':') && !in.at(')') ? members(in) : List.of();
                in.expect(')');
            }
            for (String tag = in.acceptTag(TAGS); !tag.isEmpty(); tag = in.acceptTag(TAGS)) {
                tags = with(tags, tag);
            }
            boolean not = in.accept('!');
            commands.add(new CommandSpec(users, groups, tags, new Member(not, in.command())));
        } while (in.accept(','));
        return commands;
    }

    /** A tag replaces its opposite. */
    private static List<String> with(List<String> tags, String tag) {
        String opposite = tag.startsWith("NO") ? tag.substring(2) : "NO" + tag;
        List<String> now = new ArrayList<>(tags);
        now.remove(opposite);
        now.remove(tag);
        now.add(tag);
        return List.copyOf(now);
    }
}
