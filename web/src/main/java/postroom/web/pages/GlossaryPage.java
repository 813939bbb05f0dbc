package postroom.web.pages;

import java.util.List;

/** The glossary in one language. */
public record GlossaryPage(List<Group> groups, int count) {

    /** Terms of one field. */
    public record Group(String id, String title, List<Entry> entries) {}

    /**
     * A term.
     *
     * @param full what the abbreviation stands for, empty where it is none
     * @param english the English word where the page speaks another language, else empty
     * @param html its explanation
     */
    public record Entry(String id, String name, String full, String english, String html, List<Source> sources) {}

    /** @param url empty for a manual page, which is on the student's own host */
    public record Source(String text, String url) {}
}
