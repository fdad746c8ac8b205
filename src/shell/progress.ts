import type { Host } from "../host.ts";

/** Milliseconds of silence, and between two lines. */
const patience = 1000;
const pace = 200;

/** A host that tells on a terminal how many files were read, once a run takes long; `done` takes the line away again. */
export function withProgress(host: Host, write: (text: string) => unknown): { readonly host: Host; readonly done: () => void } {
  let next = host.now() + patience;
  let files = 0;
  let shown = false;
  const read: Host["read"] = (path) => {
    files += 1;
    const now = host.now();
    if (now >= next) {
      next = now + pace;
      shown = true;
      write(`\r\u001B[Kenvcheck: ${String(files)} files read`);
    }
    return host.read(path);
  };
  return {
    host: { ...host, read },
    done: () => {
      if (shown) write("\r\u001B[K");
    },
  };
}
