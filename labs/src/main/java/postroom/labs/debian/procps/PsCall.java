package postroom.labs.debian.procps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import postroom.labs.host.Process;

/** What a call of {@code ps} asks for: which processes, which columns, in which order. */
final class PsCall {
    /** The fixed tables. */
    enum Form {
        NONE,
        FULL,
        EXTRA_FULL,
        LONG,
        JOBS,
        BSD_USER,
        BSD_LONG,
        BSD_JOBS,
        BSD_SIGNALS,
        BSD_MEMORY
    }

    /** How children stand under their parents. */
    enum Tree {
        NONE,
        INDENTED,
        DRAWN
    }

    /** A wish to sort. */
    record SortKey(PsColumn column, boolean down) {}

    private static final Predicate<Process> LEADER = it -> it.session() == it.pid();

    final List<Predicate<Process>> lists = new ArrayList<>();
    final List<PsColumn> columns = new ArrayList<>();
    final List<SortKey> order = new ArrayList<>();
    Form form = Form.NONE;
    Tree tree = Tree.NONE;
    boolean bsd;
    boolean full;
    boolean all;
    boolean withTerminal;
    boolean noLeaders;
    boolean everybody;
    boolean withoutTerminal;
    boolean running;
    boolean negated;
    boolean titles = true;
    boolean classes;
    boolean residents;
    boolean threads;
    boolean spids;
    boolean labels;
    boolean environment;
    int wide;
    int width;
    String help;
    boolean version;
    boolean formats;

    /** Whether a process is to be shown to the one that asks. */
    boolean covers(Process me, Process it) {
        return selected(me, it) != negated && (!running || Ps.state(me, it).startsWith("R"));
    }

    private boolean selected(Process me, Process it) {
        boolean listed = lists.stream().anyMatch(each -> each.test(it));
        if (all || listed) {
            return true;
        }
        boolean terminal = it.terminal().isPresent();
        if (withTerminal && terminal && !LEADER.test(it) || noLeaders && !LEADER.test(it)) {
            return true;
        }
        if (!lists.isEmpty() || withTerminal || noLeaders) {
            return false;
        }
        boolean own = it.who().uid() == me.who().uid();
        if (bsd || everybody || withoutTerminal) {
            return (everybody || own) && (withoutTerminal || terminal);
        }
        return own && it.terminal().equals(me.terminal());
    }

    /** The columns, as asked for or as the table has them. */
    List<PsColumn> table() {
        if (!columns.isEmpty()) {
            return columns;
        }
        String names = switch (form) {
            case FULL ->
                "user=UID pid ppid" + (threads ? " lwp" : "") + (classes ? " cls pri" : " c") + (threads ? " nlwp" : "")
                        + " stime tname time cmd";
            case EXTRA_FULL ->
                "user=UID pid ppid" + (threads ? " lwp" : "") + " c" + (threads ? " nlwp" : "")
                        + " sz rss psr stime tname time cmd";
            case LONG -> longTable();
            case JOBS ->
                full
                        ? "user=UID pid ppid pgid sid" + (classes ? " cls pri" : " c") + " stime tname time cmd"
                        : "pid pgid sid" + (classes ? " cls pri" : "") + " tname time ucmd";
            case BSD_USER -> "user pid %cpu %mem vsz rss tname stat start_time bsdtime args";
            case BSD_LONG -> "f uid pid ppid pri=PRI ni vsz rss wchan stat tname bsdtime args";
            case BSD_JOBS -> "ppid pid pgid sid tname tpgid stat uid bsdtime args";
            case BSD_SIGNALS -> "uid pid pending blocked ignored caught stat tname bsdtime args";
            case BSD_MEMORY -> "pid tname stat bsdtime maj_flt m_trs drs rss %mem args";
            default ->
                bsd
                        ? "pid" + (threads ? " lwp" : "") + (spids ? " spid" : "") + " tname stat bsdtime args"
                        : "pid" + (threads ? " lwp" : "") + (spids ? " spid" : "") + (classes ? " cls pri" : "")
                                + " tname time ucmd";
        };
        List<PsColumn> table = new ArrayList<>();
        for (String each : ((labels ? "label " : "") + names).split(" ")) {
            String[] parts = each.split("=", 2);
            PsColumn column = PsColumn.of(parts[0]);
            table.add(parts.length == 2 ? column.titled(parts[1]) : column);
        }
        return table;
    }

    private String longTable() {
        return (residents ? "" : "f ") + "s " + (full ? "user=UID" : "uid") + " pid ppid" + (threads ? " lwp" : "")
                + " c" + (threads ? " nlwp" : "") + (classes ? " cls pri" : " opri ni")
                + (residents ? " rss sz" : " addr_sz") + " wchan" + (full ? " stime" : "") + " tname time "
                + (full ? "cmd" : "ucmd");
    }
}
