package postroom.web.text;

import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The course's Markdown, made into HTML: CommonMark with tables, consoles whose typed lines can be clicked, pictures
 * with captions, and terms that lead to the glossary. HTML in the source is shown as text, so the result holds no markup but ours.
 */
public final class Markdown {
    /** Texts without a student's own values are the same for all, and pages ask for them again and again. */
    private static final int MOST_KEPT = 2_000;

    private final Parser parser;
    private final HtmlRenderer renderer;
    private final Map<String, String> kept = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_KEPT;
        }
    });

    /** @param words for the labels of what can be clicked; @param pictures where a chapter's pictures come from */
    public Markdown(Messages words, Pictures pictures) {
        DataHolder options = new MutableDataSet()
                .set(Parser.EXTENSIONS, List.of(TablesExtension.create()))
                .set(TablesExtension.CLASS_NAME, "")
                .set(HtmlRenderer.ESCAPE_HTML, true)
                .set(HtmlRenderer.GENERATE_HEADER_ID, true)
                .set(HtmlRenderer.RENDER_HEADER_ID, true)
                .set(HtmlRenderer.HEADER_ID_GENERATOR_NON_ASCII_TO_LOWERCASE, false);
        parser = Parser.builder(options).build();
        renderer = HtmlRenderer.builder(options)
                .nodeRendererFactory(ignored -> new ConsoleRenderer(words))
                .nodeRendererFactory(ignored -> new FigureRenderer(pictures))
                .nodeRendererFactory(ignored -> new TermRenderer())
                .build();
    }

    /** A text of several paragraphs. */
    public String blocks(String source) {
        String known = kept.get(source);
        if (known != null) {
            return known;
        }
        String html = renderer.render(parser.parse(source)).strip();
        kept.put(source, html);
        return html;
    }

    /** A sentence: the same without the paragraph around it. A text that has several keeps them. */
    public String sentence(String source) {
        String html = blocks(source.strip());
        boolean single = html.startsWith("<p>") && html.endsWith("</p>") && html.indexOf("<p>", 3) < 0;
        return single ? html.substring(3, html.length() - 4) : html;
    }
}
