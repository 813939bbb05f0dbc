package postroom.web.text;

import com.vladsch.flexmark.ast.Link;
import com.vladsch.flexmark.html.HtmlWriter;
import com.vladsch.flexmark.html.renderer.NodeRenderer;
import com.vladsch.flexmark.html.renderer.NodeRendererContext;
import com.vladsch.flexmark.html.renderer.NodeRenderingHandler;
import java.util.Set;
import postroom.labs.course.Term;

/**
 * A link to {@code term:ID} leads to that entry of the glossary. It is a plain link, so that it works without a script and
 * opens in another tab; the page's code shows the entry beside it instead.
 */
final class TermRenderer implements NodeRenderer {

    @Override
    public Set<NodeRenderingHandler<?>> getNodeRenderingHandlers() {
        return Set.of(new NodeRenderingHandler<>(Link.class, this::render));
    }

    private void render(Link link, NodeRendererContext context, HtmlWriter html) {
        String url = link.getUrl().toString();
        if (!url.startsWith(Term.SCHEME)) {
            context.delegateRender();
            return;
        }
        String id = url.substring(Term.SCHEME.length());
        html.attr("class", "term")
                .attr("href", "/glossary#" + id)
                .attr("data-term", id)
                .withAttr()
                .tag("a");
        context.renderChildren(link);
        html.tag("/a");
    }
}
