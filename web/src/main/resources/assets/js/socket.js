// A WebSocket that comes back. `url` is asked for at every attempt, so that it can say where to go on.

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4000;
/** Close codes of ours after which coming back is for the reader to decide. */
export const FINAL = new Map([[4001, "elsewhere"], [4003, "full"], [1008, "refused"]]);

/** @param on {url(), open(), text(string), bytes(Uint8Array), lost(), final(reason)} */
export function lasting(on) {
  let socket = null;
  let pause = FIRST_PAUSE_MS;
  let timer = 0;
  let wanted = true;

  function connect() {
    clearTimeout(timer);
    const mine = socket = new WebSocket(on.url());
    mine.binaryType = "arraybuffer";
    mine.addEventListener("open", () => {
      if (socket !== mine) return;
      pause = FIRST_PAUSE_MS;
      on.open();
    });
    mine.addEventListener("message", ({data}) => {
      if (socket !== mine) return;
      if (typeof data === "string") on.text(data);
      else on.bytes(new Uint8Array(data));
    });
    mine.addEventListener("close", ({code}) => {
      if (socket !== mine) return;
      socket = null;
      if (!wanted) return;
      const reason = FINAL.get(code);
      if (reason) {
        wanted = false;
        on.final(reason);
        return;
      }
      on.lost();
      timer = setTimeout(connect, pause * (0.75 + Math.random() / 2));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  }

  const now = () => { if (wanted && !socket) connect(); };
  addEventListener("online", now);
  document.addEventListener("visibilitychange", () => document.hidden || now());
  connect();
  return {
    send(message) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(message);
      return true;
    },
    /** Leaves, and goes where `url` says now. */
    move() {
      wanted = true;
      const left = socket;
      socket = null;
      left?.close();
      connect();
    },
    again() {
      wanted = true;
      now();
    },
  };
}

/** The address of a socket of this server. */
export function address(path, query = {}) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
