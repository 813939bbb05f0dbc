package postroom.web.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words of the page in one language, from {@code messages_CODE.properties} (UTF-8). A key that is not in the bundle
 * is a mistake of ours and throws; a test holds the two bundles to the same keys.
 */
public final class Messages {
    private static final Map<Language, Messages> ALL = load();

    private final Language language;
    private final Properties texts;

    private Messages(Language language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    public static Messages in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    public Language language() {
        return language;
    }

    /** The text of a key, as it is. */
    public String say(String key) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new NoSuchElementException("no message " + key + " in " + language.code());
        }
        return text;
    }

    /** The text of a key with its places {0}, {1} filled in ({@link MessageFormat}). */
    public String say(String key, Object... values) {
        return MessageFormat.format(say(key), values);
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The keys that begin with one of these words, for a page that says them itself. */
    public List<String> keysOf(String... beginnings) {
        return keys().stream()
                .filter(key -> Stream.of(beginnings).anyMatch(key::startsWith))
                .sorted()
                .toList();
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }

    private static Map<Language, Messages> load() {
        Map<Language, Messages> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            all.put(language, new Messages(language, read("messages_" + language.code() + ".properties")));
        }
        return all;
    }

    private static Properties read(String name) {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Messages.class.getResourceAsStream(name), name), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
        return texts;
    }
}
