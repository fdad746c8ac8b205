import type { Mode } from "../../model/read.ts";
import type { Found } from "../found.ts";
import type { TextPack } from "./text-pack.ts";

/** One way of writing a variable into a file. */
export interface Form {
  /** Global, with the groups `name`, and where it has them `operator` (`-`, `:-`, `?`, `:?`) and `or`: what follows it. */
  readonly pattern: RegExp;
  /** Without an operator. */
  readonly mode: Mode;
  /** Only in matches of it. */
  readonly within?: RegExp;
}

/** A file whose variables are put in as text before it is understood. */
export interface Substitution {
  readonly id: string;
  readonly prefilter: RegExp;
  readonly forms: readonly Form[];
  /** Matches of it are no part of the file: comments, escapes. */
  readonly without?: RegExp;
  /** Names, by the group `name`, that the file itself gives a value. */
  readonly own?: RegExp;
}

export function substitution({ id, prefilter, forms, without, own }: Substitution): TextPack {
  return {
    id,
    prefilter,
    read(text) {
      const plain = without === undefined ? text : text.replaceAll(without, blank);
      const given = new Set(own === undefined ? [] : [...plain.matchAll(own)].map(({ groups }) => groups?.["name"]));
      const found = forms.flatMap((form) => [...only(plain, form).matchAll(form.pattern)].flatMap((match) => foundIn(match, form)));
      return { reads: found.filter(({ variable }) => !given.has(variable)), open: [] };
    },
  };
}

function blank(match: string): string {
  return " ".repeat(match.length);
}

function only(text: string, { within }: Form): string {
  if (within === undefined) return text;
  let end = 0;
  let kept = "";
  for (const { 0: match, index } of text.matchAll(within)) {
    kept += blank(text.slice(end, index)) + match;
    end = index + match.length;
  }
  return kept;
}

function foundIn({ 0: whole, index, groups = {} }: RegExpExecArray, { mode }: Form): readonly Found[] {
  const { name: variable, operator, or } = groups;
  if (variable === undefined) return [];
  const start = index + whole.indexOf(variable, whole.search(/\w/));
  const about = { variable, at: { start, end: start + variable.length }, confidence: null, type: null };
  if (operator?.includes("?") === true) return [{ ...about, mode: "required", default: null }];
  const takes = { parameter: null, exported: true } as const;
  if (or === undefined) return [{ ...about, mode, default: null, ...(mode === "required" && { takes }) }];
  return [{ ...about, mode: "default", default: or.includes("${") ? null : { text: or, of: "string" } }];
}
