// Stands between the lab and xterm.js. What a program prints is a stranger's: a file's name, a letter's subject. A count of
// two thousand million lines to scroll, or a string that never ends, would hold the page for hours; no real program means
// them, so counts are cut to the window's size and strings to a length. Everything else goes through as it came.

const LONGEST_STRING = 4096;   // of OSC, DCS, APC, PM, SOS: a title, a request
const LONGEST_SEQUENCE = 128;  // between ESC [ and the letter at its end
const LARGEST_NUMBER = 9999;   // of any parameter: rows, columns, modes
const ESC = 0x1b, BEL = 0x07, CAN = 0x18, SUB = 0x1a, BRACKET = 0x5b, OSC = 0x5d;
const STRINGS = new Set([OSC, 0x50, 0x58, 0x5e, 0x5f]); // ESC ] P X ^ _
const C2 = 0xc2; // in UTF-8 the controls from 80 to 9f follow it, which do what ESC does; no program here prints them
const ROWS = "LMST", COLUMNS = "@IPXZb"; // letters whose first number says how often

/** @param size () → {cols, rows} of the window; @returns bytes → bytes, to be called with piece after piece */
export function guard(size) {
  let state = ground;
  let sequence = []; // what stands behind ESC [
  let length = 0;    // of the string so far
  let bel = false;   // whether a BEL ends it
  let held = false;  // the last byte was C2
  let out, at;

  function ground(byte) {
    out[at++] = byte;
    if (byte === ESC) state = escape;
  }

  function escape(byte) {
    if (byte >= 0x80) {
      cancel(byte);
      return;
    }
    out[at++] = byte;
    if (byte === CAN || byte === SUB) {
      state = ground;
    } else if (byte === BRACKET) {
      sequence = [];
      state = parameters;
    } else if (STRINGS.has(byte)) {
      length = 0;
      bel = byte === OSC;
      state = string;
    } else if (byte >= 0x20 && byte <= 0x2f) {
      state = intermediate;
    } else if (byte >= 0x30 && byte < 0x7f) {
      state = ground;
    } // another control is done at once, and the sequence goes on
  }

  function intermediate(byte) {
    if (byte >= 0x80) {
      cancel(byte);
      return;
    }
    out[at++] = byte;
    if (byte === ESC) state = escape;
    else if (byte === CAN || byte === SUB || (byte >= 0x30 && byte < 0x7f)) state = ground;
  }

  function parameters(byte) {
    if (byte >= 0x80) {
      cancel(byte);
    } else if (byte < 0x20) {
      out[at++] = byte;
      if (byte === ESC) state = escape;
      else if (byte === CAN || byte === SUB) state = ground;
    } else if (byte >= 0x40 && byte < 0x7f) {
      for (const each of cut(String.fromCharCode(...sequence), String.fromCharCode(byte))) out[at++] = each.charCodeAt(0);
      state = ground;
    } else if (sequence.length < LONGEST_SEQUENCE) {
      sequence.push(byte);
    }
  }

  function cut(before, final) {
    const {cols, rows} = size();
    const most = /^\d/.test(before) && (ROWS.includes(final) ? rows : COLUMNS.includes(final) ? cols : 0);
    let first = true;
    return before.replace(/\d+/g, digits => {
      const limit = first && most || LARGEST_NUMBER;
      first = false;
      return Number(digits) > limit ? String(limit) : digits;
    }) + final;
  }

  function string(byte) {
    const ends = byte === CAN || byte === SUB || (byte === BEL && bel);
    if (ends || byte === ESC || ++length <= LONGEST_STRING) out[at++] = byte;
    if (ends) state = ground;
    else if (byte === ESC) state = escape;
  }

  function cancel(byte) {
    out[at++] = CAN;
    out[at++] = byte;
    state = ground;
  }

  return bytes => {
    out = new Uint8Array(2 * bytes.length + LONGEST_SEQUENCE + 16);
    at = 0;
    for (const byte of bytes) {
      if (held) {
        held = false;
        if (byte >= 0x80 && byte <= 0x9f) continue;
        state(C2);
      }
      if (byte === C2) held = true;
      else state(byte);
    }
    return out.subarray(0, at);
  };
}
