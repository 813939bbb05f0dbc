package postroom.labs.debian.coreutils;

import java.util.HashMap;
import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the package coreutils. */
public final class CoreutilsPrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS = programs();

    private CoreutilsPrograms() {}

    private static Map<String, Program> programs() {
        Map<String, Program> all = new HashMap<>();
        all.put("basename", new Basename());
        all.put("cat", new Cat());
        all.put("chgrp", new Chown(true));
        all.put("chmod", new Chmod());
        all.put("chown", new Chown(false));
        all.put("cp", new Cp());
        all.put("cut", new Cut());
        all.put("date", new Date());
        all.put("dir", new Ls("C"));
        all.put("dirname", new Dirname());
        all.put("echo", new Echo());
        all.put("env", new Env());
        all.put("false", process -> 1);
        all.put("fold", new Fold());
        all.put("head", new Head());
        all.put("ln", new Ln());
        all.put("ls", new Ls(""));
        all.put("mkdir", new Mkdir());
        all.put("mv", new Mv());
        all.put("printenv", new Printenv());
        all.put("printf", new Printf());
        all.put("pwd", new Pwd());
        all.put("readlink", new Readlink());
        all.put("realpath", new Realpath());
        all.put("rm", new Rm());
        all.put("rmdir", new Rmdir());
        all.put("seq", new Seq());
        all.put("sleep", new Sleep());
        all.put("sort", new Sort());
        all.put("tail", new Tail());
        all.put("tee", new Tee());
        all.put("touch", new Touch());
        all.put("tr", new Tr());
        all.put("true", process -> 0);
        all.put("uniq", new Uniq());
        all.put("vdir", new Ls("l"));
        all.put("wc", new Wc());
        all.put("yes", new Yes());
        Map<String, Program> byId = new HashMap<>();
        all.forEach((name, program) -> byId.put("coreutils/" + name, program));
        return Map.copyOf(byId);
    }
}
