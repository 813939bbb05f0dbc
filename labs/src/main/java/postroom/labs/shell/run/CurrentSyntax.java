package postroom.labs.shell.run;

import java.util.Optional;
import postroom.labs.shell.syntax.SyntaxOptions;

/** How a shell reads text now: with aliases only where they are expanded. */
record CurrentSyntax(Shell shell) implements SyntaxOptions {
    @Override
    public Optional<String> alias(String name) {
        return shell.options().is("expand_aliases")
                ? Optional.ofNullable(shell.aliases().get(name))
                : Optional.empty();
    }

    @Override
    public boolean dash() {
        return shell.isDash();
    }

    @Override
    public boolean extendedGlobs() {
        return shell.options().is("extglob");
    }
}
