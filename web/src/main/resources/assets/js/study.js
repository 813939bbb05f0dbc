// The study room: puts its parts together.
import {openTerminal} from "./terminal.js";
import {openWire} from "./wire.js";
import {openMap} from "./map.js";
import {openHost} from "./host.js";
import {openExercises} from "./exercises.js";
import {openEvents} from "./events.js";
import {openHosts} from "./hosts.js";
import {openLayout} from "./layout.js";
import {openSplitter} from "./splitter.js";
import {openTerms} from "./terms.js";

const FLASH_MS = 2600;
const room = document.querySelector("[data-room]");
const words = bundle(room.querySelector("[data-words]"));

openSplitter(room);
openTerms(room, room.querySelector(".text"));
const hosts = openHosts(room, {
  moved(exercise) {
    terminal.move();
    events.move(exercise);
    terminal.focus();
    if (room.dataset.view === "host") host.show();
    if (layout.narrow()) layout.show("terminal");
  },
  announce,
});
const terminal = openTerminal(room, {host: () => hosts.here(), state: showState});
const layout = openLayout(room, view => {
  terminal.measure();
  if (view === "map") events.map.on();
  if (view === "host") host.show();
});
const wire = openWire(room, words, {arrived: () => layout.wireMoved()});
const host = openHost(room, words, () => hosts.here());
const map = openMap(room, words, {
  stop: program => events.map.stop(program),
  pass: program => events.map.pass(program),
  go: id => events.map.go(id),
  look: id => events.map.look(id),
});
const exercises = openExercises(room, words, {
  hint: id => events.hint(id),
  reset: id => events.reset(id),
  answer: (id, task, text) => events.answer(id, task, text),
  attend: id => hosts.isHere(id) && events.attend(id),
  announce,
  flash: text => layout.reading() || flash(text),
});
const events = openEvents(room.dataset.chapter, {
  host: () => hosts.here(),
  exercise: state => exercises.take(state),
  answer: result => exercises.verdict(result),
  wire: (event, live) => wire.take(event, live),
  fresh: () => wire.wipe(),
  map,
});

// A command in the text is typed into the terminal, as keys.
room.querySelector(".text").addEventListener("click", event => {
  const command = event.target.closest(".type");
  if (command && String(getSelection()) === "") type(command);
});
room.querySelector(".text").addEventListener("keydown", event => {
  const command = event.target.closest(".type");
  if (!command || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  type(command);
});

function type(command) {
  command.classList.add("sent");
  setTimeout(() => command.classList.remove("sent"), 350);
  const {keys} = command.dataset;
  terminal.type("control" in command.dataset ? String.fromCharCode(keys.charCodeAt(0) & 0x1f) : keys + "\r");
  if (layout.narrow()) layout.show("terminal");
}

room.querySelector("[data-take]").addEventListener("click", () => {
  room.querySelector("[data-notice]").hidden = true;
  terminal.reconnect();
  events.again();
  terminal.focus();
});
document.querySelector(".skips a[href='#terminal']").addEventListener("click", event => {
  event.preventDefault();
  terminal.focus();
});

function showState(name) {
  const state = room.querySelector(".state");
  state.dataset.state = name;
  room.querySelector("[data-state-text]").textContent = words(`study.terminal.${name}`);
  const notice = room.querySelector("[data-notice]");
  notice.hidden = name === "connected" || name === "lost";
  if (!notice.hidden) room.querySelector("[data-notice-text]").textContent = words(`study.terminal.${name}`);
}

let announced = 0;
function announce(text) {
  const place = room.querySelector("[data-announce]");
  clearTimeout(announced);
  place.textContent = place.textContent ? `${place.textContent} ${text}` : text;
  announced = setTimeout(() => { place.textContent = ""; }, 3000);
}

let flashing = 0;
function flash(text) {
  const place = room.querySelector("[data-flash]");
  place.textContent = `✓ ${text}`;
  place.hidden = true;
  requestAnimationFrame(() => { place.hidden = false; });
  clearTimeout(flashing);
  flashing = setTimeout(() => { place.hidden = true; }, FLASH_MS);
}

function bundle(template) {
  const texts = new Map([...template.content.querySelectorAll("data")].map(each => [each.value, each.textContent]));
  return (key, ...values) => values.reduce((text, value, i) => text.replaceAll(`{${i}}`, value), texts.get(key));
}

// For tests and the curious: the terminal as text.
window.postroom = {screenText: () => terminal.text(), screenGrid: () => terminal.grid(), wireText: () => wire.asText()};
