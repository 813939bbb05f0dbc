// The live matrix: students and exercises, who needs help, what the class fails at. Names are text and never HTML; the
// sentences of near misses are HTML of the course.
import {openBoard, bundle} from "./board.js";
import {openGrid} from "./grid.js";

const MINUTE = 60_000;
const IDLE_MS = 3 * MINUTE;

const main = document.querySelector("[data-board]");
const words = bundle(main.querySelector("[data-words]"));
const table = main.querySelector("[data-matrix]");
const body = main.querySelector("[data-rows]");
const columns = [...table.querySelectorAll("[data-column]")].map(each => each.dataset.column);
const firsts = new Set([...table.querySelectorAll("[data-column]")].flatMap((each, i) => each.classList.contains("first") ? [i] : []));
const rows = new Map();
let students = new Map();
let last = null;
let skew = 0;
let shown = false;

openGrid(table, main.querySelector("[data-detail]"), (row, column) => tell(students.get(row), column));
openBoard(main.dataset.board, true, {
  fresh() { students = new Map(); },
  take(message) {
    skew = message.now - Date.now();
    last = message;
    for (const each of message.students) students.set(each.id, each);
    place(message.order, new Set(message.students.map(each => each.id)));
    totals(message.totals);
    sum(message.sum);
    showWork();
    help();
    hard(message.hard);
    main.classList.remove("lost");
  },
  lost() {
    main.classList.add("lost");
    main.querySelector("[data-sum]").textContent = words("board.lost");
  },
});
setInterval(() => {
  if (!last) return;
  help();
  for (const each of students.values()) idle(each);
}, MINUTE / 4);

function place(order, changed) {
  const there = new Set(order);
  for (const [id, row] of rows) {
    if (!there.has(id)) {
      row.remove();
      rows.delete(id);
      students.delete(id);
    }
  }
  order.forEach((id, i) => {
    if (!rows.has(id)) rows.set(id, make(id));
    const row = rows.get(id);
    if (body.children[i] !== row) body.insertBefore(row, body.children[i] ?? null);
    if (changed.has(id)) fill(row, students.get(id));
  });
  main.querySelector("[data-nobody]").hidden = order.length > 0;
  table.hidden = order.length === 0;
}

function make(id) {
  const row = document.createElement("tr");
  row.dataset.row = id;
  const head = document.createElement("th");
  head.scope = "row";
  head.className = "who";
  const link = document.createElement("a");
  link.href = `/classes/${main.dataset.board}/seats/${id}`;
  const lamp = document.createElement("span");
  lamp.className = "lamp";
  const note = document.createElement("small");
  head.append(lamp, link, note);
  row.append(head);
  columns.forEach((_, i) => {
    const cell = document.createElement("td");
    cell.tabIndex = -1;
    cell.dataset.cell = i;
    if (firsts.has(i)) cell.classList.add("first");
    cell.append(Object.assign(document.createElement("span"), {className: "hole"}),
      Object.assign(document.createElement("span"), {className: "away"}));
    row.append(cell);
  });
  row.append(Object.assign(document.createElement("td"), {className: "done-count"}));
  return row;
}

function fill(row, student) {
  row.classList.toggle("here", student.here);
  row.querySelector("a").textContent = student.name;
  row.querySelector("a").title = student.name;
  student.cells.forEach(([state, ticked, tasks, misses], i) => {
    const cell = row.children[i + 1];
    const hole = cell.firstChild;
    const was = cell.dataset.state;
    cell.dataset.state = state;
    cell.classList.toggle("at", i === student.at);
    hole.className = `hole ${state}${was && was !== state ? " new" : ""}`;
    hole.style.setProperty("--part", `${tasks ? Math.round(100 * ticked / tasks) : 0}%`);
    if (state === "done") hole.innerHTML = '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="m5.5 10.4 3 3L14.5 7"/></svg>';
    else hole.textContent = state === "stuck" ? misses || "!" : "";
    cell.lastChild.textContent = tell(student, i);
  });
  row.lastChild.textContent = student.done;
  idle(student);
}

function idle(student) {
  const row = rows.get(student.id);
  if (!row) return;
  const pause = student.key ? now() - student.key : 0;
  row.querySelector("small").textContent = !student.here ? "" : pause > IDLE_MS ? span(pause) : "";
  row.querySelector(".lamp").title = !student.here ? words("board.away") : pause > IDLE_MS ? words("board.idle", span(pause)) : words("board.here");
}

