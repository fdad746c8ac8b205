import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** Each file of dist/grammars by its name: the package it comes out of, and its name there. The first is the runtime of all others. */
const sources = {
  "web-tree-sitter": ["web-tree-sitter", "web-tree-sitter"],
  bash: ["tree-sitter-bash", "tree-sitter-bash"],
  c_sharp: ["tree-sitter-c-sharp", "tree-sitter-c_sharp"],
  elixir: ["tree-sitter-elixir", "tree-sitter-elixir"],
  go: ["tree-sitter-go", "tree-sitter-go"],
  java: ["tree-sitter-java", "tree-sitter-java"],
  kotlin: ["@tree-sitter-grammars/tree-sitter-kotlin", "tree-sitter-kotlin"],
  php: ["tree-sitter-php", "tree-sitter-php"],
  python: ["tree-sitter-python", "tree-sitter-python"],
  ruby: ["tree-sitter-ruby", "tree-sitter-ruby"],
  rust: ["tree-sitter-rust", "tree-sitter-rust"],
  tsx: ["tree-sitter-typescript", "tree-sitter-tsx"],
  typescript: ["tree-sitter-typescript", "tree-sitter-typescript"],
};

const compress = promisify(brotliCompress);

/** Copies the grammars out of node_modules, compressed, with what they are and their licences. A better quality saves a tenth and takes 30 times as long. */
export async function packGrammars(root, folder) {
  mkdirSync(folder, { recursive: true });
  const entries = await Promise.all(Object.entries(sources).map((source) => pack(root, folder, source)));
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  const packages = new Map(entries.map(([, entry]) => [entry.package, entry]));
  const licences = [...packages.values()].map(({ package: name, version }) => {
    const text = readFileSync(join(root, "node_modules", name, "LICENSE"), "utf8").trim();
    return `${name} ${version}\n\n${text}\n`;
  });
  writeFileSync(join(folder, "LICENSES.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
}

async function pack(root, folder, [id, [name, file]]) {
  const home = join(root, "node_modules", name);
  const { version, license: licence } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const wasm = readFileSync(join(home, `${file}.wasm`));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length };
  writeFileSync(join(folder, `${id}.wasm.br`), await compress(wasm, { params }));
  return [id, { package: name, version, licence, sha256: createHash("sha256").update(wasm).digest("hex") }];
}
