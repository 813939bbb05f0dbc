package postroom.web.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The SQLite file of the data folder, brought to the newest schema. Loading its libraries takes longer than starting the
 * server, so it happens behind the first page: {@link #open} does nothing yet, {@link #begin} lets it begin, and whoever
 * needs data waits for it.
 */
public final class Database {
    private static final int LOCK_WAIT_MS = 5_000;
    private static final int START_WAIT_SECONDS = 20;

    private final DataFolder folder;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Jdbi> ready = new CompletableFuture<>();

    private Database(DataFolder folder) {
        this.folder = folder;
    }

    public static Database open(DataFolder folder) {
        return new Database(folder);
    }

    /** Loads it on a thread of its own, if that has not begun. */
    public void begin() {
        if (begun.compareAndSet(false, true)) {
            ready.completeAsync(() -> connect(folder));
        }
    }

    private static Jdbi connect(DataFolder folder) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(LOCK_WAIT_MS);
        config.enforceForeignKeys(true);
        // a transaction that reads first and then writes would fail if another has written meanwhile
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + folder.database());
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:postroom/web/storage/migrations")
                .load()
                .migrate();
        return Jdbi.create(source);
    }

    /**
     * The database, once it is there.
     *
     * @throws StorageException if it could not be opened, or is not ready after 20 seconds
     */
    Jdbi jdbi() {
        begin();
        try {
            return ready.get(START_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException e) {
            throw new StorageException("The database could not be opened.", e.getCause());
        } catch (TimeoutException e) {
            throw new StorageException("The database is not ready yet.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while the database was opened.", e);
        }
    }
}
