// The wire pane: each session of the lab as a dialogue of three columns: the client, a wiretap, the server. What is shown is
// bounded; older lines go first. Events are drawn once a frame, and only so many, so that a flood of them freezes nothing.
import {element, lineOf, textOf} from "./wireline.js";
import {openNote} from "./wirenote.js";

const MOST_LINES = 1500;
const MOST_WAITING = 6000;
const DRAW_MS = 6;
/** So many lines at once may come with an effect. */
const MOST_AT_EASE = 12;

/** @param words (key) → text; @param on {arrived()} */
export function openWire(room, words, on) {
  const scroll = room.querySelector("[data-wire]");
  const empty = room.querySelector("[data-empty]");
  const save = room.querySelector("[data-save]");
  const clear = room.querySelector("[data-clear]");
  const note = openNote(room, scroll, words);
  const sessions = new Map();
  let waiting = [];
  let frame = 0;
  let lines = 0;
  let dropped = false;

  clear.addEventListener("click", wipe);
  save.addEventListener("click", () => download(asText(), "wire.txt"));
  // A window that is not seen draws no frames, and gets no smaller.
  document.addEventListener("visibilitychange", later);

  function wipe() {
    sessions.forEach(session => session.node.remove());
    sessions.clear();
    waiting = [];
    lines = 0;
    dropped = false;
    note.close();
    show();
  }

  function show() {
    empty.hidden = sessions.size > 0;
    save.disabled = clear.disabled = sessions.size === 0;
  }

  /** event: {kind: open|client|server|skipped|tls|cipher|close, session, at, …} as the server's WireMessage documents them. */
  function take(event, live) {
    waiting.push([event, live]);
    if (waiting.length > MOST_WAITING) {
      waiting.splice(0, waiting.length - MOST_LINES);
      dropped = true;
    }
    later();
  }

  function later() {
    if (!waiting.length || frame) return;
    frame = document.hidden ? 0 : requestAnimationFrame(() => {
      frame = 0;
      draw(DRAW_MS);
      later();
    });
  }

  function draw(milliseconds) {
    const until = performance.now() + milliseconds;
    const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 48;
    const calm = waiting.length <= MOST_AT_EASE;
    let moved = false;
    let drawn = 0;
    do {
      const [event, live] = waiting[drawn++];
      put(event, live && calm);
      moved ||= live;
    } while (drawn < waiting.length && performance.now() < until);
    waiting.splice(0, drawn);
    trim();
    show();
    if (atEnd) scroll.scrollTop = scroll.scrollHeight;
    if (moved) on.arrived();
  }

  function put(event, live) {
    const session = sessions.get(event.session) ?? begin(event);
    if (event.kind === "close") {
      session.node.classList.remove("open");
      session.life.textContent = words("study.wire.closed");
      return;
    }
    if (event.kind === "open") return;
    const line = lineOf(event, session, words);
    if (!line) return; // it has been put into a line that was there
    if (live) line.classList.add("new");
    session.list.append(line);
    session.last = line;
    lines++;
  }

  function begin(event) {
    const node = element("section", "session open");
    const head = element("h3", "");
    const life = element("span", "life", words("study.wire.open"));
    head.append(element("span", "what", `${(event.protocol ?? "").toUpperCase()} #${event.session}`),
      element("span", "to", event.kind === "open" ? event.peer : ""), life);
    const list = element("ol", "lines");
    node.append(head, list);
    scroll.append(node);
    const session = {node, list, life, last: null, protocol: event.protocol || "smtp"};
    node.dataset.protocol = session.protocol;
    sessions.set(event.session, session);
    return session;
  }

  function trim() {
    while (lines > MOST_LINES) {
      const [id, oldest] = sessions.entries().next().value;
      const spare = Math.min(lines - MOST_LINES, oldest.list.childElementCount);
      for (let i = 0; i < spare; i++) oldest.list.firstChild.remove();
      lines -= spare;
      if (!oldest.list.firstChild && sessions.size > 1) {
        oldest.node.remove();
        sessions.delete(id);
      }
      dropped = true;
    }
  }

  function asText() {
    if (waiting.length) draw(Infinity);
    const out = dropped ? [words("study.wire.older"), ""] : [];
    for (const {node, list} of sessions.values()) {
      out.push([...node.querySelectorAll("h3 span")].map(part => part.textContent).join("  "));
      for (const line of list.children) out.push(...textOf(line));
      out.push("");
    }
    return out.join("\n");
  }

  show();
  return {take, wipe, asText};
}

function download(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type: "text/plain;charset=utf-8"}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
