package postroom.labs.host;

import java.util.Optional;

/** The signals of {@code signal(7)}, with their numbers on Linux, what they do by default, and what bash calls them. */
public enum Signal {
    HUP(1, Default.TERMINATE, "Hangup"),
    INT(2, Default.TERMINATE, "Interrupt"),
    QUIT(3, Default.TERMINATE, "Quit"),
    ILL(4, Default.TERMINATE, "Illegal instruction"),
    TRAP(5, Default.TERMINATE, "Trace/breakpoint trap"),
    ABRT(6, Default.TERMINATE, "Aborted"),
    BUS(7, Default.TERMINATE, "Bus error"),
    FPE(8, Default.TERMINATE, "Floating point exception"),
    KILL(9, Default.TERMINATE, "Killed"),
    USR1(10, Default.TERMINATE, "User defined signal 1"),
    SEGV(11, Default.TERMINATE, "Segmentation fault"),
    USR2(12, Default.TERMINATE, "User defined signal 2"),
    PIPE(13, Default.TERMINATE, "Broken pipe"),
    ALRM(14, Default.TERMINATE, "Alarm clock"),
    TERM(15, Default.TERMINATE, "Terminated"),
    STKFLT(16, Default.TERMINATE, "Stack fault"),
    CHLD(17, Default.IGNORE, "Child exited"),
    CONT(18, Default.CONTINUE, "Continued"),
    STOP(19, Default.STOP, "Stopped (signal)"),
    TSTP(20, Default.STOP, "Stopped"),
    TTIN(21, Default.STOP, "Stopped (tty input)"),
    TTOU(22, Default.STOP, "Stopped (tty output)"),
    URG(23, Default.IGNORE, "Urgent I/O condition"),
    XCPU(24, Default.TERMINATE, "CPU time limit exceeded"),
    XFSZ(25, Default.TERMINATE, "File size limit exceeded"),
    VTALRM(26, Default.TERMINATE, "Virtual timer expired"),
    PROF(27, Default.TERMINATE, "Profiling timer expired"),
    WINCH(28, Default.IGNORE, "Window changed"),
    IO(29, Default.TERMINATE, "I/O possible"),
    PWR(30, Default.TERMINATE, "Power failure"),
    SYS(31, Default.TERMINATE, "Bad system call");

    /** What happens to a process that says nothing about a signal. */
    public enum Default {
        TERMINATE,
        IGNORE,
        STOP,
        CONTINUE
    }

    private final int number;
    private final Default action;
    private final String text;

    Signal(int number, Default action, String text) {
        this.number = number;
        this.action = action;
        this.text = text;
    }

    /** The signal's number on Linux. */
    public int number() {
        return number;
    }

    /** What it does by default. */
    public Default action() {
        return action;
    }

    /** The text of {@code strsignal(3)}, as a shell shows it. */
    public String text() {
        return text;
    }

    /** The signal of a number, if there is one. */
    public static Optional<Signal> of(int number) {
        return number >= 1 && number <= values().length ? Optional.of(values()[number - 1]) : Optional.empty();
    }

    /** The signal of a name in any case, with or without {@code SIG}. */
    public static Optional<Signal> named(String name) {
        String bare = name.toUpperCase(java.util.Locale.ROOT);
        String wanted = bare.startsWith("SIG") ? bare.substring(3) : bare;
        for (Signal each : values()) {
            if (each.name().equals(wanted)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
