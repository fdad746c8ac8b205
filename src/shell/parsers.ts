import type { Language, Parser } from "web-tree-sitter";
import type { GrammarId, Parsers, Tree } from "../scan/tree.ts";
import { copyTree, type Symbols } from "./copy-tree.ts";
import { addressOf, type Cursor, cursorOf, heapOf } from "./cursor.ts";
import { readGrammar } from "./grammars.ts";
import { changeFlags } from "./v8-flags.ts";

/** A megabyte of code takes a quarter of it, some junk all that there is. */
const plenty = 256 * 2 ** 20;

/** Nodes that say nothing which those around them do not say, by the grammars of which no pack looks for them. */
const punctuation = [",", ";", ".", "(", ")", "[", "]", "{", "}"] as const;
const keywords = ['"', "'", "`", "${", ":", "=>", "const", "await", "async", "from", "return", "if"] as const;
const silent: Readonly<Partial<Record<GrammarId, ReadonlySet<string>>>> = {
  go: new Set(punctuation),
  python: new Set(punctuation),
  tsx: new Set([...punctuation, ...keywords]),
  typescript: new Set([...punctuation, ...keywords]),
};

interface Runtime {
  readonly Parser: typeof Parser;
  readonly Language: typeof Language;
  readonly cursor: Cursor;
  /** In bytes; it never shrinks. */
  readonly heap: () => number;
}

interface Grammar {
  readonly runtime: Runtime;
  readonly language: Language;
  readonly symbols: Symbols;
}

let starting: Promise<Runtime> | undefined;
const grammars = new Map<GrammarId, Promise<Grammar>>();

/**
 * Each grammar is loaded once; those of one run are best loaded together, since after the first text V8 is busy optimising the runtime.
 * The patience is in milliseconds for one text: a megabyte of code takes two hundred, some junk would take minutes.
 */
export async function loadParsers(ids: readonly GrammarId[], patience = 4000): Promise<Parsers> {
  const loaded = new Map(ids.length === 0 ? [] : await loadAll(ids));
  let gaveUp = false;
  return {
    parse(id, text) {
      const grammar = loaded.get(id);
      if (grammar === undefined) throw new Error(`the grammar of ${id} was not loaded`);
      const tree = parse(text, grammar, performance.now() + patience);
      gaveUp ||= tree === undefined;
      return tree ?? nothing(text);
    },
    get gaveUp() {
      return gaveUp;
    },
  };
}

async function loadAll(ids: readonly GrammarId[]): Promise<readonly (readonly [GrammarId, Grammar])[]> {
  const started = (starting ??= start());
  return Promise.all(ids.map(async (id) => [id, await grammarOf(id, started)] as const));
}

/** V8 would optimise the parsers as long as they run, and the process then waits for that at its end, longer than most scans gain. */
const unhurried = ["wasm-tier-up", "wasm-dynamic-tiering"];

async function start(): Promise<Runtime> {
  const [{ Parser, Language }, wasmBinary] = await Promise.all([import("web-tree-sitter"), readGrammar("web-tree-sitter")]);
  changeFlags(unhurried.map((flag) => ({ started: `--${flag}`, now: `--no-${flag}` })));
  const module = { wasmBinary, printErr: () => undefined };
  await Parser.init(module);
  return { Parser, Language, cursor: cursorOf(module), heap: () => heapOf(module) };
}

function grammarOf(id: GrammarId, started: Promise<Runtime>): Promise<Grammar> {
  const loaded = grammars.get(id) ?? load(id, started);
  grammars.set(id, loaded);
  return loaded;
}

async function load(id: GrammarId, started: Promise<Runtime>): Promise<Grammar> {
  const [runtime, binary] = await Promise.all([started, readGrammar(id)]);
  const language = await runtime.Language.load(binary);
  const { types, fields } = language;
  const named = types.map((_, type) => language.nodeTypeIsNamed(type));
  const skipped = types.map((type, number) => named[number] !== true && silent[id]?.has(type) === true);
  return { runtime, language, symbols: { types, fields, named, skipped } };
}

function parse(text: string, grammar: Grammar, deadline: number): Tree | undefined {
  try {
    return attempt(text, grammar, deadline);
  } catch (error) {
    // Out of memory, and never again of use.
    if (error instanceof Error && error.name === "RuntimeError") return undefined;
    throw error;
  }
}

function attempt(text: string, { runtime, language, symbols }: Grammar, deadline: number): Tree | undefined {
  const { Parser, cursor, heap } = runtime;
  const parser = new Parser().setLanguage(language);
  const most = Math.max(heap(), plenty);
  // The scanner of bash does not come back from a NUL.
  const parsed = parser.parse(text.replaceAll("\0", "\uFFFD"), null, {
    progressCallback: () => performance.now() > deadline || heap() > most,
  });
  const tree = parsed === null ? undefined : copyTree(cursor, addressOf(parsed), symbols, text);
  parsed?.delete();
  parser.delete();
  return tree;
}

function nothing(text: string): Tree {
  return { root: { type: "ERROR", field: null, named: true, start: 0, end: text.length, parent: null, children: [] }, text, errors: [0] };
}
