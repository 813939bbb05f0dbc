package postroom.labs.debian.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code file} makes of a text that begins with {@code #!}. */
final class ScriptMagic {
    private static final Pattern LINE = Pattern.compile("#![ \t]*([^\n]*?)[ \t]*(\n|$)(?s:.*)");
    private static final Pattern SHELL = Pattern.compile("/bin/sh( .*)?");
    private static final Pattern BASH = Pattern.compile("(/usr)?(/local)?/bin/bash( .*)?|/usr/bin/env bash");
    private static final Pattern PERL = Pattern.compile("(/usr)?(/local)?/bin/perl( .*)?|/usr/bin/env perl");
    private static final Pattern AWK = Pattern.compile("(/usr)?(/local)?/bin/[gmn]?awk( .*)?");
    private static final Pattern PYTHON =
            Pattern.compile("(/usr)?(/local)?/bin/python[0-9.]*( .*)?|/usr/bin/env python.*");

    private ScriptMagic() {}

    /** The kind of the script; null if {@code text} is none. */
    static Magic.Kind of(String text) {
        Matcher m = LINE.matcher(text);
        if (!m.matches()) {
            return null;
        }
        String interpreter = m.group(1);
        boolean ended = !m.group(2).isEmpty();
        if (PERL.matcher(interpreter).matches()) {
            return new Magic.Kind("Perl script text executable", "text/x-perl", false, false);
        }
        if (ended && SHELL.matcher(interpreter).matches()) {
            return executable("POSIX shell script", "text/x-shellscript");
        }
        if (BASH.matcher(interpreter).matches()) {
            return executable("Bourne-Again shell script", "text/x-shellscript");
        }
        if (AWK.matcher(interpreter).matches()) {
            return executable("awk script", "text/x-awk");
        }
        if (PYTHON.matcher(interpreter).matches()) {
            return executable("Python script", "text/x-script.python");
        }
        return executable("a " + interpreter.replaceFirst("^/usr/bin/env +", "") + " script", "text/plain");
    }

    private static Magic.Kind executable(String what, String mime) {
        return new Magic.Kind(what, mime, true, true);
    }
}
