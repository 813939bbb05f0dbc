package postroom.labs.debian.less;

import java.util.HashMap;
import java.util.Map;

/** What the prompt of {@code less} can say. */
final class PromptFacts {
    private PromptFacts() {}

    /**
     * By the names that the prompt's language has for them.
     *
     * @param fresh whether it is the first prompt of the file
     */
    static Map<String, String> of(LessFiles files, LessText text, LessOptions options, boolean fresh) {
        Map<String, String> facts = new HashMap<>();
        int bottom = text.bottom();
        if (!files.current().name().isEmpty()) {
            facts.put("f", files.current().name());
        }
        if (fresh) {
            facts.put("n", "");
        }
        facts.put("T", "file");
        if (files.size() > 1) {
            facts.put("i", String.valueOf(files.number()));
            facts.put("m", String.valueOf(files.size()));
        }
        if (!files.isLast()) {
            facts.put("x", files.nextName());
        }
        if (options.countsLines()) {
            facts.put("lt", String.valueOf(Math.min(text.top() + 1, text.size())));
            facts.put("lb", String.valueOf(bottom));
            facts.put("L", String.valueOf(text.size()));
        }
        if (text.showsEnd()) {
            facts.put("e", "");
        }
        long size = text.bytes(text.size());
        long shown = text.bytes(bottom);
        facts.put("bB", String.valueOf(shown));
        facts.put("s", String.valueOf(size));
        facts.put("B", String.valueOf(size));
        facts.put("pB", String.valueOf(size == 0 ? 100 : (shown * 100 + size / 2) / size));
        return facts;
    }
}
