import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { GrammarId } from "../scan/tree.ts";

/** A grammar as WebAssembly, or the runtime that all grammars need. */
export function readGrammar(name: GrammarId | "web-tree-sitter"): Uint8Array<ArrayBuffer> {
  const packed = readFileSync(join(folder(), `${name}.wasm.br`));
  return new Uint8Array(brotliDecompressSync(packed));
}

/** `dist/grammars`, seen from the bundle in `dist` as well as from the source and from the bundles of `scripts/run.mjs`. */
function folder(): string {
  for (let home = import.meta.dirname; home !== dirname(home); home = dirname(home)) {
    const found = join(home, "dist/grammars");
    if (existsSync(found)) return found;
  }
  throw new Error("dist/grammars is missing; npm run build makes it");
}
