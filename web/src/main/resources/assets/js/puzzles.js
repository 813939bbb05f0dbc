// Questions whose answer is an order or a matching. The server judges; here things are only moved and chosen.

/** @param on {answer(id, task, text), announce(text)} */
export function openPuzzles(card, words, on) {
  for (const form of card.querySelectorAll("[data-puzzle]")) {
    const order = form.dataset.puzzle === "order";
    if (order) openOrder(form, words, on.announce);
    form.addEventListener("submit", event => {
      event.preventDefault();
      const text = order
        ? [...form.querySelectorAll("[data-piece]")].map(each => each.dataset.piece).join(" ")
        : [...form.querySelectorAll("select")].map(each => `${each.name}=${each.value}`).join(" ");
      on.answer(card.dataset.exercise, form.closest("[data-task]").dataset.task, text);
    });
  }
}

function openOrder(form, words, announce) {
  const list = form.querySelector("ol");
  edges(list);
  list.addEventListener("click", event => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const piece = button.closest("[data-piece]");
    const up = button.dataset.move === "-1";
    const other = up ? piece.previousElementSibling : piece.nextElementSibling;
    if (!other) return;
    if (up) other.before(piece);
    else other.after(piece);
    edges(list);
    // moving an element takes the focus away from it
    button.focus();
    const place = [...list.children].indexOf(piece) + 1;
    announce(words("exercise.order.moved", piece.firstElementChild.textContent, place, list.children.length));
  });
}

/** The first cannot go up, the last not down. They stay in reach of the keyboard, so that the focus is not lost. */
function edges(list) {
  for (const button of list.querySelectorAll("[data-move]")) {
    const piece = button.closest("[data-piece]");
    const other = button.dataset.move === "-1" ? piece.previousElementSibling : piece.nextElementSibling;
    button.setAttribute("aria-disabled", String(!other));
  }
}

/** Closes what is solved, and opens it again when the exercise begins anew. */
export function showSolved(row, task) {
  const form = row.querySelector("[data-puzzle]");
  if (!form) return;
  for (const part of form.querySelectorAll("select, .check")) part.disabled = task.done;
}
