// Messages as envelopes that travel over the map, station by station.

const PACE_MS = 430;
const CALM_PACE_MS = 60;
const MOST = 30;
const LATE_MS = 250;
const SVG = "http://www.w3.org/2000/svg";
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const QUEUES = new Set(["incoming", "active", "deferred", "hold"]);

/** @param chosen called with the id of a message that is clicked */
export function openTokens(picture, chosen) {
  const layer = picture.querySelector("[data-tokens]");
  const spots = new Map([...picture.querySelectorAll("[data-spot]")].map(spot =>
    [spot.dataset.spot, {x: Number(spot.dataset.x), y: Number(spot.dataset.y) + (QUEUES.has(spot.dataset.spot) ? 9 : 0)}]));
  // Where a message waits that was stopped before a program.
  for (const program of ["local", "virtual", "lmtp", "smtp"]) {
    const {x, y} = spots.get(program);
    spots.set(`before ${program}`, {x, y: y - 38});
  }
  spots.set("before qmgr", {...spots.get("incoming"), x: 110});
  const tokens = new Map();

  /** A step that has just happened. */
  function play(event) {
    const {message, deed, program, peer, text} = event;
    if (deed === "took") {
      const token = tokens.get(message) ?? begin(message);
      if (!token) return;
      clearTimeout(token.late);
      const from = program === "smtpd" ? (/\[(127\.|::1)/.test(peer) ? "mua" : "net") : program === "pickup" ? "mua" : program;
      token.way = [];
      put(token, from);
      token.node.removeAttribute("hidden");
      walk(token, program, "cleanup", "incoming");
      return;
    }
    const token = tokens.get(message);
    if (deed === "moved") {
      if (token) token.gone = text === "";
      if (!token && text) wait(begin(message), text);
      else if (token && !token.late && QUEUES.has(text) && last(token) !== text) walk(token, text);
      else if (token && text === "") walk(token);
      return;
    }
    if (!token) return;
    if (deed === "began") walk(token, "active", program);
    else if (deed === "sent") walk(token, program === "smtp" ? "remote" : "mailbox");
    else if (deed === "bounced") walk(token, "bounce");
    else walk(token, "active");
    if (deed === "sent" && program === "smtp") remote(peer);
  }

  /** A new file in the queue: who has made it comes a moment later. */
  function wait(token, queue) {
    if (!token) return;
    token.late = setTimeout(() => {
      token.late = 0;
      put(token, QUEUES.has(queue) ? queue : "incoming");
      token.node.removeAttribute("hidden");
    }, LATE_MS);
  }

  function begin(id) {
    if (tokens.size >= MOST) return null;
    const node = document.createElementNS(SVG, "g");
    node.setAttribute("class", "token");
    node.setAttribute("hidden", "");
    node.innerHTML = "<rect x='-11' y='-8' width='22' height='16' rx='2'/><path d='m-11 -7 11 8 11-8'/>";
    const title = document.createElementNS(SVG, "title");
    title.textContent = id;
    node.prepend(title);
    node.addEventListener("click", event => {
      event.stopPropagation();
      chosen(id);
    });
    layer.append(node);
    const token = {id, node, at: "incoming", way: [], timer: 0, late: 0, gone: false};
    tokens.set(id, token);
    return token;
  }

  function last(token) {
    return token.way.at(-1) ?? token.at;
  }

  function put(token, spot) {
    const place = spots.get(spot) ?? spots.get("active");
    token.at = spot;
    const beside = [...tokens.values()].filter(other => other !== token && other.at === spot).length;
    const shift = Math.min(beside, 5) * 5;
    token.node.style.transform = `translate(${place.x + shift}px, ${place.y - shift}px)`;
  }

  function walk(token, ...stations) {
    if (token.at.startsWith("before ")) stations = stations.filter(station => station !== "active");
    for (const station of stations) {
      if (spots.has(station) && last(token) !== station) token.way.push(station);
    }
    if (!token.timer) step(token);
  }

  function step(token) {
    const next = token.way.shift();
    if (next) {
      light(token.at, next);
      put(token, next);
      token.timer = setTimeout(() => step(token), STILL.matches ? CALM_PACE_MS : PACE_MS);
    } else {
      token.timer = 0;
      if (token.gone) end(token);
      else if (token.home) put(token, token.home);
    }
  }

  function light(from, to) {
    const link = picture.querySelector(`[data-link="${from}-${to}"]`) ?? picture.querySelector(`[data-link="${to}-${from}"]`);
    if (!link) return;
    link.classList.add("lit");
    setTimeout(() => link.classList.remove("lit"), 2 * PACE_MS);
  }

  function end(token) {
    tokens.delete(token.id);
    clearTimeout(token.late);
    token.node.classList.add("leaving");
    setTimeout(() => token.node.remove(), STILL.matches ? 0 : PACE_MS);
  }

  function remote(peer) {
    const detail = picture.querySelector("[data-spot='remote'] [data-detail]");
    detail.textContent = peer.replace(/\[.*/, "");
  }

  /** What is so now: a message that has come to rest is where its file lies, or before the program where it was stopped. */
  function settle(mails) {
    const there = new Map(mails.map(mail => [mail.id, mail]));
    for (const mail of mails) {
      const token = tokens.get(mail.id) ?? (mail.queue === "corrupt" ? null : begin(mail.id));
      if (!token) continue;
      token.node.classList.toggle("stopped", mail.before !== "");
      token.home = mail.before ? `before ${mail.before}` : QUEUES.has(mail.queue) ? mail.queue : "hold";
      token.gone = false;
      if (!token.timer && !token.late && token.way.length === 0) {
        put(token, token.home);
        token.node.removeAttribute("hidden");
      }
    }
    for (const token of [...tokens.values()]) {
      if (there.has(token.id)) continue;
      token.gone = true;
      if (!token.timer && !token.late) end(token);
    }
  }

  return {play, settle};
}
