// The terminal: xterm.js on the socket of the lab's shell. Bytes are counted, so a connection that was cut goes on where
// it broke off, and a page that was reloaded gets its screen again.
import {lasting, address} from "./socket.js";
import {guard} from "./guard.js";

const REPORT_EVERY = 16384;

/** @param on {host(), state(name)} */
export function openTerminal(room, on) {
  const screen = room.querySelector("[data-screen]");
  const styles = getComputedStyle(document.documentElement);
  const token = name => styles.getPropertyValue(name).trim();
  const reader = room.querySelector("[data-reader]");
  reader.checked = localStorage.getItem("screen-reader") === "yes";
  const term = new Terminal({
    fontFamily: token("--mono"), fontSize: Math.round(parseFloat(styles.fontSize) * 0.875), lineHeight: 1.2, fontWeightBold: "600",
    scrollback: 2000, cursorBlink: false, cursorStyle: "block", screenReaderMode: reader.checked, theme: colours(token),
    windowOptions: {}, logLevel: "off", // nobody moves or questions the page's window; a wrong sequence is no error of ours
  });
  let harmless = guard(() => term);
  const fit = new FitAddon.FitAddon();
  term.loadAddon(fit);
  term.open(screen);
  term.textarea.setAttribute("aria-label", screen.getAttribute("aria-label"));
  term.textarea.setAttribute("aria-describedby", "leave");
  room.querySelector("[data-leave]").id = "leave";

  let run = "";       // names one life of the shell's output; a new life starts counting anew
  let received = 0;   // offset of the next byte
  let reported = 0;
  let size = "";
  const waiting = []; // typed while there was no connection

  const socket = lasting({
    url: () => address(`/chapters/${room.dataset.chapter}/terminal`,
      {run, from: received, columns: term.cols, rows: term.rows, host: on.host()}),
    open() {
      size = `${term.cols},${term.rows}`;
      on.state("connected");
      for (const text of waiting.splice(0)) socket.send("i" + text);
    },
    text: control,
    bytes(bytes) {
      received += bytes.length;
      const upTo = received;
      const ofRun = run;
      term.write(harmless(bytes), () => {
        if (ofRun === run && upTo - reported >= REPORT_EVERY) {
          reported = upTo;
          socket.send(`a${upTo}`);
        }
      });
    },
    lost: () => on.state("lost"),
    final: on.state,
  });

  // "at RUN OFFSET": the next byte has this offset; when it is not the one expected, the screen starts afresh.
  function control(message) {
    const [word, itsRun, offset] = message.split(" ");
    if (word !== "at") return;
    if (itsRun !== run || Number(offset) !== received) {
      term.reset();
      harmless = guard(() => term);
    }
    run = itsRun;
    received = reported = Number(offset);
  }

  const send = text => {
    for (let at = 0; at < text.length; at += 8192) {
      const piece = "i" + text.slice(at, at + 8192);
      if (!socket.send(piece) && waiting.length < 100) waiting.push(piece.slice(1));
    }
  };
  term.onData(send);
  screen.addEventListener("paste", plainPaste(term), true);
  term.onBinary(send);

  const measure = () => {
    if (!screen.clientWidth || getComputedStyle(screen).visibility === "hidden") return;
    fit.fit();
    const now = `${term.cols},${term.rows}`;
    if (now !== size && socket.send("r" + now)) size = now;
  };
  new ResizeObserver(() => requestAnimationFrame(measure)).observe(screen);
  document.fonts.load("14px 'IBM Plex Mono'").then(() => {
    term.setOption("fontFamily", "monospace");
    term.setOption("fontFamily", token("--mono"));
    measure();
  });
  document.addEventListener("themechange", () => term.setOption("theme", colours(token)));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => term.setOption("theme", colours(token)));
  reader.addEventListener("change", () => {
    localStorage.setItem("screen-reader", reader.checked ? "yes" : "no");
    term.setOption("screenReaderMode", reader.checked);
  });
  room.querySelector("[data-keys-bar]").addEventListener("click", ({target}) => {
    const {key, rest = ""} = target.dataset;
    if (key) send(String.fromCharCode(Number(key)) + rest);
  });
  term.attachCustomKeyEventHandler(event => keys(event, room));

  return {
    /** Types text as if the student had, and takes the keyboard there. */
    type(text) { send(text); term.scrollToBottom(); },
    focus: () => term.focus(),
    measure,
    reconnect: () => socket.again(),
    /** To another host's terminal. */
    move() {
      run = "";
      received = reported = 0;
      waiting.length = 0;
      term.reset();
      harmless = guard(() => term);
      socket.move();
    },
    /** What the screen shows, for tests and for saving: one string per row, wrapped rows joined. */
    text() {
      const buffer = term.buffer.active;
      const rows = [];
      for (let i = 0; i < buffer.length; i++) {
        const line = buffer.getLine(i);
        const text = line.translateToString(true);
        if (line.isWrapped) rows[rows.length - 1] += text;
        else rows.push(text);
      }
      return rows.join("\n").trimEnd();
    },
    /** The window as it is: its size, the cursor ("row,column" from 0), its rows without the blanks at their ends. */
    grid() {
      const buffer = term.buffer.active;
      const rows = [];
      for (let i = 0; i < term.rows; i++) rows.push(buffer.getLine(buffer.baseY + i).translateToString(true).trimEnd());
      while (rows.length && !rows[rows.length - 1]) rows.pop();
      return {columns: term.cols, rows: term.rows, cursor: `${buffer.cursorY},${buffer.cursorX}`, lines: rows};
    },
  };
}

/** Ctrl+Shift+. leaves the terminal; everything else belongs to the shell, or to the browser. */
function keys(event, room) {
  if (event.type === "keydown" && event.ctrlKey && event.shiftKey && event.code === "Period") {
    room.querySelector("[role=tab][aria-selected=true]:not([tabindex='-1']), [role=tab][aria-selected=true]").focus();
    event.preventDefault();
    return false;
  }
  return true;
}

/** Takes control characters out of what is pasted: an end of a bracketed paste within it would run what follows. */
function plainPaste(term) {
  return event => {
    const text = event.clipboardData.getData("text/plain");
    const plain = text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, "");
    if (plain === text) return;
    event.preventDefault();
    event.stopPropagation();
    term.paste(plain);
  };
}

function colours(token) {
  return {
    background: token("--slate"), foreground: token("--slate-text"), cursor: token("--slate-accent"),
    cursorAccent: token("--slate"), selection: "rgba(111, 208, 168, .3)",
    black: "#26352f", red: "#f08d7c", green: "#6fd0a8", yellow: "#e8c77a", blue: "#85b7ee", magenta: "#d3a4e3",
    cyan: "#7fd0d6", white: "#dfe7e2", brightBlack: "#7c8d85", brightRed: "#ffab9c", brightGreen: "#93e6c2",
    brightYellow: "#f7dc9c", brightBlue: "#a9cffb", brightMagenta: "#e5c1f1", brightCyan: "#a3e4e9", brightWhite: "#ffffff",
  };
}
