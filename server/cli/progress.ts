import type { Output } from "./io.ts";

/** A bar on a terminal, once it takes longer than a second, for as long as it takes. */
export interface Progress {
  readonly show: (done: number) => void;
  readonly end: () => void;
}

const PATIENCE = 1000;
const INTERVAL = 100;
const WIDTH = 24;

/** The progress of `total` files on `stream`; nothing is written to what is no terminal. */
export function progressOn(stream: Output, total: number): Progress {
  if (stream.isTTY !== true) return { show: () => {}, end: () => {} };
  const begun = Date.now();
  let shown = 0;
  return {
    show(done) {
      const now = Date.now();
      if (now - begun < PATIENCE || now - shown < INTERVAL) return;
      shown = now;
      const filled = Math.round((done / total) * WIDTH);
      const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
      stream.write(`\r${bar} ${done.toLocaleString("en")} of ${total.toLocaleString("en")} files`);
    },
    end() {
      if (shown > 0) stream.write("\r\u001B[2K");
    },
  };
}
