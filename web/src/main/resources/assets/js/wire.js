// The wire pane: each session of the lab as a dialogue, line by line. What is shown is bounded; older lines go first.

const MOST_LINES = 1500;

/** @param words (key) → text; @param on {arrived()} */
export function openWire(room, words, on) {
  const scroll = room.querySelector("[data-wire]");
  const empty = room.querySelector("[data-empty]");
  const save = room.querySelector("[data-save]");
  const clear = room.querySelector("[data-clear]");
  const sessions = new Map();
  let lines = 0;
  let dropped = false;

  clear.addEventListener("click", wipe);
  save.addEventListener("click", () => download(asText(), "wire.txt"));

  function wipe() {
    sessions.forEach(session => session.node.remove());
    sessions.clear();
    lines = 0;
    dropped = false;
    show();
  }

  function show() {
    empty.hidden = sessions.size > 0;
    save.disabled = clear.disabled = sessions.size === 0;
  }

  /** event: {kind: open|client|server|skipped|tls|close, session, at, …} as the server's WireMessage documents them. */
  function take(event, live) {
    const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 48;
    const session = sessions.get(event.session) ?? begin(event);
    if (event.kind === "close") {
      session.node.classList.remove("open");
      session.life.textContent = words("study.wire.closed");
    } else if (event.kind !== "open") {
      const line = event.kind === "tls" ? mark(words("study.wire.tls"), event.text)
        : event.kind === "skipped" ? skipped(event, words) : said(event, words);
      if (live) line.classList.add("new");
      session.list.append(line);
      lines++;
      trim();
    }
    show();
    if (atEnd) scroll.scrollTop = scroll.scrollHeight;
    if (live) on.arrived();
  }

  function begin(event) {
    const node = element("section", "session open");
    const head = element("h3", "");
    const life = element("span", "life", words("study.wire.open"));
    head.append(element("span", "what", `${(event.protocol ?? "").toUpperCase()} #${event.session}`),
      element("span", "to", event.peer ?? ""), life);
    const list = element("ol", "lines");
    node.append(head, list);
    scroll.append(node);
    const session = {node, list, life};
    sessions.set(event.session, session);
    return session;
  }

  function trim() {
    while (lines > MOST_LINES) {
      const [id, oldest] = sessions.entries().next().value;
      if (oldest.list.firstChild) {
        oldest.list.firstChild.remove();
        lines--;
      }
      if (!oldest.list.firstChild && sessions.size > 1) {
        oldest.node.remove();
        sessions.delete(id);
      }
      dropped = true;
    }
  }

  function asText() {
    const out = dropped ? [words("study.wire.older"), ""] : [];
    for (const {node, list} of sessions.values()) {
      out.push([...node.querySelectorAll("h3 span")].map(part => part.textContent).join("  "));
      for (const line of list.children) {
        const who = line.querySelector(".who");
        out.push(`${who ? who.dataset.side : "-"}: ${(line.querySelector(".said") ?? line).textContent}`);
      }
      out.push("");
    }
    return out.join("\n");
  }

  show();
  return {take, wipe, asText};
}

function said(event, words) {
  const client = event.kind === "client";
  const line = element("li", client ? "c" : "s");
  const who = element("span", "who", words(client ? "study.wire.client" : "study.wire.server"));
  who.dataset.side = client ? "C" : "S";
  who.title = words(client ? "study.wire.client.name" : "study.wire.server.name");
  const text = element("span", "said");
  text.translate = false;
  text.lang = "en";
  const head = event.text.slice(0, event.head ?? 0);
  if (head) text.append(element("b", client ? "verb" : `code ${tone(head)}`, head));
  const rest = event.text.slice(head.length);
  if (event.masked) {
    const at = rest.indexOf(event.masked);
    text.append(rest.slice(0, at), element("span", "masked", words("study.wire.masked")), rest.slice(at + event.masked.length));
  } else {
    text.append(rest);
  }
  const at = element("time", "at", new Date(event.at).toLocaleTimeString(document.documentElement.lang, {hour12: false}));
  line.append(who, text, at);
  return line;
}

function tone(code) {
  return {3: "more", 4: "later", 5: "never"}[code[0]] ?? "";
}

function skipped(event, words) {
  const line = element("li", "c");
  line.append(element("span", ""), element("span", "masked", words("study.wire.skipped", event.text)));
  return line;
}

function mark(sentence, facts) {
  const line = element("li", "mark");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", "M6 9V6.5a4 4 0 0 1 8 0V9M4.5 9h11v8h-11z");
  svg.append(path);
  line.append(svg, element("span", "said", sentence));
  line.title = facts;
  return line;
}

function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function download(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type: "text/plain;charset=utf-8"}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
