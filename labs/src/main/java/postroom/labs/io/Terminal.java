package postroom.labs.io;

/** A terminal as its processes see it ({@code tty(4)}): window size and foreground process group. */
public interface Terminal {
    /** The name of the device, as {@code tty(1)} prints it: {@code /dev/pts/0}. */
    String device();

    /** The width of the window in cells. */
    int columns();

    /** The height of the window in cells. */
    int rows();

    /** The process group that gets the keyboard and its signals; 0 if there is none. */
    int foreground();

    /** Hands the keyboard to a process group ({@code tcsetpgrp(3)}). */
    void foreground(int processGroup);

    /** True while it shows what is typed: the flag ECHO of {@code termios(3)}. */
    boolean echo();

    /** Shows what is typed, or not, as while a password is asked for. */
    void echo(boolean on);
}
