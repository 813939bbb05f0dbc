// The map: where each message is on its way through the mail system. What the server tells comes as steps, which the picture
// plays slowly enough for eyes, and as the newest state, which the tables say in words.
import {element} from "./wireline.js";
import {openTokens} from "./maptokens.js";
import {openLetter} from "./letter.js";

const MOST_STEPS = 60;
const GATES = ["qmgr", "local", "virtual", "lmtp", "smtp"];

/** @param ask {stop(program), pass(program), go(id), look(id)} */
export function openMap(room, words, ask) {
  const pane = room.querySelector("[data-map]");
  const picture = pane.querySelector("[data-picture]");
  const tokens = openTokens(picture, id => ask.look(id));
  const letter = openLetter(pane, words, ask);
  const rows = new Map();
  let primed = false;

  picture.addEventListener("click", event => {
    const spot = event.target.closest("[data-spot]")?.dataset.spot;
    const program = spot === "active" ? "qmgr" : spot;
    if (GATES.includes(program)) toggle(program);
  });

  function toggle(program) {
    const box = rows.get(program)?.querySelector("input");
    if (!box || box.disabled) return;
    box.checked = !box.checked;
    send(box);
  }

  function send(box) {
    if (box.checked) ask.stop(box.value);
    else ask.pass(box.value);
  }

  /** events: {at, message, program, deed, recipient, peer, text}, oldest first. */
  function steps(events) {
    const body = pane.querySelector("[data-steps] tbody");
    for (const event of events) {
      if (primed) tokens.play(event);
      if (event.deed !== "moved") body.prepend(stepRow(event));
    }
    while (body.rows.length > MOST_STEPS) body.lastChild.remove();
    pane.querySelector("[data-steps]").hidden = body.rows.length === 0;
    pane.querySelector("[data-no-steps]").hidden = body.rows.length > 0;
  }

  function stepRow(event) {
    const row = element("tr", event.deed);
    const time = new Date(event.at).toLocaleTimeString(document.documentElement.lang, {hour12: false});
    const what = element("td", "");
    what.append(words(`study.map.deed.${event.deed}`, event.program, event.recipient, event.peer));
    if (event.text) what.append(" ", foreign("span", event.text));
    row.append(element("td", "", time), foreign("td", event.message), what);
    return row;
  }

  function show({spots, stale, mails, more}) {
    spots.forEach(spot => {
      paint(spot);
      describe(spot);
    });
    const said = stale ? words("study.map.stale") : "";
    const place = pane.querySelector("[data-map-stale]");
    if (place.textContent !== said) place.textContent = said;
    pane.querySelector("[data-stale]").textContent = stale ? words("study.map.stale.short") : "";
    list(mails, more);
    for (const queue of ["incoming", "active", "deferred", "hold"]) {
      const count = mails.filter(mail => mail.queue === queue).length;
      detail(queue, count ? String(count) : "");
    }
    const last = pane.querySelector("[data-steps] tr.sent");
    if (!last) detail("remote", "");
    tokens.settle(mails);
    letter.check(mails);
    primed = true;
  }

  function paint({program, state, note, barred}) {
    const spot = picture.querySelector(`[data-spot="${program === "qmgr" ? "active" : program}"]`);
    if (!spot) return;
    if (program !== "qmgr") {
      spot.dataset.state = state.toLowerCase();
      detail(program, state === "UP" ? note : words(`study.map.state.${state.toLowerCase()}`));
    }
    spot.classList.toggle("barred", barred);
    spot.classList.toggle("gated", GATES.includes(program));
  }

  function detail(spot, text) {
    const place = picture.querySelector(`[data-spot="${spot}"] [data-detail]`);
    if (place && place.textContent !== text) place.textContent = text;
  }

  function describe({program, state, note, barred}) {
    const row = rows.get(program) ?? newRow(program);
    row.dataset.state = state.toLowerCase();
    const [, says, stops] = row.cells;
    const text = words(`study.map.state.${state.toLowerCase()}`) + (note ? ` (${note})` : "");
    if (says.textContent !== text) says.textContent = text;
    const box = stops.querySelector("input");
    if (box) {
      box.checked = barred;
      box.disabled = state === "ABSENT";
    }
  }

  function newRow(program) {
    const row = element("tr", "");
    const head = element("th", "");
    head.scope = "row";
    head.append(foreign("code", program), element("span", "what", words(`study.map.what.${program}`)));
    const stops = element("td", "");
    if (GATES.includes(program)) {
      const label = element("label", "");
      const box = element("input", "");
      box.type = "checkbox";
      box.value = program;
      box.addEventListener("change", () => send(box));
      label.append(box, " ", element("span", "", words("study.map.stop")), element("span", "away", ` ${program}`));
      stops.append(label);
    }
    row.append(head, element("td", ""), stops);
    pane.querySelector("[data-spots] tbody").append(row);
    rows.set(program, row);
    return row;
  }

  function list(mails, more) {
    const table = pane.querySelector("[data-mails]");
    const body = table.tBodies[0];
    const known = new Map([...body.rows].map(row => [row.dataset.id, row]));
    for (const mail of mails) {
      const row = known.get(mail.id) ?? mailRow(mail);
      known.delete(mail.id);
      const [, where, envelope] = row.cells;
      set(where, mail.before ? words("study.map.before", mail.before) : mail.queue);
      set(envelope, `${mail.sender ? mail.sender : "<>"} → ${mail.recipients.join(", ")}`);
      row.querySelector("[data-go]").hidden = !mail.before;
      if (!row.isConnected) body.append(row);
    }
    known.forEach(row => row.remove());
    table.hidden = mails.length === 0;
    pane.querySelector("[data-no-mails]").hidden = mails.length > 0;
    const rest = pane.querySelector("[data-more]");
    rest.hidden = more === 0;
    rest.textContent = words("study.map.more", more);
  }

  function mailRow(mail) {
    const row = element("tr", "");
    row.dataset.id = mail.id;
    const envelope = foreign("td", "");
    const actions = element("td", "actions");
    const look = element("button", "quiet", words("study.map.look"));
    const go = element("button", "quiet", words("study.map.go"));
    look.type = go.type = "button";
    go.dataset.go = "";
    for (const button of [look, go]) button.append(element("span", "away", ` ${mail.id}`));
    look.addEventListener("click", () => ask.look(mail.id));
    go.addEventListener("click", () => ask.go(mail.id));
    actions.append(look, go);
    row.append(foreign("td", mail.id), element("td", ""), envelope, actions);
    return row;
  }

  return {steps, show, letter: letter.show};
}

function set(cell, text) {
  if (cell.textContent !== text) cell.textContent = text;
}

/** Text of the programs, which is not to be translated. */
function foreign(name, text) {
  const node = element(name, "", text);
  node.translate = false;
  return node;
}
