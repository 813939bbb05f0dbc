package postroom.web.text;

import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.html.HtmlWriter;
import com.vladsch.flexmark.html.renderer.NodeRenderer;
import com.vladsch.flexmark.html.renderer.NodeRendererContext;
import com.vladsch.flexmark.html.renderer.NodeRenderingHandler;
import java.util.Set;

/**
 * A {@code ```console} block: a picture of a terminal. A line that begins with {@code $ } is typed at the shell, one with
 * {@code > } into the program that runs, {@code ^ X} is a control key; they can be clicked, and then the page types them
 * into the terminal. Every other line is what the program says.
 */
final class ConsoleRenderer implements NodeRenderer {
    private final Messages words;

    ConsoleRenderer(Messages words) {
        this.words = words;
    }

    @Override
    public Set<NodeRenderingHandler<?>> getNodeRenderingHandlers() {
        return Set.of(new NodeRenderingHandler<>(FencedCodeBlock.class, this::render));
    }

    private void render(FencedCodeBlock block, NodeRendererContext context, HtmlWriter html) {
        if (!block.getInfo().toString().strip().equals("console")) {
            context.delegateRender();
            return;
        }
        html.line();
        html.raw("<div class=\"console\" translate=\"no\"><pre lang=\"en\">");
        String content = block.getContentChars().toString();
        for (String line : content.stripTrailing().split("\n", -1)) {
            line(line.replace("\r", ""), html);
        }
        html.raw("</pre></div>");
        html.line();
    }

    private void line(String line, HtmlWriter html) {
        if (line.startsWith("$ ")) {
            typed("$", line.substring(2), line.substring(2), "\r", html);
        } else if (line.equals(">") || line.startsWith("> ")) {
            String text = line.length() > 2 ? line.substring(2) : "";
            typed(">", text, text, "\r", html);
        } else if (line.matches("\\^ [@-_?a-z]")) {
            char key = Character.toUpperCase(line.charAt(2));
            typed("^", "Ctrl + " + key, String.valueOf((char) (key ^ 0x40)), "", html);
        } else if (line.equals("…")) {
            html.raw("<samp class=\"cut\">…</samp>");
        } else {
            html.raw("<samp>").text(line).raw("</samp>");
        }
        html.raw("\n");
    }

    private void typed(String kind, String shown, String keys, String end, HtmlWriter html) {
        String name = shown.isEmpty() ? "Enter" : shown;
        html.raw("<kbd class=\"type\" role=\"button\" tabindex=\"0\" data-kind=\"" + kind + "\" data-keys=\"")
                .raw(attribute(keys))
                .raw(end.isEmpty() ? "\"" : "\" data-enter")
                .raw(" aria-label=\"")
                .raw(attribute(words.say("study.run", name)))
                .raw("\">");
        if (shown.isEmpty()) {
            html.raw("<span class=\"enter\" aria-hidden=\"true\">⏎</span>");
        } else {
            html.text(shown);
        }
        html.raw("</kbd>");
    }

    private static String attribute(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '&' || c == '<' || c == '>' || c == '"' || c < ' ') {
                out.append("&#").append((int) c).append(';');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
