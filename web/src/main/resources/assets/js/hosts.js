// Which host the page is at: the chapter's, or one that an exercise has for itself. Cards of other hosts wait until their
// reader goes there.

/** @param on {moved(exercise), announce(text)} */
export function openHosts(room, on) {
  const cards = [...room.querySelectorAll("[data-exercise]")];
  const strip = room.querySelector("[data-host-strip]");
  const memory = `host ${room.dataset.chapter}`;
  const hosts = new Set(cards.map(card => card.dataset.workplace));
  const left = localStorage.getItem(memory) ?? "";
  let here = hosts.has(left) ? left : "";

  for (const card of cards) card.querySelector("[data-go]").addEventListener("click", () => go(card.dataset.workplace, card));
  strip.querySelector("[data-home]").addEventListener("click", () => go(""));
  show();

  function go(host, card) {
    here = host;
    localStorage.setItem(memory, here);
    show();
    on.moved(card?.dataset.exercise ?? "");
    const said = card?.querySelector("h3").textContent ?? strip.querySelector("[data-home]").textContent;
    on.announce(said);
  }

  function show() {
    for (const card of cards) {
      const elsewhere = card.dataset.workplace !== here;
      card.querySelector("[data-elsewhere]").hidden = !elsewhere;
      for (const part of card.querySelectorAll(".tasks, footer")) part.inert = elsewhere;
    }
    strip.hidden = here === "";
    const own = cards.find(card => card.dataset.exercise === here);
    strip.querySelector("[data-host-name]").textContent = own?.querySelector("h3").textContent ?? "";
  }

  return {
    here: () => here,
    isHere: exercise => cards.find(card => card.dataset.exercise === exercise)?.dataset.workplace === here,
  };
}
