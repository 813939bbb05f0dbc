package postroom.web.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import postroom.labs.course.Page;

class ChapterTextTest {
    private final Markdown markdown = new Markdown(
            Messages.in(Language.EN),
            name -> name.equals("p.svg") ? Optional.of("<svg viewBox=\"0 0 1 1\"></svg>") : Optional.empty());

    @Test
    void exercisesStandWhereTheTextPutsThem() {
        ChapterText text = ChapterText.render(
                new Page("x/en.md", "# Title\n\nFirst.\n\n@exercise one\n\n@exercise two\n\nLast.\n"), markdown);

        assertThat(text.title()).isEqualTo("Title");
        assertThat(text.parts())
                .containsExactly(
                        new ChapterText.Prose("<p>First.</p>"),
                        new ChapterText.Place("one"),
                        new ChapterText.Place("two"),
                        new ChapterText.Prose("<p>Last.</p>"));
    }

    @Test
    void whatIsTypedInAConsoleCanBeClicked() {
        String html = markdown.blocks("```console\n$ telnet localhost 25\n220 <ready>\n> a \"b\"\n>\n^ ]\n…\n```\n");

        assertThat(html)
                .contains("data-kind=\"$\" data-keys=\"telnet localhost 25\" data-enter")
                .contains("aria-label=\"Type into the terminal: telnet localhost 25\"")
                .contains("<samp>220 &lt;ready&gt;</samp>")
                .contains("data-keys=\"a &quot;b&quot;\" data-enter")
                .contains("data-keys=\"\" data-enter")
                .contains("data-kind=\"^\" data-keys=\"]\" data-control");
    }

    @Test
    void whatIsTypedBehindAPromptStandsOnItsLine() {
        assertThat(markdown.blocks("```console\ntelnet> \n> close\n```\n")).contains("<samp>telnet&gt; </samp><kbd");
    }

    @Test
    void codeThatBeginsWithAPromptCanBeClickedInTheMiddleOfASentence() {
        assertThat(markdown.sentence("Say `> EHLO a` now, not `EHLO b`."))
                .contains("data-kind=\"&gt;\" data-keys=\"EHLO a\"")
                .endsWith("now, not <code>EHLO b</code>.");
    }

    @Test
    void aPictureComesIntoThePageAndKeepsItsDescription() {
        assertThat(markdown.blocks("![A *nice*\npicture](p.svg)"))
                .contains("<figure class=\"picture\" role=\"img\" aria-label=\"A nice picture\">")
                .contains("<svg viewBox");
    }

    @Test
    void aTermLeadsToItsEntryAndOtherLinksWhereTheySay() {
        assertThat(markdown.sentence("An [*open* relay](term:open-relay), [as](https://a.example/) they say."))
                .isEqualTo(
                        "An <a class=\"term\" href=\"/glossary#open-relay\" data-term=\"open-relay\"><em>open</em> relay</a>,"
                                + " <a href=\"https://a.example/\">as</a> they say.");
    }

    @Test
    void aScreenIsAPictureWithAName() {
        assertThat(markdown.blocks("```screen The <box>\n  ┌──┐\n  │<a>\n```\n"))
                .contains("role=\"img\" aria-label=\"The &lt;box&gt;\"")
                .contains("┌──┐\n│&lt;a&gt;</pre>")
                .doesNotContain("data-keys");
    }

    @Test
    void markupInTheSourceIsShownAndNotObeyed() {
        assertThat(markdown.blocks("<script>alert(1)</script>\n\nx <b onclick=y>z</b>"))
                .doesNotContain("<script")
                .doesNotContain("<b ");
    }

    @Test
    void aLinkCannotCarryAScript() {
        assertThat(markdown.blocks("[x](javascript:alert(1))")).doesNotContain("href=\"javascript:");
    }
}
