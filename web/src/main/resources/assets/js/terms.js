// Terms in the text: a click, a tap or Enter shows the glossary's entry beside the word. The word is a link to the glossary,
// so that it works without this code, and in another tab.

const GAP = 8;

/** @param room has the card in which entries are shown; @param scroller is what the text scrolls in */
export function openTerms(room, scroller) {
  const card = room.querySelector("[data-term-card]");
  const place = card.querySelector("[data-entry]");
  const entries = new Map();
  let word = null;

  async function entry(id) {
    if (!entries.has(id)) {
      const answer = await fetch(`/glossary/${id}`);
      if (!answer.ok) throw new Error(answer.statusText);
      entries.set(id, await answer.text());
    }
    return entries.get(id);
  }

  async function open(link) {
    try {
      place.innerHTML = await entry(link.dataset.term);
    } catch {
      location.assign(link.href);
      return;
    }
    card.setAttribute("aria-labelledby", place.querySelector("h3").id);
    if (!card.contains(link)) {
      if (word) word.ariaExpanded = "false";
      word = link;
      if (!card.matches(":popover-open")) card.showPopover();
      link.ariaExpanded = "true";
    }
    card.scrollTop = 0;
    beside();
    place.focus({preventScroll: true});
  }

  /** Below the word, or above where there is more room; a narrow window has the card at its foot by CSS. */
  function beside() {
    if (!word || !card.matches(":popover-open")) return;
    const at = word.getClientRects()[0];
    const room = scroller.getBoundingClientRect();
    if (!at || at.bottom < room.top || at.top > room.bottom) {
      card.hidePopover();
      return;
    }
    const below = innerHeight - at.bottom - GAP;
    const above = at.top - GAP;
    const up = card.scrollHeight > below && above > below;
    card.style.maxHeight = `${(up ? above : below) - GAP}px`;
    card.style.top = up ? `${Math.max(GAP, at.top - GAP - card.offsetHeight)}px` : `${at.bottom + GAP}px`;
    card.style.left = `${Math.max(GAP, Math.min(at.left, innerWidth - card.offsetWidth - GAP))}px`;
  }

  room.addEventListener("click", event => {
    const link = event.target.closest("[data-term]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || String(getSelection()) !== "") return;
    event.preventDefault();
    if (link === word && card.matches(":popover-open")) card.hidePopover();
    else open(link);
  });
  card.querySelector("[data-close]").addEventListener("click", () => card.hidePopover());
  card.addEventListener("toggle", event => {
    if (event.newState === "open") return;
    const held = card.contains(document.activeElement) || document.activeElement === document.body;
    if (word) {
      word.ariaExpanded = "false";
      if (held) word.focus({preventScroll: true});
    }
    word = null;
  });
  scroller.addEventListener("scroll", beside, {passive: true});
  addEventListener("resize", beside);
  for (const link of room.querySelectorAll("[data-term]")) link.ariaHasPopup = "dialog";
}
