import {openPuzzles, showSolved} from "./puzzles.js";

// The cards of the exercises: they show what the server says of them, and send what the student asks for.

/**
 * @param words (key, …values) → text
 * @param on {hint(id), reset(id), answer(id, task, text), attend(id), announce(text), flash(text)}
 */
export function openExercises(room, words, on) {
  const cards = new Map();
  for (const card of room.querySelectorAll("[data-exercise]")) {
    cards.set(card.dataset.exercise, card);
    wire(card, on);
    openPuzzles(card, words, on);
  }
  attendTo(cards, on.attend);

  /** state: {id, done, tasks: [{id, done, near}], hints: [html], moreHints, explain} */
  function take(state) {
    const card = cards.get(state.id);
    if (!card) return;
    for (const task of state.tasks) showTask(card, task);
    showHints(card, state);
    const explain = card.querySelector("[data-explain]");
    explain.hidden = !state.explain;
    if (state.explain) explain.lastElementChild.innerHTML = state.explain;
    showDone(card, state.done);
  }

  function showTask(card, task) {
    const row = card.querySelector(`[data-task="${task.id}"]`);
    const near = row.querySelector("[data-near]");
    if (near.innerHTML !== task.near) near.innerHTML = task.near;
    near.hidden = !task.near;
    if (row.classList.contains("done") === task.done) return;
    row.classList.toggle("done", task.done);
    row.classList.toggle("new", task.done);
    row.querySelector("[data-state]").textContent = words(task.done ? "exercise.task.done" : "exercise.task.open") + ": ";
    showSolved(row, task);
    if (task.done) {
      const text = row.querySelector(".task-text").textContent.trim();
      on.announce(words("exercise.announce.task", text));
      on.flash(text);
    }
  }

  function showHints(card, state) {
    const list = card.querySelector("[data-hints]");
    while (list.children.length > state.hints.length) list.lastChild.remove();
    state.hints.slice(list.children.length).forEach(html => {
      const item = document.createElement("li");
      item.append(document.createElement("div"));
      item.firstChild.innerHTML = html;
      list.append(item);
      on.announce(item.textContent);
    });
    list.hidden = state.hints.length === 0;
    const button = card.querySelector("[data-hint]");
    button.hidden = !state.moreHints;
    button.textContent = words(state.hints.length ? "exercise.hint.next" : "exercise.hint");
  }

  function showDone(card, done) {
    if (card.classList.contains("done") === done) return;
    card.classList.toggle("done", done);
    const stamp = card.querySelector("[data-stamp]");
    stamp.hidden = !done;
    stamp.classList.toggle("new", done);
    if (done) on.announce(words("exercise.announce.done", card.querySelector("h3").textContent));
    const pip = room.ownerDocument.querySelector(`[data-pip="${card.dataset.exercise}"]`);
    pip.classList.toggle("done", done);
    const count = [...cards.values()].filter(each => each.classList.contains("done")).length;
    room.ownerDocument.querySelector("[data-progress]").textContent = words("study.progress", count, cards.size);
    room.ownerDocument.querySelector("[data-meter]").value = count;
  }

  /** result: right, wrong, not_yet */
  function verdict({exercise, task, result}) {
    const place = cards.get(exercise)?.querySelector(`[data-task="${task}"] [data-verdict]`);
    if (!place) return;
    place.hidden = result === "right";
    place.textContent = result === "right" ? "" : words(`exercise.answer.${result}`);
  }

  return {take, verdict};
}

/** The exercise that the student is at: the card that was touched last, or that was scrolled to the middle. */
function attendTo(cards, attend) {
  let current = "";
  const turn = id => {
    if (id !== current) attend(current = id);
  };
  const middle = new IntersectionObserver(entries => {
    for (const entry of entries) if (entry.isIntersecting) turn(entry.target.dataset.exercise);
  }, {root: document.querySelector(".text"), rootMargin: "-45% 0px -45% 0px"});
  for (const [id, card] of cards) {
    middle.observe(card);
    card.addEventListener("pointerdown", () => turn(id));
    card.addEventListener("focusin", () => turn(id));
  }
}

function wire(card, on) {
  const id = card.dataset.exercise;
  const confirm = card.querySelector("[data-confirm]");
  const reset = card.querySelector("[data-reset]");
  card.querySelector("[data-hint]").addEventListener("click", () => on.hint(id));
  reset.addEventListener("click", () => {
    confirm.hidden = false;
    confirm.querySelector("[data-no]").focus();
  });
  const close = () => {
    confirm.hidden = true;
    reset.focus();
  };
  confirm.querySelector("[data-no]").addEventListener("click", close);
  confirm.addEventListener("keydown", event => event.key === "Escape" && close());
  confirm.querySelector("[data-yes]").addEventListener("click", () => {
    close();
    on.reset(id);
  });
  for (const form of card.querySelectorAll("[data-answer]")) {
    form.addEventListener("submit", event => {
      event.preventDefault();
      const text = form.elements.answer.value.trim();
      if (text) on.answer(id, form.closest("[data-task]").dataset.task, text);
    });
  }
}
