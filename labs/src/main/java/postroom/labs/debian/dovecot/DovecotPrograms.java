package postroom.labs.debian.dovecot;

import java.util.Map;
import postroom.labs.debian.dovecot.command.Doveadm;
import postroom.labs.debian.dovecot.command.DovecotCommand;
import postroom.labs.debian.dovecot.config.Doveconf;
import postroom.labs.debian.dovecot.lda.DovecotLda;
import postroom.labs.host.Program;

/** The programs of the package dovecot-core. */
public final class DovecotPrograms {
    /** By their ids in the packages' manifests. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "dovecot/doveadm", new Doveadm(),
            "dovecot/doveconf", new Doveconf(),
            "dovecot/dovecot", new DovecotCommand(),
            "dovecot/dovecot-lda", new DovecotLda());

    private DovecotPrograms() {}
}
