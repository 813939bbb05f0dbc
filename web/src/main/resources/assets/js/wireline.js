// One line of the wire: what was said, and what a wiretap saw of it. A line that a rule of the configuration caused names it.

const CLOCK = new Intl.DateTimeFormat(document.documentElement.lang, {timeStyle: "medium", hour12: false});
const TLS_RECORDS = new Set(["14", "15", "16", "17"]);

/** The line of an event; null if it went into the session's last line instead, as cipher text that belongs to it does. */
export function lineOf(event, session, words) {
  switch (event.kind) {
    case "cipher": return cipher(event, session, words);
    case "tls": return mark(words("study.wire.tls"), event.text);
    case "skipped": return skipped(event, words);
    default: return said(event, session, words);
  }
}

function said(event, session, words) {
  const client = event.kind === "client";
  const last = session.last;
  // A client's packet comes before what it says, a server's behind.
  const packet = client && last?.classList.contains("packet") && last.dataset.from === "client" && last;
  const line = packet || element("li", "");
  line.className = client ? "c" : "s";
  if (event.encrypted) line.classList.add("cipher");
  const who = element("span", "who", words(client ? "study.wire.client" : "study.wire.server"));
  who.dataset.side = client ? "C" : "S";
  who.title = words(client ? "study.wire.client.name" : "study.wire.server.name");
  const text = element("span", "said");
  text.translate = false;
  text.lang = "en";
  fill(text, event, session, words, true);
  const at = element("time", "at", CLOCK.format(event.at));
  line.prepend(who, text);
  if (!event.encrypted) line.append(overheard(event, session, words));
  line.append(at);
  if (event.cause) line.append(why(event.cause, words));
  if (packet) {
    line.classList.remove("new");
    return null;
  }
  return line;
}

function fill(text, event, session, words, explained) {
  const client = event.kind === "client";
  const head = event.text.slice(event.lead, event.head).trimEnd();
  text.append(event.text.slice(0, event.lead));
  if (head && explained) {
    const word = element("button", client ? "head verb" : `head code ${tone(session.protocol, head)}`, head);
    word.type = "button";
    word.tabIndex = -1;
    text.append(word);
  } else if (head) {
    text.append(head);
  }
  const rest = event.text.slice(event.lead + head.length);
  if (event.masked) {
    const at = rest.indexOf(event.masked);
    const hidden = words(explained ? "study.wire.masked" : "study.wire.masked.tap");
    text.append(rest.slice(0, at), element("span", "masked", hidden), rest.slice(at + event.masked.length));
  } else {
    text.append(rest);
  }
}

/** What a wiretap reads of a line in clear: the same. */
function overheard(event, session, words) {
  const tap = element("span", event.masked ? "tap bare" : "tap");
  tap.ariaHidden = "true";
  tap.lang = "en";
  tap.translate = false;
  fill(tap, event, session, words, false);
  return tap;
}

/** A packet of cipher text: beside what it carries if that has just been said, or in a line of its own. */
function cipher(event, session, words) {
  const last = session.last;
  const answers = event.peer === "server" && last?.classList.contains("s") && last.classList.contains("cipher")
    && !last.querySelector(".tap");
  const line = answers ? last : element("li", `packet ${event.peer === "client" ? "c" : "s"} cipher`);
  const tap = element("span", "tap");
  tap.translate = false;
  const arrow = event.peer === "client" ? "→" : "←";
  const record = event.text.slice(0, 2);
  const bytes = element("span", "bytes", `${arrow} ${words("study.wire.bytes", event.bytes)}`);
  const known = TLS_RECORDS.has(record);
  const name = element(known ? "button" : "span", known ? "head tls" : "", known ? words(`study.wire.tls.${record}`) : "TLS");
  if (known) {
    name.type = "button";
    name.tabIndex = -1;
    name.dataset.record = record;
  }
  const hex = element("span", "hex", event.text.replace(/../g, "$& ").trim() + (event.bytes * 2 > event.text.length ? " …" : ""));
  hex.ariaHidden = "true";
  tap.append(bytes, " ", name, " ", hex);
  if (answers) {
    last.querySelector(".at").before(tap);
    return null;
  }
  line.dataset.from = event.peer;
  line.append(tap);
  return line;
}

/** "defer_unauth_destination, from the default of smtpd_relay_restrictions": the sentence is the bundle's, the names are code. */
function why(cause, words) {
  const node = element("span", "why");
  node.append("↳ ");
  if (cause.rule) {
    node.append(...sentence(words(`study.wire.why.rule.${cause.setting.origin}`), cause.rule, cause.setting.name));
  } else {
    node.append(...sentence(words(`study.wire.why.setting.${cause.setting.origin}`), setting(cause.setting)));
  }
  if (cause.within.length) node.append(" ", ...sentence(words("study.wire.why.within"), cause.within.join(" → ")));
  if (cause.entry) node.append(" ", ...sentence(words("study.wire.why.entry"), cause.entry));
  if (cause.asked) {
    node.append(" ", ...sentence(words(`study.wire.why.asked.${cause.asked.origin}`), setting(cause.asked)));
  }
  node.dataset.rule = (cause.rule || cause.setting.name).split(" ")[0].toLowerCase();
  return node;
}

function setting({name, value}) {
  return `${name} = ${value}`;
}

/** A sentence of the bundle with code at its {0}, {1}. */
export function sentence(template, ...values) {
  return template.split(/\{(\d)\}/).map((part, i) => {
    if (i % 2 === 0) return part;
    const code = element("code", "", values[part]);
    code.translate = false;
    return code;
  });
}

function tone(protocol, code) {
  if (protocol === "imap") return {NO: "later", BAD: "never", BYE: "more"}[code] ?? "";
  if (protocol === "pop3") return code === "-ERR" ? "never" : "";
  return {3: "more", 4: "later", 5: "never"}[code[0]] ?? "";
}

function skipped(event, words) {
  const line = element("li", "c");
  line.append(element("span", "who"), element("span", "said masked", words("study.wire.skipped", event.text)));
  return line;
}

function mark(text, facts) {
  const line = element("li", "mark");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.ariaHidden = "true";
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", "M6 9V6.5a4 4 0 0 1 8 0V9M4.5 9h11v8h-11z");
  svg.append(path);
  const what = element("span", "said");
  what.append(text, " ", element("span", "facts", facts));
  line.append(svg, what);
  return line;
}

/** A line for the export: who, what; what the wiretap saw of cipher text; why. */
export function textOf(line) {
  const out = [];
  const tap = line.classList.contains("cipher") && line.querySelector(".tap");
  const from = line.dataset.from ?? (line.classList.contains("s") ? "server" : "client");
  const who = line.querySelector(".who");
  const text = line.querySelector(".said");
  if (tap && from === "client") out.push(`T: ${tap.textContent}`);
  if (text) out.push(`${who ? who.dataset.side ?? "C" : "-"}: ${text.textContent}`);
  if (tap && from === "server") out.push(`T: ${tap.textContent}`);
  const cause = line.querySelector(".why");
  if (cause) out.push(`   ${cause.textContent}`);
  return out;
}

export function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}