/** The first time that somebody is at work: the rack is moved to the chapter at which most of them are. */
function showWork() {
  const at = [...students.values()].map(each => each.at).filter(each => each >= 0);
  if (shown || !at.length) return;
  shown = true;
  const begins = [...firsts].sort((a, b) => b - a);
  const chapters = at.map(column => begins.find(first => first <= column) ?? 0);
  const most = column => chapters.filter(each => each === column).length;
  const chapter = chapters.reduce((best, each) => (most(each) > most(best) ? each : best));
  const head = table.querySelectorAll("[data-column]")[chapter];
  const rack = table.parentElement;
  const names = body.querySelector("th").offsetWidth;
  if (head.offsetLeft + head.offsetWidth > rack.clientWidth) rack.scrollLeft = head.offsetLeft - names;
}

/** What a cell means, in one line. */
function tell(student, column) {
  if (!student) return "";
  const [state, ticked, tasks, misses, hints, since] = student.cells[column];
  const parts = [`${student.name} · ${columns[column]}: ${words(`board.state.${state}`)}`];
  if (state !== "open" && state !== "done") {
    parts.push(words("board.tasks", ticked, tasks));
    if (misses) parts.push(words("board.misses", misses));
    if (hints) parts.push(words("board.hints", hints));
    if (since && now() - since > MINUTE) parts.push(words("board.since", span(now() - since)));
  }
  if (column === student.at) parts.push(words("board.at"));
  return parts.join(" · ");
}

const now = () => Date.now() + skew;

function span(ms) {
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 1) return words("board.now");
  return minutes < 120 ? words("board.minutes", minutes) : words("board.hours", Math.floor(minutes / 60));
}

function totals(all) {
  const foot = table.querySelector("[data-totals]");
  while (foot.children.length < all.length + 2) {
    const cell = document.createElement("td");
    if (foot.children.length <= all.length) {
      cell.className = firsts.has(foot.children.length - 1) ? "first" : "";
      cell.append(Object.assign(document.createElement("span"), {className: "column"}),
        Object.assign(document.createElement("span"), {className: "away"}));
      cell.firstChild.append(document.createElement("i"), document.createElement("i"), document.createElement("i"));
    }
    foot.append(cell);
  }
  const count = Math.max(1, students.size);
  all.forEach(({done, working, stuck}, i) => {
    const cell = foot.children[i + 1];
    const [top, middle, bottom] = cell.firstChild.children;
    top.style.setProperty("--share", stuck / count);
    middle.style.setProperty("--share", working / count);
    bottom.style.setProperty("--share", done / count);
    const text = words("board.total.cell", done, working, stuck);
    cell.title = text;
    cell.lastChild.textContent = text;
  });
}

function sum(all) {
  const text = words("board.sum", all.students, all.here);
  const line = all.stuck ? `${text} · ${words("board.sum.stuck", all.stuck)}` : text;
  const place = main.querySelector("[data-sum]");
  if (place.textContent !== line) place.textContent = line; // it is read aloud when it changes
}

function help() {
  const list = main.querySelector("[data-help]");
  list.replaceChildren(...last.help.map(each => {
    const item = document.createElement("li");
    const head = document.createElement("p");
    const link = document.createElement("a");
    link.href = `/classes/${main.dataset.board}/seats/${each.id}`;
    link.textContent = each.name;
    head.append(link);
    const where = Object.assign(document.createElement("p"), {className: "where-at", textContent: columns[each.exercise]});
    const facts = [];
    if (each.misses) facts.push(words("board.misses", each.misses));
    if (each.hints) facts.push(words("board.hints", each.hints));
    if (each.since && now() - each.since > MINUTE) facts.push(words("board.since", span(now() - each.since)));
    if (each.key && now() - each.key > IDLE_MS) facts.push(words("board.idle", span(now() - each.key)));
    item.append(head, where);
    if (each.say) item.append(Object.assign(document.createElement("p"), {className: "near", innerHTML: each.say}));
    item.append(Object.assign(document.createElement("p"), {className: "facts", textContent: facts.join(" · ")}));
    return item;
  }));
  main.querySelector("[data-calm]").hidden = last.help.length > 0;
}

function hard(all) {
  main.querySelector("[data-hard]").replaceChildren(...all.map(each => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("p"), {className: "where-at", textContent: columns[each.exercise]}));
    if (each.say) item.append(Object.assign(document.createElement("p"), {innerHTML: each.say}));
    item.append(Object.assign(document.createElement("p"), {className: "facts", textContent: words("board.met", each.students, each.times)}));
    return item;
  }));
  main.querySelector("[data-easy]").hidden = all.length > 0;
}
