import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { GrammarId } from "../scan/tree.ts";

const unpack = promisify(brotliDecompress);

/** Bytes that are unpacked at once: nearly all grammars in one turn. */
const chunkSize = 2 ** 21;

/** A grammar as WebAssembly, or the runtime that all grammars need; several are unpacked at once. */
export async function readGrammar(name: GrammarId | "web-tree-sitter"): Promise<Uint8Array> {
  return unpack(readFileSync(join(folder(), `${name}.wasm.br`)), { chunkSize });
}

/** `dist/grammars`, seen from the bundle in `dist` as well as from the source and from the bundles of `scripts/run.mjs`. */
function folder(): string {
  for (let home = import.meta.dirname; home !== dirname(home); home = dirname(home)) {
    const found = join(home, "dist/grammars");
    if (existsSync(found)) return found;
  }
  throw new Error("dist/grammars is missing; npm run build makes it");
}
