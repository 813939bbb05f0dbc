// The border between text and terminal, by pointer and by arrow keys. Its place is kept in this browser.

const KEY = "text-width";

export function openSplitter(room) {
  const bar = room.querySelector("[data-splitter]");
  const least = Number(bar.ariaValueMin);
  const most = Number(bar.ariaValueMax);

  function set(percent, keep) {
    const value = Math.min(most, Math.max(least, percent));
    room.style.setProperty("--text-width", `${value}%`);
    bar.ariaValueNow = String(Math.round(value));
    if (keep) localStorage.setItem(KEY, String(value));
  }

  const now = () => bar.getBoundingClientRect().left / room.clientWidth * 100;
  const kept = Number(localStorage.getItem(KEY));
  if (kept) set(kept, false);

  bar.addEventListener("keydown", event => {
    const step = {ArrowLeft: -2, ArrowRight: 2, Home: -100, End: 100}[event.key];
    if (!step) return;
    event.preventDefault();
    set(now() + step, true);
  });
  bar.addEventListener("pointerdown", event => {
    bar.setPointerCapture(event.pointerId);
    bar.classList.add("held");
  });
  bar.addEventListener("pointermove", event => {
    if (bar.hasPointerCapture(event.pointerId)) set(event.clientX / room.clientWidth * 100, true);
  });
  bar.addEventListener("lostpointercapture", () => bar.classList.remove("held"));
  bar.addEventListener("dblclick", () => {
    room.style.removeProperty("--text-width");
    localStorage.removeItem(KEY);
  });
}
