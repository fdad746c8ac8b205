import type { Host } from "../host.ts";
import type { CodeText } from "../model/code.ts";
import type { Unseen } from "../model/source.ts";

/** Milliseconds of silence, and between two lines. */
const patience = 1000;
const pace = 200;

/** A host that tells on a terminal how many files were read, once a run takes long; `done` takes the line away again. */
export function withProgress(host: Host, write: (text: string) => unknown): { readonly host: Host; readonly done: () => void } {
  let next = host.now() + patience;
  let files = 0;
  let shown = false;
  const tell = (): void => {
    const now = host.now();
    if (now < next) return;
    next = now + pace;
    shown = true;
    write(`\r\u001B[Kenvcheck: ${String(files)} files read`);
  };
  const read: Host["read"] = (path) => {
    files += 1;
    tell();
    return host.read(path);
  };
  function* texts(paths: readonly string[]): Iterable<CodeText | Unseen> {
    for (const text of host.texts(paths)) {
      files += 1;
      tell();
      yield text;
    }
  }
  const partDone = (): void => {
    tell();
    host.partDone();
  };
  const parsers: Host["parsers"] = async (grammars) => {
    const loaded = await host.parsers(grammars);
    return {
      parse: (grammar, text) => {
        tell();
        return loaded.parse(grammar, text);
      },
      get gaveUp() {
        return loaded.gaveUp;
      },
    };
  };
  return {
    host: { ...host, read, texts, partDone, parsers },
    done: () => {
      if (shown) write("\r\u001B[K");
    },
  };
}
