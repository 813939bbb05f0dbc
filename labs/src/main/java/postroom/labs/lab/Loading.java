package postroom.labs.lab;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import postroom.labs.fs.Disk;

/** What a journal tells: a lab as it was when its last record was written. */
final class Loading implements Journal.Reader {
    final Disk disk;
    final Map<String, Map<String, byte[]>> daemons = new LinkedHashMap<>();
    final Map<String, byte[]> abroad = new LinkedHashMap<>();
    Duration ahead = Duration.ZERO;
    boolean found;

    Loading(Disk disk) {
        this.disk = disk;
    }

    @Override
    public void disk(byte[] batch) {
        found = true;
        disk.replay(batch);
    }

    @Override
    public void daemon(String name, Map<String, byte[]> loaded) {
        found = true;
        daemons.put(name, loaded);
    }

    @Override
    public void gone(String name) {
        daemons.remove(name);
    }

    @Override
    public void abroad(String key, Optional<byte[]> content) {
        content.ifPresentOrElse(it -> abroad.put(key, it), () -> abroad.remove(key));
    }

    @Override
    public void clock(Duration newAhead) {
        ahead = newAhead;
    }
}
