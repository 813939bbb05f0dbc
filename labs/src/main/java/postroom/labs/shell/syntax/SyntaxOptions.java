package postroom.labs.shell.syntax;

import java.util.Optional;

/** What of the shell's state has a say in how text is read. Asked anew for every command. */
public interface SyntaxOptions {

    /** The text that a command word is replaced with. */
    Optional<String> alias(String name);

    /** {@code shopt extglob}. */
    boolean extendedGlobs();

    /** Whether only what dash(1) knows is read: no arrays, {@code [[}, {@code <<<}, {@code &>}, {@code $'…'} and so on. */
    default boolean dash() {
        return false;
    }

    /** Neither aliases nor extended globs, as a script starts. */
    static SyntaxOptions plain() {
        return new SyntaxOptions() {
            @Override
            public Optional<String> alias(String name) {
                return Optional.empty();
            }

            @Override
            public boolean extendedGlobs() {
                return false;
            }
        };
    }
}
