package postroom.web.text;

import com.vladsch.flexmark.ast.Code;
import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.html.HtmlWriter;
import com.vladsch.flexmark.html.renderer.NodeRenderer;
import com.vladsch.flexmark.html.renderer.NodeRendererContext;
import com.vladsch.flexmark.html.renderer.NodeRenderingHandler;
import java.util.Set;
import postroom.labs.course.ConsoleBlock;
import postroom.labs.course.ConsoleBlock.Kind;

/**
 * Pieces of a terminal's screen in the text ({@link ConsoleBlock}). What is typed in them can be clicked, and then the page
 * types it into the terminal; so can inline code that begins with {@code $ } or {@code > }. A block {@code screen TITLE} is a
 * picture of a full-screen program, and has its title for those who do not see it.
 */
final class ConsoleRenderer implements NodeRenderer {
    private static final String SCREEN = "screen ";

    private final Messages words;

    ConsoleRenderer(Messages words) {
        this.words = words;
    }

    @Override
    public Set<NodeRenderingHandler<?>> getNodeRenderingHandlers() {
        return Set.of(
                new NodeRenderingHandler<>(FencedCodeBlock.class, this::block),
                new NodeRenderingHandler<>(Code.class, this::inline));
    }

    private void block(FencedCodeBlock block, NodeRendererContext context, HtmlWriter html) {
        String info = block.getInfo().toString().strip();
        String content = block.getContentChars().toString().replace("\r", "");
        if (info.startsWith(SCREEN)) {
            screen(info.substring(SCREEN.length()), content, html);
        } else if (info.equals("console")) {
            console(content, html);
        } else {
            context.delegateRender();
        }
    }

    private static void screen(String title, String content, HtmlWriter html) {
        html.line();
        html.raw("<div class=\"console screenshot\" role=\"img\" aria-label=\"" + attribute(title)
                + "\" tabindex=\"0\"><pre lang=\"en\" translate=\"no\">");
        html.text(content.stripIndent().stripTrailing());
        html.raw("</pre></div>");
        html.line();
    }

    private void console(String content, HtmlWriter html) {
        html.line();
        html.raw("<div class=\"console\" translate=\"no\"><pre lang=\"en\">");
        boolean prompt = false;
        boolean first = true;
        for (ConsoleBlock.Line line : ConsoleBlock.parse(content).lines()) {
            if (!first && !(prompt && line.kind().isInput())) {
                html.raw("\n");
            }
            first = false;
            prompt = line.kind() == Kind.OUTPUT && line.text().endsWith(" ");
            line(line, html);
        }
        html.raw("</pre></div>");
        html.line();
    }

    private void line(ConsoleBlock.Line line, HtmlWriter html) {
        switch (line.kind()) {
            case COMMAND -> typed("$", line.text(), line.keys(), html);
            case TYPED -> typed(">", line.text(), line.keys(), html);
            case KEY -> typed("^", "Ctrl + " + line.text(), line.keys(), html);
            case GAP -> html.raw("<samp class=\"cut\">…</samp>");
            case OUTPUT, SCREEN -> html.raw("<samp>").text(line.text()).raw("</samp>");
        }
    }

    private void inline(Code code, NodeRendererContext context, HtmlWriter html) {
        String text = code.getText().toString();
        if (text.startsWith("$ ") || text.startsWith("> ")) {
            ConsoleBlock.Line line = ConsoleBlock.parse(text).lines().get(0);
            html.raw("<span class=\"inline-type\" lang=\"en\" translate=\"no\">");
            typed(text.substring(0, 1), line.text(), line.keys(), html);
            html.raw("</span>");
        } else {
            context.delegateRender();
        }
    }

    private void typed(String kind, String shown, String keys, HtmlWriter html) {
        boolean enter = keys.endsWith("\r");
        html.raw("<kbd class=\"type\" role=\"button\" tabindex=\"0\" data-kind=\"" + attribute(kind)
                        + "\" data-keys=\"")
                .raw(attribute(enter ? keys.substring(0, keys.length() - 1) : hidden(keys)))
                .raw(enter ? "\" data-enter" : "\" data-control")
                .raw(" aria-label=\"")
                .raw(attribute(words.say("study.run", shown.isEmpty() ? "Enter" : shown)))
                .raw("\">");
        if (shown.isEmpty()) {
            html.raw("<span class=\"enter\" aria-hidden=\"true\">⏎</span>");
        } else {
            html.text(shown);
        }
        html.raw("</kbd>");
    }

    /** HTML cannot hold control characters, so a key is named by the letter that Ctrl goes with. */
    private static String hidden(String keys) {
        return String.valueOf((char) (keys.charAt(0) | 0x40));
    }

    private static String attribute(String value) {
        return value.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
