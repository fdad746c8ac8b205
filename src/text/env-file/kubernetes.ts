import type { Source } from "../../model/source.ts";
import { known, type Lookup } from "../../model/value.ts";
import type { EnvFile } from "./env-file.ts";
import { longestStray } from "./facts.ts";
import { firstCharacter, isTooLong, linesOf } from "./lines.ts";
import { literalFacts } from "./literal.ts";
import { type Assigned, bindStatements, type Statement } from "./statements.ts";

/** How the two readers of ConfigMap and Secret data differ. */
interface Reader {
  readonly name: string;
  /** What a line without `=` gets. */
  readonly bare: (name: string, shell: Lookup) => ReturnType<Lookup>;
  /** What its data hold for a value; undefined where they cannot. */
  readonly value: (written: string) => string | undefined;
  /** Why it refuses a key. */
  readonly refuses: (key: string) => string | undefined;
}

/** `seen` holds the keys of earlier files and takes those of this one: no key may stand in two of them. */
type ReadKeys = (source: Source, shell: Lookup, seen?: Set<string>) => EnvFile;

const variable = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** `kubectl create configmap|secret --from-env-file` (kubectl pkg/cmd/util/env_file.go): its own environment answers bare names, and none is empty. */
export const readKubectlEnvFile: ReadKeys = readerOf({
  name: "kubectl",
  bare: (name, shell) => orEmpty(shell(name)),
  value: (written) => written,
  refuses: (key) => {
    if (key === "") return "needs a name before =, or kubectl refuses the whole file";
    if (/[ \t]/.test(key)) return "must be NAME=value without export and without white space before =, or kubectl refuses the whole file";
    if (!variable.test(key) || key === "." || key.startsWith(".."))
      return "must have only letters, digits, - _ and . in its name, with no digit or two dots first, or kubectl refuses the whole file";
    return key.length > 253 ? "must have a name of at most 253 characters, or kubectl refuses the whole file" : undefined;
  },
});

/** `envs:` of kustomize's generators (kustomize api/kv/kv.go): it checks no name, and a bare one is empty. */
export const readKustomizeEnvFile: ReadKeys = readerOf({
  name: "kustomize",
  bare: () => known(""),
  value: throughYaml,
  refuses: () => undefined,
});

/** kustomize writes its data as YAML and reads that back: next lines fold, and control characters above ASCII's printable ones are refused. */
function throughYaml(written: string): string | undefined {
  if (/[\u007f-\u0084\u0086-\u009f]/.test(written)) return undefined;
  if (!written.includes("\u0085") || /[\p{Cc}\uFEFF]/u.test(written.replaceAll("\u0085", ""))) return written;
  const parts = written.split("\u0085");
  const last = parts.length - 1;
  let text = "";
  let breaks = 0;
  for (const [index, part] of parts.entries()) {
    const stripped = (index === last ? part : part.trimEnd()).slice(index === 0 ? 0 : part.length - part.trimStart().length);
    if (index > 0) breaks += 1;
    if (stripped === "" && index < last) continue;
    text += (breaks === 1 ? " " : "\n".repeat(Math.max(breaks - 1, 0))) + stripped;
    breaks = 0;
  }
  return text;
}

function orEmpty(value: ReturnType<Lookup>): ReturnType<Lookup> {
  return value.state === "absent" ? known("") : value;
}

function readerOf(reader: Reader): ReadKeys {
  return (source, shell, seen = new Set()) =>
    bindStatements(source, statements(source.text, { reader, shell, seen }), {
      reader: reader.name,
      lookup: shell,
      values: new Map(),
      refusesDuplicates: true,
    });
}

function* statements(text: string, reading: Reading): Generator<Statement> {
  const { reader } = reading;
  for (const line of linesOf(text)) {
    if (isTooLong(text, line)) {
      yield { start: line.start, because: `${reader.name} stops reading at a line of more than 65,535 bytes, without a word` };
      return;
    }
    const start = firstCharacter(text, line);
    if (start === line.end || text[start] === "#") continue;
    yield* statementOf(text.slice(start, line.end), start, reading);
  }
}

interface Reading {
  readonly reader: Reader;
  readonly shell: Lookup;
  readonly seen: Set<string>;
}

function* statementOf(line: string, start: number, { reader, shell, seen }: Reading): Generator<Statement> {
  const equals = line.indexOf("=");
  const key = equals < 0 ? line : line.slice(0, equals);
  const refusal = reader.refuses(key);
  if (refusal !== undefined) yield { start, refusal };
  // What kustomize reads without a name is no pair.
  else if (key === "") yield { start, because: `${reader.name} ignores a line without a name` };
  else {
    if (seen.has(key)) yield { start, refusal: `must not be set twice, or ${reader.name} refuses the whole file` };
    seen.add(key);
    const value = equals < 0 ? undefined : line.slice(equals + 1);
    yield* pair({ name: key, start, end: start + key.length }, value, reader, shell);
  }
}

type Key = Pick<Assigned, "name" | "start" | "end">;

function* pair(key: Key, written: string | undefined, reader: Reader, shell: Lookup): Generator<Statement> {
  const { name, start } = key;
  const value = reader.value(written ?? "");
  if (value === undefined) yield { start, refusal: `must have no control characters, or ${reader.name} refuses the whole file` };
  else if (written !== undefined) yield { ...key, value: known(value), tell: (binding) => literalFacts(value, binding, reader.name) };
  else if (name.length <= longestStray) yield { ...key, value: reader.bare(name, shell) };
  if (!/^[-._a-zA-Z0-9]+$/.test(name)) yield { start, because: `${reader.name} takes all before = for a key, which no cluster accepts` };
}
