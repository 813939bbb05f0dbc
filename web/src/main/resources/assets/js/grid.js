// Walking over a table's cells with the arrow keys (ARIA practices: grid), and one line that says what the cell means.

/** @param tell (row id, column) → text */
export function openGrid(table, detail, tell) {
  let current = null;
  const quiet = detail.textContent;

  function take(cell) {
    if (current && current !== cell) current.tabIndex = -1;
    current = cell;
    cell.tabIndex = 0;
  }

  const cellOf = target => target.closest?.("td[data-cell]");
  const say = cell => {
    detail.textContent = cell ? tell(Number(cell.parentElement.dataset.row), Number(cell.dataset.cell)) : quiet;
  };
  table.addEventListener("focusin", event => {
    const cell = cellOf(event.target);
    if (cell) {
      take(cell);
      say(cell);
    }
  });
  table.addEventListener("pointerover", event => {
    const head = event.target.closest("[data-column]");
    if (head) detail.textContent = head.dataset.column;
    else say(cellOf(event.target));
  });
  table.addEventListener("pointerleave", () => say(null));
  table.addEventListener("keydown", event => {
    const cell = cellOf(event.target);
    if (!cell) return;
    const row = cell.parentElement;
    const cells = [...row.querySelectorAll("td[data-cell]")];
    const at = cells.indexOf(cell);
    const next = {
      ArrowLeft: () => cells[at - 1], ArrowRight: () => cells[at + 1], Home: () => cells[0], End: () => cells.at(-1),
      ArrowUp: () => row.previousElementSibling?.querySelectorAll("td[data-cell]")[at],
      ArrowDown: () => row.nextElementSibling?.querySelectorAll("td[data-cell]")[at],
      Enter: () => { row.querySelector("a").click(); },
    }[event.key]?.();
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  new MutationObserver(() => {
    if (!current?.isConnected) {
      const first = table.querySelector("td[data-cell]");
      if (first) take(first);
    }
  }).observe(table, {childList: true, subtree: true});
}
