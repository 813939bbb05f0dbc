package postroom.labs.debian.debconf;

/** What Perl's {@code Getopt::Long(3)}, which debconf's own programs use, says where {@code getopt(3)} says it otherwise. */
final class PerlComplaint {
    private PerlComplaint() {}

    /** The complaint in Perl's words. */
    static String of(String complaint) {
        return complaint
                .replaceFirst(".*unrecognized option '--(.*)'", "Unknown option: $1")
                .replaceFirst(".*invalid option -- '(.)'", "Unknown option: $1")
                .replaceFirst(".*requires an argument -- '(.)'", "Option $1 requires an argument");
    }
}
