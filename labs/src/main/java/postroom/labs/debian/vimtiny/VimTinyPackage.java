package postroom.labs.debian.vimtiny;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of package vim-tiny. */
public final class VimTinyPackage {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.of("vim-tiny/vim.tiny", new Vim());

    private VimTinyPackage() {}
}
