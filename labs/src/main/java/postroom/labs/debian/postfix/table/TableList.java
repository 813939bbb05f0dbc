package postroom.labs.debian.postfix.table;

import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Msg;

/** Several tables that are asked in turn, as {@code alias_maps} and its like name them. */
public final class TableList {
    private final String parameter;
    private final List<String> specs;
    private final Tables tables;
    private final Msg msg;

    /**
     * The tables of a parameter.
     *
     * @param parameter its name, for messages
     * @param specs {@code type:name} each
     */
    public TableList(String parameter, List<String> specs, Tables tables, Msg msg) {
        this.parameter = parameter;
        this.specs = List.copyOf(specs);
        this.tables = tables;
        this.msg = msg;
        this.specs.forEach(tables::open);
    }

    /** The parameter that names the tables. */
    public String parameter() {
        return parameter;
    }

    /** Logs that an entry holds no address, which makes the look-up a failure. */
    public TableError notAnAddress(String key, String value) {
        msg.warning(parameter + " lookup of " + key + " returns non-address result \"" + value + "\"");
        return new TableError(value);
    }

    /** True if there is no table. */
    public boolean isEmpty() {
        return specs.isEmpty();
    }

    /** The value in the first table that has the key. */
    public Optional<String> find(String key) throws TableError {
        return find(key, false);
    }

    /** The same; tables of patterns are asked for whole keys only. @param partial the key is a part of an address */
    public Optional<String> find(String key, boolean partial) throws TableError {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        for (String spec : specs) {
            LookupTable table = tables.open(spec);
            if (partial && table.isPattern()) {
                continue;
            }
            try {
                Optional<String> value = table.find(key);
                if (value.isPresent()) {
                    return value;
                }
            } catch (TableError e) {
                msg.warning(spec + " lookup error for \"" + key + "\"");
                throw e;
            }
        }
        return Optional.empty();
    }
}
