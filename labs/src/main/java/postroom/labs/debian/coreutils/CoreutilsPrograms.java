package postroom.labs.debian.coreutils;

import java.util.HashMap;
import java.util.Map;
import postroom.labs.debian.gnu.StandardOptions;
import postroom.labs.host.Program;

/** The programs of the package coreutils. */
public final class CoreutilsPrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS = programs();

    private CoreutilsPrograms() {}

    private static Map<String, Program> programs() {
        Map<String, Program> all = new HashMap<>();
        all.put("[", StandardOptions.coreutils(new TestProgram()));
        all.put("arch", new Nullary(call -> "x86_64"));
        all.put("b2sum", new Checksum("BLAKE2b"));
        all.put("base32", new BaseEncoding("base32"));
        all.put("base64", new BaseEncoding("base64"));
        all.put("basenc", new BaseEncoding(""));
        all.put("cksum", new Cksum());
        all.put("csplit", new Csplit());
        all.put("pr", new Pr());
        all.put("expand", new Expand(false));
        all.put("factor", new Factor());
        all.put("join", new Join());
        all.put("mknod", new Mknod());
        all.put("numfmt", new Numfmt());
        all.put("pathchk", new Pathchk());
        all.put("stdbuf", new Stdbuf());
        all.put("sum", new Sum());
        all.put("tsort", new Tsort());
        all.put("unexpand", new Expand(true));
        all.put("hostid", new Nullary(call -> "007f0101"));
        all.put("basename", new Basename());
        all.put("cat", new Cat());
        all.put("chgrp", new Chown(true));
        all.put("chmod", new Chmod());
        all.put("chown", new Chown(false));
        all.put("comm", new Comm());
        all.put("cp", new Cp());
        all.put("cut", new Cut());
        all.put("date", new Date());
        all.put("dd", new Dd());
        all.put("df", new Df());
        all.put("dir", new Ls("C"));
        all.put("dircolors", new Dircolors());
        all.put("dirname", new Dirname());
        all.put("du", new Du());
        all.put("echo", StandardOptions.coreutils(new Echo()));
        all.put("env", new Env());
        all.put("expr", new Expr());
        all.put("false", StandardOptions.coreutils(process -> 1));
        all.put("fmt", new Fmt());
        all.put("fold", new Fold());
        all.put("head", new Head());
        all.put("install", new Install());
        all.put("link", new OneName(OneName.Verb.LINK));
        all.put("ln", new Ln());
        all.put("ls", new Ls(""));
        all.put("md5sum", new Checksum("MD5"));
        all.put("mkdir", new Mkdir());
        all.put("mkfifo", new OneName(OneName.Verb.MKFIFO));
        all.put("mktemp", new Mktemp());
        all.put("mv", new Mv());
        all.put("nice", new Nice());
        all.put("nl", new Nl());
        all.put("nohup", new Nohup());
        all.put("chroot", new Chroot());
        all.put("pinky", new Pinky());
        all.put("nproc", new Nullary(Nullary::processors, "all", "all", "ignore=", "ignore"));
        all.put("od", new Od());
        all.put("paste", new Paste());
        all.put("printenv", new Printenv());
        all.put("printf", StandardOptions.coreutils(new Printf()));
        all.put("pwd", new Pwd());
        all.put("readlink", new Readlink());
        all.put("realpath", new Realpath());
        all.put("rm", new Rm());
        all.put("rmdir", new Rmdir());
        all.put("seq", new Seq());
        all.put("sha1sum", new Checksum("SHA-1"));
        all.put("sha224sum", new Checksum("SHA-224"));
        all.put("sha256sum", new Checksum("SHA-256"));
        all.put("sha384sum", new Checksum("SHA-384"));
        all.put("sha512sum", new Checksum("SHA-512"));
        all.put("shred", new Shred());
        all.put("shuf", new Shuf());
        all.put("sleep", new Sleep());
        all.put("sort", new Sort());
        all.put("split", new Split());
        all.put("stat", new StatProgram());
        all.put("stty", StandardOptions.coreutils(new Stty()));
        all.put("sync", process -> 0);
        all.put("tac", new Tac());
        all.put("tail", new Tail());
        all.put("tee", new Tee());
        all.put("test", new TestProgram());
        all.put("timeout", new Timeout());
        all.put("touch", new Touch());
        all.put("tr", new Tr());
        all.put("true", StandardOptions.coreutils(process -> 0));
        all.put("truncate", new Truncate());
        all.put("tty", new Tty());
        all.put("uname", new Uname());
        all.put("uniq", new Uniq());
        all.put("unlink", new OneName(OneName.Verb.UNLINK));
        all.put("vdir", new Ls("l"));
        all.put("wc", new Wc());
        all.put("yes", new Yes());
        Map<String, Program> byId = new HashMap<>();
        all.forEach((name, program) -> byId.put("coreutils/" + name, program));
        return Map.copyOf(byId);
    }
}
