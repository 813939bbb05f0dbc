// The HTML of a message without anything in it that could do something: text and structure are copied, element by element, from a
// document that is never shown; no attribute, no style, no script, no picture comes along, and nothing is fetched.

const KEPT = new Set(["P", "BR", "HR", "B", "I", "EM", "STRONG", "U", "S", "SMALL", "SUB", "SUP", "UL", "OL", "LI", "DL", "DT", "DD",
  "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "PRE", "CODE", "TABLE", "THEAD", "TBODY", "TR", "TD", "TH", "DIV", "SPAN"]);
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "IFRAME", "OBJECT", "EMBED", "SVG", "MATH", "HEAD", "TITLE"]);
const DEEPEST = 40;

/** @return a fragment to be shown */
export function safeHtml(html, words) {
  const made = new DOMParser().parseFromString(html, "text/html");
  const out = document.createDocumentFragment();
  copy(made.body, out, words, 0);
  return out;
}

function copy(from, to, words, depth) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || depth > DEEPEST) continue;
    const name = node.tagName.toUpperCase();
    if (DROPPED.has(name)) continue;
    if (name === "IMG") {
      to.append(mark(words("study.host.picture", node.getAttribute("alt") || "–")));
    } else if (name === "A") {
      copy(node, to, words, depth + 1);
      const href = node.getAttribute("href");
      if (href) to.append(" ", mark(`<${href}>`));
    } else if (KEPT.has(name)) {
      const same = document.createElement(name);
      copy(node, same, words, depth + 1);
      to.append(same);
    } else {
      copy(node, to, words, depth + 1);
    }
  }
}

function mark(text) {
  const node = document.createElement("span");
  node.className = "stripped";
  node.textContent = text;
  return node;
}
