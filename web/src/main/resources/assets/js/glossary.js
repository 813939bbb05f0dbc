// The glossary page: finding a term while its name is typed.
const find = document.querySelector("[data-find]");
const found = find.querySelector("[data-found]");
const entries = [...document.querySelectorAll(".entry")];
const heads = new Map(entries.map(entry => [entry, head(entry)]));
find.hidden = false;

function head(entry) {
  return `${entry.id} ${entry.querySelector("h3").textContent} ${entry.querySelector(".full")?.textContent ?? ""}`.toLowerCase();
}

find.querySelector("input").addEventListener("input", event => {
  const wanted = event.target.value.trim().toLowerCase();
  let count = 0;
  for (const entry of entries) {
    entry.hidden = !heads.get(entry).includes(wanted);
    count += entry.hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll(".glossary section")) {
    section.hidden = !section.querySelector(".entry:not([hidden])");
  }
  found.textContent = found.dataset.words.replace("{0}", count);
});
// a link to an entry that is filtered out must show it
addEventListener("hashchange", () => {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.hidden) return;
  find.querySelector("input").value = "";
  find.querySelector("input").dispatchEvent(new Event("input"));
  target.scrollIntoView();
});
