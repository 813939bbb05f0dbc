// The socket of events: exercises' states and the wire come in; hints, resets and answers go out.
import {lasting, address} from "./socket.js";

/** @param on {host(), exercise(state), answer(result), wire(event, live), fresh(), map: {steps(events), show(picture), letter(answer)}} */
export function openEvents(chapter, on) {
  let attended = "";
  let mapped = false;
  const socket = lasting({
    url: () => address(`/chapters/${chapter}/events`,
      {language: document.documentElement.lang.slice(0, 2), host: on.host()}),
    open() {
      if (attended) socket.send(`attend ${attended}`);
      if (mapped) socket.send("map on");
    },
    text(message) {
      const event = JSON.parse(message);
      if (event.type === "exercise") on.exercise(event);
      else if (event.type === "answer") on.answer(event);
      else if (event.type === "map") on.map.steps(event.events);
      else if (event.type === "picture") on.map.show(event.picture);
      else if (event.type === "letter") on.map.letter(event);
      else if (event.type === "wire") {
        if (!event.live) on.fresh(); // a new connection: all that the lab still remembers
        for (const each of event.events) on.wire(each, event.live);
      }
    },
    bytes() {},
    lost() {},
    final() {},
  });
  return {
    hint: id => socket.send(`hint ${id}`),
    attend: id => {
      attended = id;
      socket.send(`attend ${id}`);
    },
    reset: id => socket.send(`reset ${id}`),
    answer: (id, task, text) => socket.send(`answer ${id} ${task} ${text}`),
    map: {
      on() {
        if (mapped) return;
        mapped = true;
        socket.send("map on");
      },
      stop: program => socket.send(`map stop ${program}`),
      pass: program => socket.send(`map pass ${program}`),
      go: id => socket.send(`map go ${id}`),
      look: id => socket.send(`map look ${id}`),
    },
    again: () => socket.again(),
    /** To another host, and there to this exercise. */
    move(exercise) {
      attended = exercise;
      socket.move();
    },
  };
}
