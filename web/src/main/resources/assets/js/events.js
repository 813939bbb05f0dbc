// The socket of events: exercises' states and the wire come in; hints, resets and answers go out.
import {lasting, address} from "./socket.js";

/** @param on {exercise(state), wire(event, live), fresh()} */
export function openEvents(chapter, on) {
  let seen = 0; // the wire's last event, so that a new connection brings only what is new
  const socket = lasting({
    url: () => address(`/chapters/${chapter}/events`, {wire: seen}),
    open() {},
    text(message) {
      const event = JSON.parse(message);
      if (event.type === "exercise") on.exercise(event);
      else if (event.type === "wire") {
        for (const each of event.events) {
          seen = each.number;
          on.wire(each, event.live);
        }
      } else if (event.type === "wire-afresh") {
        seen = 0;
        on.fresh();
      }
    },
    bytes() {},
    lost() {},
    final() {},
  });
  return {
    hint: id => socket.send(`hint ${id}`),
    reset: id => socket.send(`reset ${id}`),
    answer: (id, task, text) => socket.send(`answer ${id} ${task} ${text}`),
    again: () => socket.again(),
  };
}
