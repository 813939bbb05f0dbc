package postroom.labs.debian.postfix.table;

import java.util.Optional;
import postroom.labs.debian.postfix.config.Msg;

/** A table that could not be opened. Every look-up fails, until the program that opened it starts again. */
final class UnavailableTable implements LookupTable {
    private final String name;
    private final String reason;
    private final Msg msg;

    UnavailableTable(String name, String reason, Msg msg) {
        this.name = name;
        this.reason = reason;
        this.msg = msg;
    }

    @Override
    public Optional<String> find(String key) throws TableError {
        msg.warning(name + " is unavailable. " + reason);
        throw new TableError(reason);
    }

    @Override
    public String name() {
        return name;
    }
}
