// Folders of the users and what is in them. A message is shown as a reader would, made safe, or as it lies there.
import {element} from "./wireline.js";
import {safeHtml} from "./safehtml.js";

/** @param ask (what, query) → the lab's answer, or null */
export function openMailboxes(part, words, ask) {
  const folders = part.querySelector("[data-folders]");
  const table = part.querySelector("[data-items]");
  const message = part.querySelector("[data-message]");
  const title = message.querySelector("[data-message-title]");
  const rendered = message.querySelector("[data-rendered]");
  const source = message.querySelector("[data-source]");
  let chosen = "";

  for (const radio of message.querySelectorAll("[name=host-how]")) {
    radio.addEventListener("change", () => {
      rendered.hidden = radio.value !== "rendered";
      source.hidden = radio.value === "rendered";
    });
  }

  async function show() {
    const answer = await ask("mail", {});
    if (!answer) return;
    folders.replaceChildren(...answer.folders.map(folderRow));
    if (!answer.folders.length) folders.append(element("li", "none", words("study.host.folders.none")));
    const again = answer.folders.find(folder => folder.path === chosen && folder.messages >= 0);
    if (again) open(again);
    else {
      table.hidden = true;
      message.hidden = true;
    }
  }

  function folderRow(folder) {
    const row = element("li", "");
    const button = element("button", "quiet", "");
    button.type = "button";
    button.ariaPressed = String(folder.path === chosen);
    const name = element("span", "", `${folder.user}: ${folder.name}`);
    name.translate = false;
    const count = folder.messages < 0 ? words("study.host.closed") : String(folder.messages);
    button.append(name, " ", element("span", "count", count));
    button.title = `${folder.path} (${folder.kind})`;
    button.addEventListener("click", () => open(folder));
    row.append(button);
    row.dataset.path = folder.path;
    return row;
  }

  async function open(folder) {
    chosen = folder.path;
    for (const row of folders.children) row.firstChild.ariaPressed = String(row.dataset.path === chosen);
    const answer = await ask("mail", {folder: folder.path});
    message.hidden = true;
    table.hidden = !answer;
    if (answer) table.tBodies[0].replaceChildren(...answer.items.map(item => itemRow(folder, item)));
  }

  function itemRow(folder, item) {
    const row = element("tr", item.fresh ? "unread" : "");
    const head = element("td", "");
    const button = element("button", "link", item.subject || words("study.host.nosubject"));
    button.type = "button";
    button.addEventListener("click", () => read(folder, item));
    head.append(button);
    if (item.fresh) head.append(element("span", "away", words("study.host.unread")));
    row.append(element("td", "", item.from), head, element("td", "", String(item.size)));
    return row;
  }

  async function read(folder, item) {
    const answer = await ask("mail", {folder: folder.path, key: item.key});
    if (!answer) return;
    title.textContent = item.subject || words("study.host.nosubject");
    const facts = element("dl", "");
    for (const {name, value} of answer.headers) facts.append(element("dt", "", name), element("dd", "", value));
    rendered.replaceChildren(facts, ...answer.parts.map(partOf));
    source.textContent = answer.source;
    message.hidden = false;
    title.focus({preventScroll: true});
    message.scrollIntoView({block: "nearest"});
  }

  function partOf(each) {
    if (each.type === "text/html") {
      const box = element("div", "part html");
      box.append(safeHtml(each.text, words));
      return box;
    }
    if (each.type.startsWith("text/")) return element("pre", "part", each.text);
    return element("p", "part", words("study.host.attachment", each.name || each.type, each.bytes));
  }

  return {show};
}
