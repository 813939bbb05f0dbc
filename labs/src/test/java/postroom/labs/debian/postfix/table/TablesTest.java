package postroom.labs.debian.postfix.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.host.Accounts;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

class TablesTest implements TableFiles {
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<String> said = new ArrayList<>();
    private final Tables tables = new Tables(this, (severity, text) -> said.add(severity.prefix() + text));

    @Override
    public byte[] read(String path) throws ErrnoException {
        if (!files.containsKey(path)) {
            throw new ErrnoException(Errno.ENOENT);
        }
        return files.get(path);
    }

    @Override
    public Object version(String path) {
        return files.containsKey(path) ? files.get(path).length : 0;
    }

    @Override
    public Optional<Accounts.User> user(String name) {
        return name.equals("carla")
                ? Optional.of(new Accounts.User("carla", "x", 1001, 1001, "", "/home/carla", "/bin/bash"))
                : Optional.empty();
    }

    @Override
    public Optional<Accounts.Group> group(String name) {
        return Optional.empty();
    }

    @Test
    void aTableWithoutItsDatabaseStaysUnavailableEvenOnceItIsThere() {
        TableList list = new TableList("virtual_alias_maps", List.of("hash:/etc/virtual"), tables, (s, t) -> said.add(s.prefix() + t));
        assertThatThrownBy(() -> list.find("a")).isInstanceOf(TableError.class);
        files.put("/etc/virtual.db", DbFile.encode(false, Map.of("a", "b")));
        assertThatThrownBy(() -> list.find("a")).isInstanceOf(TableError.class);
        assertThat(said)
                .startsWith(
                        "error: open database /etc/virtual.db: No such file or directory",
                        "warning: hash:/etc/virtual is unavailable. open database /etc/virtual.db: No such file or directory",
                        "warning: hash:/etc/virtual lookup error for \"a\"");
    }

    @Test
    void aDatabaseThatWasMadeAgainIsReadAgain() throws TableError {
        files.put("/t.db", DbFile.encode(false, Map.of("a", "b")));
        assertThat(tables.open("hash:/t").find("A")).contains("b");
        files.put("/t.db", DbFile.encode(false, Map.of("a", "c".repeat(9000))));
        assertThat(tables.open("hash:/t").find("a")).contains("c".repeat(9000));
    }

    @Test
    void databasesComeBackAsTheyWereWritten() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("spammer@bad.example", "REJECT no thanks");
        entries.put("caf\u00e9", "\u00ff");
        byte[] file = DbFile.encode(true, entries);
        assertThat(file.length % 4096).isZero();
        assertThat(DbFile.decode(file)).contains(entries);
        assertThat(DbFile.decode(new byte[10_000])).isEmpty();
    }

    @Test
    void patternsSubstituteAndIgnoreCase() throws TableError {
        files.put("/checks", Text.bytes("/^Subject:.*lottery/ REJECT we do not play\n/^X-Tag: (.*)/ REPLACE X-Seen: $1\n"
                + "if /^To:/\n/bob/ HOLD\nendif\n!/x/ WARN no x\n/broken( REJECT\n"));
        LookupTable table = tables.open("regexp:/checks");
        assertThat(table.find("Subject: win the Lottery")).contains("REJECT we do not play");
        assertThat(table.find("X-Tag: blue")).contains("REPLACE X-Seen: blue");
        assertThat(table.find("To: bob")).contains("HOLD");
        assertThat(table.find("From: bob")).contains("WARN no x");
        assertThat(table.find("From: xbob")).isEmpty();
        assertThat(said)
                .containsExactly("warning: regexp map /checks, line 7: no closing regexp delimiter \"/\": skipping this rule");
    }

    @Test
    void aPatternThatNeverEndsIsStopped() {
        files.put("/evil", Text.bytes("/^(a|aa)+\\1$/ OK\n"));
        assertThatThrownBy(() -> tables.open("regexp:/evil").find("a".repeat(40) + "b")).isInstanceOf(TableError.class);
    }

    @Test
    void networksAccountsAndConstants() throws TableError {
        assertThat(tables.open("cidr:{{127.0.0.0/8 OK}, {[::1]/128 SIX}}").find("127.0.0.5")).contains("OK");
        assertThat(tables.open("cidr:{{127.0.0.0/8 OK}, {[::1]/128 SIX}}").find("::1")).contains("SIX");
        assertThat(tables.open("proxy:unix:passwd.byname").find("carla"))
                .contains("carla:x:1001:1001::/home/carla:/bin/bash");
        assertThat(tables.open("static:5000").find("whatever")).contains("5000");
        assertThat(tables.open("inline:{a=1, {b = 2 3}}").find("B")).contains("2 3");
    }

    @Test
    void linesThatAreNoEntriesAreWarnedOf() {
        Map<String, String> entries =
                MapSource.parse("/t", "a b\na c\nno\n \"q\nUPPER Case\n", (severity, text) -> said.add(text));
        assertThat(entries).containsOnlyKeys("a", "no", "upper").containsEntry("a", "b");
        assertThat(said).containsExactly("/t.db: duplicate entry: \"a\"");
    }
}
