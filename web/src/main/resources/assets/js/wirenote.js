// What a verb, a code or a rule on the wire means: a click, or the arrow keys and Enter, show it at the foot of the pane, with
// the place where it is laid down. The texts are a file that is fetched when the first of them is wanted.
import {element} from "./wireline.js";

/** @param scroll what the lines are in */
export function openNote(room, scroll, words) {
  const card = room.querySelector("[data-note]");
  const place = card.querySelector("[data-note-text]");
  const chinese = document.documentElement.lang.startsWith("zh");
  let notes = null;
  let chosen = null;

  async function load() {
    notes ??= fetch(card.dataset.notes).then(answer => {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    });
    return notes;
  }

  async function explain(word) {
    choose(word);
    let known;
    try {
      known = await load();
    } catch {
      notes = null;
      return;
    }
    if (chosen !== word) return;
    place.replaceChildren(...paragraphs(word, known));
    card.hidden = false;
    word.scrollIntoView({block: "nearest"});
  }

  function choose(word) {
    if (chosen) {
      chosen.tabIndex = -1;
      chosen.ariaPressed = null;
      chosen.closest("li").classList.remove("chosen");
    }
    chosen = word;
    word.tabIndex = 0;
    word.ariaPressed = "true";
    word.closest("li").classList.add("chosen");
  }

  function close() {
    card.hidden = true;
    if (chosen?.isConnected) {
      chosen.ariaPressed = null;
      chosen.closest("li").classList.remove("chosen");
    }
  }

  function paragraphs(word, known) {
    const title = element("h3", "", word.textContent.trim());
    const parts = [title];
    for (const key of keys(word)) {
      const entry = known[key];
      if (!entry) continue;
      const [source, en, zh] = entry;
      const text = element("p", "");
      if (key.startsWith("dsn.")) text.append(code(word.dataset.status), words("study.wire.note.status"));
      if (key.startsWith("rule.")) text.append(code(key.slice(5)), words("study.wire.note.status"));
      text.append(chinese ? zh : en, " ", link(source));
      parts.push(text);
    }
    if (parts.length === 1) parts.push(element("p", "", words("study.wire.note.none")));
    return parts;
  }

  scroll.addEventListener("click", event => {
    const word = event.target.closest(".head");
    if (word) explain(word);
  });
  scroll.addEventListener("keydown", event => {
    const step = {ArrowDown: 1, ArrowUp: -1, Home: "first", End: "last"}[event.key];
    if (event.key === "Escape") close();
    if (!step || !event.target.classList.contains("head")) return;
    const all = [...scroll.querySelectorAll(".head")];
    const to = step === "first" ? all[0] : step === "last" ? all.at(-1) : all[all.indexOf(event.target) + step];
    if (!to) return;
    event.preventDefault();
    to.focus();
    explain(to);
  });
  // The last word is where Tab gets to.
  scroll.addEventListener("focus", () => {
    if (chosen?.isConnected) return;
    const last = [...scroll.querySelectorAll(".head")].at(-1);
    if (last) last.tabIndex = 0;
  });
  card.querySelector("[data-note-close]").addEventListener("click", () => {
    close();
    if (chosen?.isConnected) chosen.focus();
    else scroll.focus();
  });
  return {close};
}

/** Under which names a word is explained: itself, the class of a reply's code, its enhanced code, the rule that caused it. */
function keys(word) {
  if (word.dataset.record) return [`tls.${word.dataset.record}`];
  const protocol = word.closest("[data-protocol]").dataset.protocol;
  const text = word.textContent.trim();
  const line = word.closest("li");
  if (protocol !== "smtp") {
    return text.toUpperCase().split(/\s+/).map(part => `${protocol}.${part}`);
  }
  if (word.classList.contains("verb")) return [`smtp.${text.split(/[ :]/)[0].toUpperCase()}`];
  const number = text.slice(0, 3);
  const found = [`smtp.${number}`, `smtp.class.${number[0]}`];
  const status = line.querySelector(".said").textContent.match(/^\d{3}[ -]([245])\.(\d+\.\d+) /);
  if (status) {
    word.dataset.status = `${status[1]}.${status[2]}`;
    found.push(`dsn.${status[2]}`);
  }
  const rule = line.querySelector(".why")?.dataset.rule;
  if (rule) found.push(`rule.${rule}`);
  return found;
}

function code(text) {
  const node = element("code", "", text);
  node.translate = false;
  return node;
}

/** RFC 5321 §4.1.1.3, postconf(5) reject, XCLIENT_README: where it is laid down. */
function link(source) {
  const rfc = source.match(/^RFC (\d+)(?: §([\d.]+))?$/);
  const parameter = source.match(/^postconf\(5\) (.+)$/);
  const node = element("a", "source", parameter ? "postconf(5)" : source);
  node.href = rfc ? `https://www.rfc-editor.org/rfc/rfc${rfc[1]}${rfc[2] ? `#section-${rfc[2]}` : ""}`
    : parameter ? `https://www.postfix.org/postconf.5.html#${parameter[1]}`
      : `https://www.postfix.org/${source}.html`;
  node.target = "_blank";
  node.rel = "noreferrer";
  return node;
}
