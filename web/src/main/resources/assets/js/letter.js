// A message of the queue, opened: envelope, headers, text and the file itself.
import {element} from "./wireline.js";

/** @param ask {go(id)} */
export function openLetter(pane, words, ask) {
  const card = pane.querySelector("[data-letter]");
  const title = card.querySelector("[data-letter-title]");
  const text = card.querySelector("[data-letter-text]");
  const go = card.querySelector("[data-letter-go]");
  let id = "";
  let stopped = new Set();

  go.addEventListener("click", () => ask.go(id));
  card.querySelector("[data-letter-close]").addEventListener("click", close);
  card.addEventListener("keydown", event => { if (event.key === "Escape") close(); });

  function close() {
    card.hidden = true;
    const row = pane.querySelector(`[data-mails] [data-id="${id}"] button`);
    (row ?? pane.querySelector(".map-scroll")).focus();
  }

  function show({id: asked, letter}) {
    id = asked;
    title.textContent = words("study.map.letter", asked);
    text.replaceChildren(...letter ? parts(letter) : [element("p", "", words("study.map.letter.gone"))]);
    go.hidden = !stopped.has(id);
    card.hidden = false;
    title.focus({preventScroll: true});
    card.scrollIntoView({block: "nearest"});
  }

  function parts(letter) {
    const file = facts([
      [words("study.map.letter.file"), letter.path],
      [words("study.map.letter.size"), words("study.wire.bytes", letter.bytes)],
      [words("study.map.letter.mode"), letter.mode],
    ]);
    if (!letter.whole) return [file, element("p", "", words("study.map.letter.unwritten"))];
    const envelope = facts([
      [words("study.map.letter.sender"), `<${letter.sender}>`],
      ...letter.recipients.map(each => [words("study.map.letter.recipient"),
        `<${each.address}>${each.done ? ` ${words("study.map.letter.done")}` : ""}`]),
      ...Object.entries(letter.attributes),
    ]);
    return [
      element("h4", "", words("study.map.letter.envelope")), envelope,
      element("h4", "", words("study.map.letter.headers")), lines(letter.headers),
      element("h4", "", words("study.map.letter.body")), lines(letter.body),
      element("h4", "", words("study.map.letter.queuefile")), file,
    ];
  }

  /** Whether it still waits may have changed. */
  function check(mails) {
    stopped = new Set(mails.filter(mail => mail.before).map(mail => mail.id));
    go.hidden = !stopped.has(id);
  }

  return {show, check};
}

function facts(pairs) {
  const list = element("dl", "");
  for (const [name, value] of pairs) {
    const says = element("dd", "", value);
    says.translate = false;
    list.append(element("dt", "", name), says);
  }
  return list;
}

function lines(all) {
  const block = element("pre", "", all.join("\n"));
  block.translate = false;
  block.tabIndex = 0;
  return block;
}
