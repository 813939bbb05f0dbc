// The files of the lab, folder by folder, and an editor for those who will not use nano.
import {element} from "./wireline.js";

const MOST_SAVED = 15_000;

/** @param ask (what, query, options) → the lab's answer, or null; @param say says a sentence */
export function openFiles(part, words, ask, say) {
  const form = part.querySelector("[data-path]");
  const input = form.querySelector("input");
  const table = part.querySelector("[data-entries]");
  const editor = part.querySelector("[data-editor]");
  const text = editor.querySelector("textarea");
  const label = editor.querySelector("[data-editor-label]");
  const hint = editor.querySelector("[data-editor-hint]");
  const save = editor.querySelector("[data-save-file]");
  let open = "";

  form.addEventListener("submit", event => {
    event.preventDefault();
    go(input.value);
  });
  editor.addEventListener("submit", async event => {
    event.preventDefault();
    const answer = await ask("files", {path: open}, {method: "POST", body: text.value, headers: {"Content-Type": "text/plain"}});
    if (answer) say(words("study.host.saved", open));
  });
  text.addEventListener("input", () => {
    save.disabled = new Blob([text.value]).size > MOST_SAVED;
    hint.textContent = save.disabled ? words("study.host.toolarge") : "";
  });
  editor.querySelector("[data-up]").addEventListener("click", () => go(above(open)).then(() => input.focus()));

  async function go(path) {
    const answer = await ask("files", {path: path || "/"});
    if (!answer) return;
    input.value = answer.path;
    table.hidden = !answer.entries;
    editor.hidden = !answer.file;
    if (answer.entries) {
      const up = answer.path === "/" ? [] : [entryRow(answer.path, {name: "..", type: "d", mode: "", owner: "", group: "", size: ""})];
      table.tBodies[0].replaceChildren(...up, ...answer.entries.map(entry => entryRow(answer.path, entry)));
    } else {
      edit(answer.path, answer.file);
    }
  }

  function entryRow(folder, entry) {
    const row = element("tr", "");
    const name = element("td", "");
    const button = element("button", "link", entry.name + (entry.type === "d" ? "/" : ""));
    button.type = "button";
    button.translate = false;
    button.addEventListener("click", () =>
      go(entry.name === ".." ? above(folder) : `${folder === "/" ? "" : folder}/${entry.name}`));
    name.append(button);
    if (entry.target) name.append(element("span", "target", ` → ${entry.target}`));
    const owner = entry.owner ? `${entry.owner}:${entry.group}` : "";
    row.append(name, element("td", "", entry.mode), element("td", "", owner), element("td", "", String(entry.size)));
    return row;
  }

  function edit(path, file) {
    open = path;
    label.textContent = `${path}  ${file.about.mode}  ${file.about.owner}:${file.about.group}`;
    text.value = file.text;
    const small = file.about.size <= MOST_SAVED;
    text.readOnly = !file.writable || !small;
    save.disabled = text.readOnly;
    hint.textContent = file.binary ? words("study.host.binary")
      : !small ? words("study.host.toolarge")
        : file.writable ? "" : words("study.host.readonly");
    text.focus();
    text.setSelectionRange(0, 0);
  }

  return {show: () => editor.hidden && go(input.value)};
}

function above(path) {
  return path.replace(/\/[^/]*\/?$/, "") || "/";
}
