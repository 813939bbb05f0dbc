package postroom.web.text;

import com.vladsch.flexmark.ast.Image;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.html.HtmlWriter;
import com.vladsch.flexmark.html.renderer.NodeRenderer;
import com.vladsch.flexmark.html.renderer.NodeRendererContext;
import com.vladsch.flexmark.html.renderer.NodeRenderingHandler;
import com.vladsch.flexmark.util.ast.TextCollectingVisitor;
import java.util.Set;

/**
 * A picture alone in its paragraph becomes a figure. The SVG is put into the page itself, so that its strokes and letters
 * take the colours of the theme ({@code currentColor}), and its alternative text is its name for those who do not see it.
 */
final class FigureRenderer implements NodeRenderer {
    private final Pictures pictures;

    FigureRenderer(Pictures pictures) {
        this.pictures = pictures;
    }

    @Override
    public Set<NodeRenderingHandler<?>> getNodeRenderingHandlers() {
        return Set.of(new NodeRenderingHandler<>(Paragraph.class, this::render));
    }

    private void render(Paragraph paragraph, NodeRendererContext context, HtmlWriter html) {
        if (!(paragraph.getFirstChild() instanceof Image image) || image.getNext() != null) {
            context.delegateRender();
            return;
        }
        String name = image.getUrl().toString();
        String svg =
                pictures.svg(name).orElseThrow(() -> new IllegalStateException("the chapter has no picture " + name));
        String alternative =
                new TextCollectingVisitor().collectAndGetText(image).replaceAll("\\s+", " ");
        html.line();
        html.attr("class", "picture")
                .attr("role", "img")
                .attr("aria-label", alternative)
                .withAttr()
                .tag("figure");
        html.raw(svg.substring(svg.indexOf("<svg")).strip());
        html.tag("/figure");
        html.line();
    }
}
