// The socket of a class's board. What a message holds is said by BoardSocket.
import {lasting, address} from "./socket.js";

/** @param on {take(message), lost()} */
export function openBoard(id, names, on) {
  lasting({
    url: () => address(`/classes/${id}/live`, {language: document.documentElement.lang.slice(0, 2), names: names ? "yes" : "no"}),
    open() { on.fresh?.(); },
    text(message) { on.take(JSON.parse(message)); },
    bytes() {},
    lost() { on.lost(); },
    final() { location.reload(); }, // the session has ended, or the class is gone: the page says so
  });
}

/** The texts of a template, by key, with their places filled in. */
export function bundle(template) {
  const texts = new Map([...template.content.querySelectorAll("data")].map(each => [each.value, each.textContent]));
  return (key, ...values) => values.reduce((text, value, i) => text.replaceAll(`{${i}}`, value), texts.get(key));
}
