import type { Binding } from "../../model/binding.ts";
import type { Fact, FactOf } from "../../model/fact.ts";
import { sameText } from "../../model/sealed.ts";
import { type Source, type Span, textAt } from "../../model/source.ts";
import type { Written } from "../../model/value.ts";

/** A line that a reader passes over; `start` is where its text begins. `because` is a clause about the line. */
export interface Dropped {
  readonly start: number;
  readonly because: string;
  /** Whether it is run as a command. */
  readonly runs?: true;
}

/**
 * The most characters that text without a `=` of its own may have to be listed as a name, or as a part of one, where a reader takes it for that:
 * anything longer is a line of a value that lost its quotes, such as a private key.
 */
export const longestStray = 48;

/** Names that one file binds more than once; `same` is false where it cannot be told. */
export function duplicatesIn(bindings: readonly Binding[]): Fact[] {
  const seen = new Map<string, Binding>();
  const facts: Fact[] = [];
  for (const binding of bindings) {
    const earlier = seen.get(binding.name);
    seen.set(binding.name, binding);
    if (earlier === undefined || addsToItself(binding)) continue;
    facts.push({ kind: "duplicate", name: binding.name, at: binding.at, earlier: earlier.at, same: isSame(binding.value, earlier.value) });
  }
  return facts;
}

/** `CIPHERS=${CIPHERS}TLS_AES_256,`: what stood there before lives on in it. */
function addsToItself({ name, at }: Binding): boolean {
  const { text } = at.source;
  const end = text.indexOf("\n", at.end);
  const line = text.slice(at.end, end < 0 ? undefined : end);
  return line.includes("$") && [...line.matchAll(/\$\{?(\w+)/g)].some(([, refers]) => refers === name);
}

function isSame(one: Written, other: Written): boolean {
  return one.state === "known" && other.state === "known" && sameText(one.text, other.text);
}

/** A command in the value of a variable. */
export function commandIn({ name, at }: Pick<Binding, "name" | "at">, reader: string): Fact {
  return { kind: "runs-command", name, at, because: `${reader} takes what it prints for the value, or for a part of it` };
}

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)[}:?+-]/;

/** The first `${NAME}` in the text of a value whose reader leaves it as it is written. */
export function unexpandedIn(text: string, { name, at }: Pick<Binding, "name" | "at">, because: string): Fact[] {
  const refers = text.includes("${") ? reference.exec(text)?.[1] : undefined;
  return refers === undefined ? [] : [{ kind: "unexpanded", name, refers, at, because }];
}

/**
 * What there is to say about lines that a reader drops. `KEY: value` is one mistake, told once with the number of its lines, and it hides the
 * nameless lines, which are the rest of its values. `yaml` are keys of such lines that the reader takes nevertheless.
 */
export function droppedIn(source: Source, dropped: readonly Dropped[], yaml: readonly Span[] = []): Fact[] {
  const keys = [...yaml];
  const ignored: FactOf<"ignored-line" | "runs-command">[] = [];
  for (const { start, because, runs } of dropped) {
    const key = yamlKeyAt(source, start);
    if (key !== undefined) keys.push(key);
    else ignored.push({ kind: runs === true ? "runs-command" : "ignored-line", ...lineAt(source, start), because });
  }
  const [first] = keys;
  if (first === undefined) return ignored;
  return [{ kind: "yaml-syntax", at: first, lines: keys.length }, ...ignored.filter(({ name }) => name !== undefined)];
}

function lineAt(source: Source, start: number): Pick<FactOf<"ignored-line">, "name" | "at"> {
  const at = nameAt(source, start);
  return { name: at === undefined ? undefined : textAt(at), at: at ?? { source, start, end: start } };
}

/** Made where it is used, as is the one below: the classes of Unicode are felt at start-up. */
const yamlKey = (): RegExp => /[\p{L}_][\p{L}\p{N}_.-]*(?=:(?:[ \t]|$))/muy;

/** The key of a line of the form `KEY: value`. */
export function yamlKeyAt(source: Source, start: number): Span | undefined {
  const key = matchAt(yamlKey(), source, start)?.[0];
  return key === undefined ? undefined : { source, start, end: start + key.length };
}

const assigned = (): RegExp => /(export[ \t]+)?([A-Z_][A-Z0-9_]*(?=[ \t]*(?:=|$))|[\p{L}_][\p{L}\p{N}_.-]*(?=[ \t]*=(?!=?$)))/muy;

/** The part of a refused line that is a name and no piece of a value: before `=` that is not base64 padding, or alone and in capitals. */
export function nameAt(source: Source, start: number): Span | undefined {
  const [, prefix = "", name] = matchAt(assigned(), source, start) ?? [];
  const from = start + prefix.length;
  return name === undefined ? undefined : { source, start: from, end: from + name.length };
}

function matchAt(sticky: RegExp, { text }: Source, start: number): RegExpExecArray | null {
  sticky.lastIndex = start;
  return sticky.exec(text);
}
