package postroom.labs.io;

/**
 * Why a system call failed, as {@code errno(3)} names it.
 *
 * <p>The text is the one of glibc's {@code strerror(3)}; every program's message ends in it, so it stands here and
 * nowhere else.
 */
public enum Errno {
    EPERM("Operation not permitted"),
    ENOENT("No such file or directory"),
    ESRCH("No such process"),
    EINTR("Interrupted system call"),
    EIO("Input/output error"),
    ENXIO("No such device or address"),
    E2BIG("Argument list too long"),
    ENOEXEC("Exec format error"),
    EBADF("Bad file descriptor"),
    ECHILD("No child processes"),
    EAGAIN("Resource temporarily unavailable"),
    ENOMEM("Cannot allocate memory"),
    EACCES("Permission denied"),
    EBUSY("Device or resource busy"),
    EEXIST("File exists"),
    EXDEV("Invalid cross-device link"),
    ENODEV("No such device"),
    ENOTDIR("Not a directory"),
    EISDIR("Is a directory"),
    EINVAL("Invalid argument"),
    EMFILE("Too many open files"),
    ENOTTY("Inappropriate ioctl for device"),
    ETXTBSY("Text file busy"),
    EFBIG("File too large"),
    ENOSPC("No space left on device"),
    ESPIPE("Illegal seek"),
    EROFS("Read-only file system"),
    EMLINK("Too many links"),
    EPIPE("Broken pipe"),
    ERANGE("Numerical result out of range"),
    ENAMETOOLONG("File name too long"),
    ENOSYS("Function not implemented"),
    ENOTEMPTY("Directory not empty"),
    ELOOP("Too many levels of symbolic links"),
    EADDRINUSE("Address already in use"),
    EADDRNOTAVAIL("Cannot assign requested address"),
    ENETUNREACH("Network is unreachable"),
    ECONNRESET("Connection reset by peer"),
    ENOTCONN("Transport endpoint is not connected"),
    ETIMEDOUT("Connection timed out"),
    ECONNREFUSED("Connection refused"),
    EHOSTUNREACH("No route to host"),
    ENOTSUP("Operation not supported");

    private final String text;

    Errno(String text) {
        this.text = text;
    }

    /** The text of {@code strerror(3)}. */
    public String text() {
        return text;
    }
}
