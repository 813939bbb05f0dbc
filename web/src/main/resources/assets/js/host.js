// The pane of mailboxes and files: views of the lab's disk, in the name of the student or of root, which the reader chooses.
import {openMailboxes} from "./mailboxes.js";
import {openFiles} from "./files.js";

/** @param here () → whose host the page is at, an exercise or nothing for the chapter's */
export function openHost(room, words, here) {
  const pane = room.querySelector("[data-host]");
  const said = pane.querySelector("[data-host-said]");
  const parts = {mail: pane.querySelector("[data-mail]"), files: pane.querySelector("[data-files]")};
  const as = () => pane.querySelector("[name=host-as]:checked").value;

  /** Asks the lab; what it refuses is said, and gives null. */
  async function ask(what, query, options) {
    const url = new URL(`/chapters/${room.dataset.chapter}/${what}`, location.href);
    for (const [name, value] of Object.entries({as: as(), host: here(), ...query})) url.searchParams.set(name, value);
    try {
      const answer = await fetch(url, options);
      if (!answer.ok) throw new Error(answer.statusText);
      const value = await answer.json();
      say(value.error ? `${query.path ?? query.folder ?? ""}: ${value.error}` : "");
      return value.error ? null : value;
    } catch {
      say(words("study.host.failed"));
      return null;
    }
  }

  function say(text) {
    said.textContent = text;
  }

  const views = {mail: openMailboxes(parts.mail, words, ask), files: openFiles(parts.files, words, ask, say)};
  const shown = () => pane.querySelector("[name=host-show]:checked").value;

  function show() {
    for (const [name, part] of Object.entries(parts)) part.hidden = name !== shown();
    views[shown()].show();
  }

  for (const radio of pane.querySelectorAll("[name=host-show], [name=host-as]")) radio.addEventListener("change", show);
  pane.querySelector("[data-host-again]").addEventListener("click", show);
  return {show};
}
