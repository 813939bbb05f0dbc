// Tabs: text, terminal, and what stands at its side: wire, map … In a narrow window one of them all is seen; in a middle one the
// text and one of the others; in a wide one the text, the terminal and one of those at its side.

const NARROW = matchMedia("(max-width: 60rem)");
const WIDE = matchMedia("(min-width: 105rem)");

/** @param changed called with the name of the pane that came to view */
export function openLayout(room, changed) {
  const list = room.querySelector("[role=tablist]");
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const fresh = room.querySelector("[data-fresh]");
  let view = "terminal";
  let side = "wire";

  function show(name, focus) {
    view = name === "text" && !NARROW.matches ? "terminal" : name;
    if (view !== "text" && view !== "terminal") side = view;
    room.dataset.view = view;
    list.ariaMultiSelectable = WIDE.matches ? "true" : "false";
    for (const tab of tabs) {
      const {tab: each} = tab.dataset;
      tab.ariaSelected = shown(each) ? "true" : "false";
      tab.tabIndex = each === view ? 0 : -1;
      if (each !== "text") room.querySelector(`#${each}`).classList.toggle("shown", shown(each));
    }
    if (shown("wire")) fresh.hidden = true;
    if (focus) tabs.find(tab => tab.dataset.tab === view).focus();
    changed(view);
  }

  function shown(name) {
    return WIDE.matches ? name === "terminal" || name === side : name === view;
  }

  list.addEventListener("click", event => {
    const tab = event.target.closest("[role=tab]");
    if (tab) show(tab.dataset.tab);
  });
  list.addEventListener("keydown", event => {
    const visible = tabs.filter(tab => tab.offsetParent);
    const at = visible.indexOf(document.activeElement);
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: visible.length - 1}[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    show(visible[(to + visible.length) % visible.length].dataset.tab, true);
  });
  for (const query of [NARROW, WIDE]) query.addEventListener("change", () => show(view));
  for (const link of document.querySelectorAll(".skips a, [data-pip]")) {
    link.addEventListener("click", () => show(link.hash === "#terminal" ? "terminal" : "text"));
  }
  show(NARROW.matches ? "text" : "terminal");

  return {
    show,
    shown,
    narrow: () => NARROW.matches,
    /** Something new is on the wire: a dot on its tab, unless it is seen. */
    wireMoved() { fresh.hidden = shown("wire"); },
    reading: () => view === "text" || !NARROW.matches,
  };
}
